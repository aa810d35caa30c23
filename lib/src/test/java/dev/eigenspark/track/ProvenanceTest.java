package dev.eigenspark.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.config.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private final Provenance here = Provenance.ofThisProcess();

  @Test
  void namesTheBuildAndThePlatform() {
    assertThat(here.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(here.commit()).matches("[0-9a-f]{0,40}");
    assertThat(here.java()).startsWith("17");
    assertThat(here.spark()).startsWith("3.5.");
    assertThat(here.cores()).isPositive();
    assertThat(here.arch()).isNotEmpty();
  }

  @Test
  void takesTheFirstProcessorOfCpuinfo() {
    assertThat(
            Provenance.cpuModel(
                List.of(
                    "processor\t: 0", "model name\t: Fast CPU @ 3: GHz", "model name\t: Other")))
        .isEqualTo("Fast CPU @ 3: GHz");
    assertThat(Provenance.cpuModel(List.of("CPU part\t: 0xd0c"))).isEmpty();
  }

  @Test
  void holdsNothingOfTheHostOrTheUser() {
    assertThat(Settings.values(here))
        .containsOnlyKeys(
            "version", "commit", "java", "javaVendor", "os", "arch", "cpu", "cores", "spark")
        .doesNotContainValue(System.getProperty("user.name"));
  }
}

package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagingNameTest {
  private static final String OWN = "-" + ProcessHandle.current().pid() + "-";

  @Test
  void everyNameIsNew() {
    assertThat(StagingName.temporary("data"))
        .startsWith(".data.tmp-")
        .isNotEqualTo(StagingName.temporary("data"));
  }

  @Test
  void sweepsWhatAProcessThatIsGoneLeft() throws Exception {
    String first = StagingName.temporary("data").replace(OWN, "-" + gone() + "-");
    String second = StagingName.temporary("data").replace(OWN, "-" + gone() + "-");

    assertThat(swept("data", first, "data", second)).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void keepsWhatMayBeAlive() throws Exception {
    String gone = "-" + gone() + "-";
    String left = StagingName.temporary("data").replace(OWN, gone);
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(
              swept(
                  "data",
                  StagingName.temporary("data"),
                  StagingName.temporary("data").replace(OWN, "-" + other.pid() + "-"),
                  left.replaceFirst("tmp-[0-9a-f]{16}", "tmp-0123456789abcdef"),
                  StagingName.aside("data").replace(OWN, gone),
                  StagingName.temporary("data2").replace(OWN, gone),
                  StagingName.temporary("more.data").replace(OWN, gone),
                  ".data.tmp" + gone + "1",
                  left + ".bak",
                  "data"))
          .isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whatCannotBeRemovedStopsNobody() throws Exception {
    String left = StagingName.temporary("data").replace(OWN, "-" + gone() + "-");
    assertThatCode(
            () ->
                StagingName.sweep(
                    "data",
                    () -> List.of(left),
                    name -> {
                      throw Failure.infrastructure("cannot remove " + name, null);
                    }))
        .doesNotThrowAnyException();
  }

  private static List<String> swept(String target, String... siblings) {
    List<String> removed = new ArrayList<>();
    StagingName.sweep(target, () -> List.of(siblings), removed::add);
    return removed;
  }

  private static long gone() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }
}

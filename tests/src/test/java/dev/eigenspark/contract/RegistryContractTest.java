package dev.eigenspark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.Named;
import dev.eigenspark.analysis.Analyses;
import dev.eigenspark.config.DataOptions;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.Settings;
import dev.eigenspark.models.Models;
import dev.eigenspark.tasks.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a task, model or analysis must bring beside its class. */
class RegistryContractTest {
  private static final List<String> TEST_CLASSES = Repository.testClasses();
  private static final List<String> USED = namesInExperiments();
  private static final String CATALOGUE = Repository.read("docs/catalogue.md");

  static Stream<Named> entries() {
    return Stream.of(
            Tasks.registry().entries(), Models.registry().entries(), Analyses.registry().entries())
        .flatMap(List::stream);
  }

  @Test
  void everyRegistryHasEntries() {
    assertThat(Tasks.registry().entries()).isNotEmpty();
    assertThat(Models.registry().entries()).isNotEmpty();
    assertThat(Analyses.registry().entries()).isNotEmpty();
  }

  @Test
  void namesAreUnique() {
    // Across the registries too, so that a name says by itself what it is.
    assertThat(entries().map(Named::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasANameALineAndAPaper(Named entry) {
    assertThat(entry.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(entry.summary()).isNotBlank().doesNotContain("\n");
    assertThat(entry.paper()).isNotBlank().doesNotContain("\n").containsPattern("\\d{4}");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void documentsItsOptions(Named entry) {
    assertThat(Settings.describe(entry.options()))
        .allSatisfy(option -> assertThat(option.doc()).as(option.name()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void leavesTheKeysOfItsSectionAlone(Named entry) {
    List<String> taken = new ArrayList<>(List.of("name"));
    Settings.describe(DataOptions.class).forEach(option -> taken.add(option.name()));
    assertThat(Settings.describe(entry.options()))
        .extracting(Settings.Entry::name)
        .doesNotContainAnyElementsOf(taken);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasAContractTest(Named entry) {
    String expected = entry.getClass().getSimpleName() + "Test";
    assertThat(TEST_CLASSES)
        .as("%s needs a test class %s beside it", entry.name(), expected)
        .contains(expected);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isUsedByAnExperiment(Named entry) {
    assertThat(USED)
        .as("%s needs a file in conf/experiments that names it", entry.name())
        .contains(entry.name());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isInTheCatalogue(Named entry) {
    assertThat(CATALOGUE)
        .as("%s needs its part of docs/catalogue.md: %s", entry.name(), CatalogueFileTest.REMEDY)
        .contains("\n### " + entry.name() + "\n");
  }

  private static List<String> namesInExperiments() {
    List<String> names = new ArrayList<>();
    for (Path file : Repository.experiments()) {
      Experiment experiment = Experiment.load(file, List.of());
      names.add(experiment.data().task());
      names.add(experiment.model());
      names.addAll(experiment.analyses());
    }
    return names;
  }
}

package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
  record CopyOptions(@Setting(doc = "delay", or = "100") int T) {}

  record NetOptions(@Setting(doc = "units", or = "64") int hidden) {}

  record GradientOptions(@Setting(doc = "trials", or = "32") int samples) {}

  private static final String BODY =
      """
      data { task = copy, T = 50, rows.train = 100 }
      model { name = rnn, hidden = 128 }
      train { steps = 20 }
      analyze = [spectra, {name = gradients, samples = 8}]
      """;

  @TempDir Path dir;

  private Experiment load(String text, String... overrides) {
    return Experiment.load(write("toy.conf", text), List.of(overrides));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(dir.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readAll(Experiment experiment) {
    experiment.taskOptions(CopyOptions.class);
    experiment.modelOptions(NetOptions.class);
    experiment.train();
    experiment.analysisOptions("gradients", GradientOptions.class);
  }

  @Test
  void readsEverySection() {
    Experiment experiment = load(BODY);

    assertThat(experiment.name()).isEqualTo("toy");
    assertThat(experiment.data().task()).isEqualTo("copy");
    assertThat(experiment.taskOptions(CopyOptions.class).T()).isEqualTo(50);
    assertThat(experiment.model()).isEqualTo("rnn");
    assertThat(experiment.modelOptions(NetOptions.class).hidden()).isEqualTo(128);
    assertThat(experiment.train().steps()).isEqualTo(20);
    assertThat(experiment.analyses()).containsExactly("spectra", "gradients");
    assertThat(experiment.analysisOptions("gradients", GradientOptions.class).samples())
        .isEqualTo(8);
    experiment.finish();
  }

  @Test
  void headIsOptional() {
    Experiment experiment = load("name = n, description = d, paper = p\n" + BODY);

    assertThat(experiment.name()).isEqualTo("n");
    assertThat(experiment.description()).isEqualTo("d");
    assertThat(experiment.paper()).isEqualTo("p");
    assertThat(load(BODY).description()).isEmpty();
  }

  @Test
  void baseIsWeakerThanTheFileAndTheFileThanArguments() {
    assertThat(load(BODY).data().rows().valid()).as("base.conf").isEqualTo(1000);
    assertThat(load(BODY + "data.rows.valid = 7").data().rows().valid()).isEqualTo(7);
    assertThat(
            load(BODY + "data.rows.valid = 7", "data.rows.valid=8", "data.rows.valid=9")
                .data()
                .rows()
                .valid())
        .as("the last argument")
        .isEqualTo(9);
  }

  @Test
  void includesAnotherFile() {
    write("parent.conf", BODY);

    Experiment child = load("include \"parent.conf\"\ntrain.steps = 21");

    assertThat(child.train().steps()).isEqualTo(21);
    assertThat(child.model()).isEqualTo("rnn");
  }

  @Test
  void argumentsMayBeLists() {
    assertThat(load(BODY, "analyze=[fisher, cka]").analyses()).containsExactly("fisher", "cka");
  }

  @Test
  void anAnalysisThatIsNotListedHasItsDefaults() {
    Experiment experiment = load(BODY, "analyze=[]");

    assertThat(experiment.analysisOptions("gradients", GradientOptions.class).samples())
        .isEqualTo(32);
    assertThat(experiment.analyses()).isEmpty();
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> Experiment.load(dir.resolve("no.conf"), List.of()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "no such file " + dir.resolve("no.conf") + "; see ./eigenspark list experiments");
  }

  @Test
  void namesTheLineOfASyntaxError() {
    assertThatThrownBy(() -> load("data {\n  T = = 5\n}"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageStartingWith(dir.resolve("toy.conf") + ":2: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void namesASubstitutionThatLeadsNowhere() {
    assertThatThrownBy(() -> load("train.steps = ${no.such.key}"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("toy.conf:1: ")
        .hasMessageContaining("no.such.key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "=3", "a=", "a..b=3", "a=[1", "a=1, b=2", "a=1\nb=2"})
  void refusesAnArgumentThatIsNotKeyValue(String argument) {
    assertThatThrownBy(() -> load(BODY, argument))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessageStartingWith("'" + argument + "' is not key=value");
  }

  @Test
  void saysThatAWrongValueCameFromTheCommandLine() {
    assertThatThrownBy(() -> load(BODY, "train.lr=fast").train())
        .hasMessage("command line: train.lr = \"fast\" is not a number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.TT",
        "data.rows.tset",
        "model.hiden",
        "train.btach",
        "train.averaging.evry",
        "trian"
      })
  void finishRefusesUnknownKeys(String key) {
    Experiment experiment = load(BODY, key + "=1");
    readAll(experiment);

    assertThatThrownBy(experiment::finish)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("command line: unknown key '" + key + "'; did you mean '");
  }

  @Test
  void finishRefusesUnknownKeysOfAnAnalysis() {
    Experiment experiment = load(BODY, "analyze=[{name = gradients, sample = 8}]");
    readAll(experiment);

    assertThatThrownBy(experiment::finish)
        .hasMessageContaining("unknown key 'analyze.gradients.sample'; did you mean");
  }

  @Test
  void finishLeavesSectionsThatTheCommandDoesNotUse() {
    Experiment experiment = load(BODY, "model.anything=1");
    experiment.taskOptions(CopyOptions.class);
    experiment.model();

    experiment.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spectra", "{name = spectra}", "[3]", "[{sample = 1}]", "[cka, cka]"})
  void refusesAMalformedAnalyzeList(String value) {
    assertThatThrownBy(() -> load(BODY, "analyze=" + value))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("command line: analyze");
  }

  @Test
  void resolvedHoldsTheDefaultsAndLoadsToTheSame() {
    Experiment first = load(BODY);
    readAll(first);
    String resolved = first.resolved();

    Experiment second = Experiment.load(write("resolved.conf", resolved), List.of());
    readAll(second);

    assertThat(resolved).contains("shardRows", "smoothing").contains("lr").contains("toy");
    assertThat(second.name()).isEqualTo("toy");
    assertThat(second.data()).isEqualTo(first.data());
    assertThat(second.train()).isEqualTo(first.train());
    assertThat(second.analyses()).isEqualTo(first.analyses());
    assertThat(second.resolved()).isEqualTo(resolved);
  }

  @Test
  void resolvedHidesCredentials() {
    String resolved =
        load(
                BODY,
                "report.fs.azure.account.key.me=XYZZY",
                "report.dbPassword=XYZZY",
                "report.list=[{AccessKey = XYZZY}]",
                "report.plain=seen")
            .resolved();

    assertThat(resolved).doesNotContain("XYZZY").contains("[redacted]").contains("seen");
  }
}

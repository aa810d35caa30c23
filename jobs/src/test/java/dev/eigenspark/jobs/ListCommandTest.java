package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandTest {
  @ParameterizedTest
  @CsvSource({
    "tasks, copy",
    "models, rnn-orth",
    "analyses, spectra",
    "experiments, conf/experiments/quickstart.conf"
  })
  void listsOneLineForEach(String kind, String name) {
    Cli.Result listed = Cli.run("list", kind);
    assertThat(listed.code()).isZero();
    assertThat(listed.err()).isEmpty();
    assertThat(listed.out().lines()).anyMatch(line -> line.startsWith(name + "  "));
  }

  @Test
  void jsonHasTheOptionsToo() {
    JsonNode listed = Json.read(Cli.run("list", "tasks", "--json").out(), JsonNode.class);
    JsonNode copy = null;
    for (JsonNode entry : listed.get("entries")) {
      copy = entry.get("name").asText().equals("copy") ? entry : copy;
    }
    assertThat(copy).isNotNull();
    assertThat(copy.get("paper").asText()).contains("Arjovsky");
    assertThat(copy.get("options").findValuesAsText("name")).contains("T", "symbols", "tokens");
  }

  @Test
  void unknownKindsAreRefused() {
    Cli.Result unknown = Cli.run("list", "task");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean 'tasks'?");
    assertThat(Cli.run("list").err()).contains("one of tasks, models, analyses, experiments");
  }

  @Test
  void markdownIsTheCatalogue() {
    assertThat(Cli.run("list", "--markdown").out()).isEqualTo(Catalogue.markdown());
  }
}

package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Point(int y, int x, Map<String, Double> extra) {}

  record Named(String name, @JsonInclude(JsonInclude.Include.NON_NULL) String note) {}

  @TempDir Path dir;

  @Test
  void writesComponentsInOrderAndMapKeysSorted() {
    Map<String, Double> extra = new HashMap<>(Map.of("b", 2.0, "a", 0.1));

    assertThat(Json.write(new Point(1, 2, extra)))
        .isEqualTo(
            """
            {
              "y" : 1,
              "x" : 2,
              "extra" : {
                "a" : 0.1,
                "b" : 2.0
              }
            }
            """);
    assertThat(Json.writeLine(new Point(1, 2, extra)))
        .isEqualTo("{\"y\":1,\"x\":2,\"extra\":{\"a\":0.1,\"b\":2.0}}");
  }

  @Test
  void readsWhatItWrote() {
    Point point = new Point(1, 2, Map.of("a", 0.1));

    assertThat(Json.read(Json.write(point), Point.class)).isEqualTo(point);
  }

  @Test
  void whatIsLeftOutWhenNullMayBeMissing() {
    assertThat(Json.writeLine(new Named("a", null))).isEqualTo("{\"name\":\"a\"}");
    assertThat(Json.read("{\"name\":\"a\"}", Named.class)).isEqualTo(new Named("a", null));
    assertThat(Json.read("{\"name\":\"a\",\"note\":\"b\"}", Named.class).note()).isEqualTo("b");
    assertThatThrownBy(() -> Json.read("{\"note\":\"b\"}", Named.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("'name'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{\"y\":1,\"x\":2,\"extra\":{}} x",
        "{\"y\":1,\"x\":2,\"extra\":{},\"z\":3}",
        "{\"y\":1,\"y\":1,\"x\":2,\"extra\":{}}",
        "{\"y\":1,\"extra\":{}}",
        "{\"y\":null,\"x\":2,\"extra\":{}}",
        "{\"y\":\"one\",\"x\":2,\"extra\":{}}",
      })
  void refusesAnythingElseInOneLine(String text) {
    assertThatThrownBy(() -> Json.read(text, Point.class))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .message()
        .startsWith("JSON text:")
        .doesNotContain("\n");
  }

  @Test
  void namesTheFileAndTheLine() throws IOException {
    Path file = Files.writeString(dir.resolve("p.json"), "{\n\"y\": x\n}");

    assertThatThrownBy(() -> Json.read(file, Point.class)).hasMessageStartingWith(file + ":2: ");
    assertThatThrownBy(() -> Json.read(dir.resolve("none.json"), Point.class))
        .isInstanceOf(Failure.class)
        .hasMessage("no such file " + dir.resolve("none.json"));
  }
}

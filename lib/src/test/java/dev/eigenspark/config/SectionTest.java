package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.eigenspark.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionTest {
  enum Mode {
    FAST,
    VERY_SLOW
  }

  record Inner(@Setting(doc = "depth", or = "3") int depth) {
    Inner {
      Limits.atLeast("depth", depth, 1);
    }
  }

  record Everything(
      @Setting(doc = "a count", or = "7") int count,
      @Setting(doc = "a large count", or = "8") long large,
      @Setting(doc = "a rate", or = "0.5") double rate,
      @Setting(doc = "a switch", or = "true") boolean on,
      @Setting(doc = "a word", or = "") String word,
      @Setting(doc = "a mode", or = "very-slow") Mode mode,
      Inner inner,
      @Setting(doc = "names", or = "[a, b]") List<String> names,
      @Setting(doc = "sizes", or = "[1, 2]") List<Integer> sizes,
      @Setting(doc = "rates", or = "[]") List<Double> rates,
      @Setting(doc = "quotas", or = "{}") Map<String, Long> quotas) {}

  record Other(@Setting(doc = "width of a layer", or = "4") int width) {}

  record Needy(@Setting(doc = "name of the thing") String thing) {}

  record Broken(@Setting(doc = "x", or = "1") int x) {
    Broken {
      throw new IllegalStateException("a bug, not a user's mistake");
    }
  }

  private static Config conf(String text) {
    return ConfigFactory.parseString(
        text, ConfigParseOptions.defaults().setOriginDescription("my.conf"));
  }

  private static Section section(String body) {
    return Section.of(conf("s {\n" + body + "\n}"), "s");
  }

  @Test
  void fillsDefaultsWhenTheSectionIsNotThere() {
    Everything all = Section.of(conf(""), "s").read(Everything.class);

    assertThat(all)
        .isEqualTo(
            new Everything(
                7,
                8,
                0.5,
                true,
                "",
                Mode.VERY_SLOW,
                new Inner(3),
                List.of("a", "b"),
                List.of(1, 2),
                List.of(),
                Map.of()));
  }

  @Test
  void bindsEveryType() {
    Everything all =
        section(
                """
                count = 1e3, large = 9000000000, rate = 2, on = false, word = "x y", mode = fast
                inner.depth = 5, names = [c], sizes = [], rates = [1, 2.5], quotas { b = 2, a = 1 }
                """)
            .read(Everything.class);

    assertThat(all)
        .isEqualTo(
            new Everything(
                1000,
                9_000_000_000L,
                2.0,
                false,
                "x y",
                Mode.FAST,
                new Inner(5),
                List.of("c"),
                List.of(),
                List.of(1.0, 2.5),
                Map.of("a", 1L, "b", 2L)));
    assertThat(all.quotas().keySet()).containsExactly("a", "b");
  }

  @Test
  void takesNullAsNotWritten() {
    assertThat(section("width = null").read(Other.class).width()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "count = abc        ~ my.conf:2: s.count = \"abc\" is not a whole number",
        "count = 2.5        ~ my.conf:2: s.count = 2.5 is not a whole number",
        "count = 3000000000 ~ my.conf:2: s.count = 3000000000 is not a whole number",
        "rate = NaN         ~ my.conf:2: s.rate = \"NaN\" is not a number",
        "on = 1             ~ my.conf:2: s.on = 1; expected true | false",
        "mode = slow        ~ my.conf:2: s.mode = \"slow\"; expected fast | very-slow",
        "word = [1]         ~ my.conf:2: s.word = [1] is not text",
        "names = a          ~ my.conf:2: s.names = \"a\" is not a list; write [a, b]",
        "sizes = [1, x]     ~ my.conf:2: s.sizes[1] = \"x\" is not a whole number",
        "quotas = 3         ~ my.conf:2: s.quotas = 3 is not a map; write {a = 1}",
        "quotas { a = x }   ~ my.conf:2: s.quotas.a = \"x\" is not a whole number",
        "inner = 3          ~ my.conf:2: s.inner = 3 is not a section; write s.inner { ... }",
        "inner.depth = 0    ~ my.conf:2: s.inner.depth = 0 must be at least 1",
      })
  void namesKeyValueAndPlaceOfAWrongValue(String line, String message) {
    assertThatThrownBy(() -> section(line).read(Everything.class))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessage(message);
  }

  @Test
  void refusesAPlainValueInPlaceOfTheSection() {
    assertThatThrownBy(() -> Section.of(conf("s = 3"), "s"))
        .hasMessage("my.conf:1: s = 3 is not a section; write s { ... }");
  }

  @Test
  void namesAMissingKeyWithItsMeaning() {
    assertThatThrownBy(() -> section("other = 1").read(Needy.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("missing key 's.thing': name of the thing");
  }

  @Test
  void severalRecordsShareASection() {
    Section section = section("depth = 2, width = 9");

    assertThat(section.read(Inner.class).depth()).isEqualTo(2);
    assertThat(section.read(Other.class).width()).isEqualTo(9);
    section.finish();
  }

  @Test
  void finishNamesTheFirstUnknownKeyAndTheNearestKnownOne() {
    Section section = section("wdith = 9\nzzz = 1");
    section.read(Other.class);

    assertThatThrownBy(section::finish)
        .isInstanceOf(Failure.class)
        .hasMessage("my.conf:2: unknown key 's.wdith'; did you mean 's.width'? known: s.width");
  }

  @Test
  void finishLooksIntoNestedSectionsButNotIntoMaps() {
    Section section = section("quotas { anything = 1 }\ninner { detph = 1 }");
    section.read(Everything.class);

    assertThatThrownBy(section::finish)
        .hasMessageStartingWith("my.conf:3: unknown key 's.inner.detph'; did you mean 's.inner.");
  }

  @Test
  void aBugInAConstructorIsNotBlamedOnTheUser() {
    assertThatThrownBy(() -> section("").read(Broken.class))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug, not a user's mistake");
  }
}

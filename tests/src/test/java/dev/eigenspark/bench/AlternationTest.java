package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternationTest {
  private final List<String> turns = new ArrayList<>();

  /** Takes 1000 ms to warm up, then 1, 2, 3, ... times {@code unit}. */
  private final class Scripted implements Contender {
    private final String name;
    private final double unit;
    private int blocks;

    private Scripted(String name, double unit) {
      this.name = name;
      this.unit = unit;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double[] block(double seconds) {
      turns.add(name + " " + seconds);
      return new double[] {blocks++ == 0 ? 1000 : blocks * unit};
    }
  }

  @Test
  void warmsUpThenTakesTurns() {
    new Alternation(List.of(new Scripted("a", 1), new Scripted("b", 1)), 2)
        .measure((done, contender) -> {});
    assertThat(turns)
        .containsExactly(
            "a 1.0", "b 1.0", "a 0.5", "b 0.5", "a 0.5", "b 0.5", "a 0.5", "b 0.5", "a 0.5",
            "b 0.5");
  }

  @Test
  void countsEverythingButTheWarmUp() {
    List<Timing> timings =
        new Alternation(List.of(new Scripted("a", 1), new Scripted("b", 10)), 2)
            .measure((done, contender) -> {});
    assertThat(timings).containsExactly(new Timing("a", 3.5, 2, 4), new Timing("b", 35, 20, 4));
  }

  @Test
  void saysWhichBlockBegins() {
    Alternation alternation = new Alternation(List.of(new Scripted("a", 1)), 2);
    List<String> heard = new ArrayList<>();
    alternation.measure((done, contender) -> heard.add(contender + done));
    assertThat(heard).containsExactly("a0", "a1", "a2", "a3", "a4").hasSize(alternation.blocks());
  }
}

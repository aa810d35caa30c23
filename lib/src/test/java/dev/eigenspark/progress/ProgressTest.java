package dev.eigenspark.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.progress.Progress.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now = -5_000_000_000L;

  private Progress start(long total, Style style) {
    return new Progress("train", total, style, out, () -> now);
  }

  private void elapse(double seconds) {
    now += (long) (seconds * 1e9);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsStepsRateTimeLeftAndNote() {
    Progress progress = start(400, Style.PLAIN);
    elapse(10);
    progress.update(100, "loss 0.25");

    assertThat(shown().lines()).containsExactly("train 100/400 (25%) 10.0/s ETA 0:30 loss 0.25");
  }

  @Test
  void tellsHoursLeftAndNoRateBeforeThereIsOne() {
    Progress progress = start(3_730, Style.PLAIN);
    progress.update(0, "");
    elapse(10);
    progress.update(10, "");

    assertThat(shown().lines())
        .containsExactly("train 0/3730 (0%)", "train 10/3730 (0%) 1.0/s ETA 1:02:00");
  }

  @Test
  void plainLinesComeAtMostEveryTenSeconds() {
    Progress progress = start(100, Style.PLAIN);
    for (int step = 1; step <= 25; step++) {
      elapse(1);
      progress.update(step, "");
    }

    assertThat(shown().lines())
        .extracting(line -> line.split(" ")[1])
        .containsExactly("1/100", "11/100", "21/100");
  }

  @Test
  void closeShowsTheLastStateOnce() {
    try (Progress progress = start(2, Style.PLAIN)) {
      elapse(60);
      progress.update(1, "");
      elapse(1);
      progress.update(2, "loss 0.1");
    }

    assertThat(shown().lines())
        .hasSize(2)
        .last()
        .isEqualTo("train 2/2 (100%) 30.5 s each in 1:01 loss 0.1");
  }

  @Test
  void rewritesTheLineOfATerminal() {
    try (Progress progress = start(10, Style.TERMINAL)) {
      elapse(1);
      progress.update(1, "a");
      elapse(0.05);
      progress.update(2, "too soon");
      elapse(0.05);
      progress.update(3, "b");
    }

    assertThat(shown())
        .isEqualTo(
            "\r\u001b[Ktrain 1/10 (10%) 1.0/s ETA 0:09 a"
                + "\r\u001b[Ktrain 3/10 (30%) 2.7/s ETA 0:03 b"
                + System.lineSeparator());
  }

  @Test
  void stepsOfAnEarlierProcessAreNotSpeed() {
    Progress progress = start(1000, Style.PLAIN);
    progress.resumeAt(500);
    elapse(10);
    progress.update(510, "");

    assertThat(shown()).contains("510/1000 (51%) 1.0/s ETA 8:10");
  }

  @Test
  void quietIsSilent() {
    try (Progress progress = start(1, Style.QUIET)) {
      elapse(100);
      progress.update(1, "loss");
    }

    assertThat(bytes.size()).isZero();
  }

  @Test
  void doesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Progress progress = start(400, Style.PLAIN);
      elapse(3);
      progress.update(100, "");
    } finally {
      Locale.setDefault(before);
    }

    assertThat(shown()).contains(" 33.3/s ");
  }

  @Test
  void needsSomethingToDo() {
    assertThatThrownBy(() -> start(0, Style.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("total 0 must be at least 1");
  }
}

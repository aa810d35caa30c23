package dev.eigenspark.jobs.ablation;

import static dev.eigenspark.jobs.ablation.Runs.axis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.config.Ablation.Axis;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelsTest {
  private static final Axis MODEL = axis("model.name", "rnn", "lstm");
  private static final Axis TASK = axis("data.task", "copy", "adding");
  private static final Axis LENGTH = axis("data.T", "10", "20", "30");
  private static final Axis RATE = axis("train.lr", "1", "2", "3", "4", "5", "6", "7");

  private static final Group SHORT = new Group(List.of("10", "copy", "lstm"), List.of());

  private static int across(Axis... axes) {
    return Panels.of(Optional.empty(), List.of(axes)).across().orElse(-1);
  }

  private static int acrossBy(String wanted, Axis... axes) {
    return Panels.of(Optional.of(wanted), List.of(axes)).across().orElse(-1);
  }

  @Test
  void areOfTheTaskOrElseOfTheFirstAxisThatFits() {
    assertThat(across(LENGTH, TASK, MODEL)).isEqualTo(1);
    assertThat(across(MODEL, RATE, LENGTH)).isEqualTo(2);
    assertThat(across(MODEL, RATE)).isEqualTo(-1);
    assertThat(across(axis("data.task", "copy"), LENGTH)).isEqualTo(1);
  }

  @Test
  void areOfTheAxisThatIsWanted() {
    assertThat(acrossBy("train.lr", LENGTH, RATE)).isEqualTo(1);
    assertThat(acrossBy("model.name", MODEL)).isZero();
  }

  @Test
  void aSingleAxisIsForTheRows() {
    assertThat(across(LENGTH)).isEqualTo(-1);
    assertThat(across()).isEqualTo(-1);
  }

  @Test
  void nameWhatPanelsAndRowsStandFor() {
    Panels panels = Panels.of(Optional.empty(), List.of(LENGTH, TASK, MODEL));

    assertThat(panels.title(SHORT)).isEqualTo("task copy");
    assertThat(panels.label(SHORT)).isEqualTo("10, lstm");
    assertThat(panels.rows()).isEqualTo("T, name");
  }

  @Test
  void withoutAnyAxisThereIsOneRow() {
    Panels panels = Panels.of(Optional.empty(), List.of());
    Group all = new Group(List.of(), List.of());

    assertThat(panels.title(all)).isEmpty();
    assertThat(panels.label(all)).isEqualTo("all runs");
    assertThat(panels.rows()).isEmpty();
  }
}

package dev.eigenspark.jobs.ablation;

import static dev.eigenspark.jobs.ablation.Runs.axis;
import static dev.eigenspark.jobs.ablation.Runs.diverged;
import static dev.eigenspark.jobs.ablation.Runs.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.config.AblateOptions.Metric;
import dev.eigenspark.config.Ablation.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<Axis> GRID =
      List.of(axis("data.task", "copy", "adding"), axis("variant", "a", "b", "c"));

  private static Optional<String> svg(Metric metric, List<Axis> axes, List<Group> groups) {
    return Comparison.svg(metric, Panels.of(Optional.empty(), axes), groups);
  }

  private static long count(String svg, String pattern) {
    return Pattern.compile(pattern).matcher(svg).results().count();
  }

  @Test
  void hasAPanelForEachTaskAndARowForEachGroup() {
    String svg = svg(Metric.ACCURACY, GRID, Runs.groups(GRID)).orElseThrow();

    assertThat(svg)
        .contains(">task copy<", ">task adding<", ">variant<", ">a<", ">b<", ">c<")
        .contains(">test accuracy<");
    assertThat(count(svg, "fill-opacity=\"1.0\"")).isEqualTo(6);
    assertThat(count(svg, "fill-opacity=\"0.4\"")).isEqualTo(12);
    assertThat(count(svg, "stroke=\"#888888\"")).as("chance").isEqualTo(6);
  }

  @Test
  void onlyRunsThatEndedAreShown() {
    List<Axis> axes = List.of(axis("pace", "calm", "hasty", "wild"));
    List<Group> groups =
        List.of(
            new Group(List.of("calm"), List.of(ended(0.5), ended(0.6))),
            new Group(List.of("hasty"), List.of(ended(0.5), diverged())),
            new Group(List.of("wild"), List.of(diverged(), diverged())));
    String svg = svg(Metric.ACCURACY, axes, groups).orElseThrow();

    assertThat(svg).contains(">calm<", ">hasty<", ">wild<");
    assertThat(count(svg, ">no result<")).isEqualTo(1);
    assertThat(count(svg, "fill-opacity=\"0.4\"")).isEqualTo(3);
  }

  @Test
  void aSingleRunHasAFigure() {
    List<Group> one = List.of(new Group(List.of(), List.of(ended(1))));

    assertThat(svg(Metric.ACCURACY, List.of(), one)).get().asString().contains(">all runs<");
  }

  @Test
  void thereIsNoneWhenNoRunEnded() {
    List<Group> none = List.of(new Group(List.of(), List.of(diverged())));

    assertThat(svg(Metric.ACCURACY, List.of(), none)).isEmpty();
  }

  @Test
  void aLossThatSpansMuchHasALogarithmicAxis() {
    List<Axis> axes = List.of(axis("pace", "calm", "hasty"));
    List<Group> groups = new ArrayList<>();
    groups.add(new Group(List.of("calm"), List.of(ended(0.0005))));
    groups.add(new Group(List.of("hasty"), List.of(ended(0.5))));

    assertThat(svg(Metric.LOSS, axes, groups).orElseThrow())
        .contains(">test loss<", ">0.001<", ">0.1<", ">10<");
    assertThat(svg(Metric.LOSS, GRID, Runs.groups(GRID)).orElseThrow())
        .doesNotContain(">0.1<", ">10<");
  }

  @Test
  void tooManyCurvesAreLeftOut() {
    List<Axis> seven = List.of(axis("a", "1", "2", "3", "4", "5", "6", "7"));
    List<Axis> eight = List.of(axis("a", "1", "2", "3", "4", "5", "6", "7", "8"));

    assertThat(LearningCurves.svg(Metric.ACCURACY, List.of("a"), Runs.groups(seven))).isPresent();
    assertThat(LearningCurves.svg(Metric.ACCURACY, List.of("a"), Runs.groups(eight))).isEmpty();
  }
}

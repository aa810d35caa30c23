package dev.eigenspark.jobs.ablation;

import dev.eigenspark.config.AblateOptions;
import dev.eigenspark.config.Ablation.Axis;
import dev.eigenspark.config.Ablation.Choice;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One row for every run: what was varied, what came out. */
final class ResultsTable {
  static final String TO_TARGET = "examples_to_target";

  /** Names of columns that are not of an axis, but for those of the splits. */
  static final Set<String> FIXED =
      Set.of(
          "run",
          "status",
          "steps",
          "examples",
          "seconds",
          TO_TARGET,
          "model_sha256",
          "message",
          "runs",
          "failed",
          "reached");

  private ResultsTable() {}

  static Table of(
      List<Axis> axes, AblateOptions options, List<String> scores, List<RunRecord> runs) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("run", Type.STRING, "directory below runs/"));
    headers.add(new Header("status", Type.STRING, "done or diverged"));
    headers.addAll(varied(axes));
    for (String score : scores) {
      headers.add(new Header(score, Type.DOUBLE, meaning(score)));
    }
    headers.add(new Header("steps", Type.LONG, "local steps of each worker"));
    headers.add(new Header("examples", Type.LONG, "trials seen by all workers"));
    headers.add(new Header("seconds", Type.DOUBLE, "wall time of all rounds"));
    if (options.target() > 0) {
      String when = "trials seen when training accuracy reached " + options.target();
      headers.add(new Header(TO_TARGET, Type.DOUBLE, when + "; NaN: never"));
    }
    headers.add(new Header("model_sha256", Type.STRING, "hash of the final weights"));
    headers.add(new Header("message", Type.STRING, "why the run did not end"));
    Table table = new Table(headers);
    runs.forEach(run -> table.add(row(headers, axes, options, scores, run)));
    return table;
  }

  /** A column for each axis: whole numbers or numbers where all its values are, else text. */
  static List<Header> varied(List<Axis> axes) {
    List<String> names = AxisNames.of(axes);
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      headers.add(new Header(names.get(i), type(axes.get(i)), axes.get(i).key()));
    }
    return headers;
  }

  /** The value of an axis as its column takes it. */
  static Object value(Header column, String text) {
    return switch (column.type()) {
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case STRING -> text;
    };
  }

  static String meaning(String score) {
    return score.endsWith("_loss")
        ? "final mean loss of a target step: nats, or squared error of reals"
        : "final share of hits on the scored steps";
  }

  private static Object[] row(
      List<Header> headers,
      List<Axis> axes,
      AblateOptions options,
      List<String> scores,
      RunRecord run) {
    List<Object> row = new ArrayList<>();
    row.add(run.cell().name());
    row.add(run.ended() ? "done" : "diverged");
    for (int i = 0; i < axes.size(); i++) {
      row.add(value(headers.get(row.size()), run.cell().texts().get(i)));
    }
    scores.forEach(score -> row.add(run.score(score)));
    row.add(run.steps());
    row.add(run.examples());
    row.add(run.seconds());
    if (options.target() > 0) {
      row.add(run.examplesTo(options.target(), options.smooth()));
    }
    row.add(run.modelSha256());
    row.add(run.divergence().map(Divergence::message).orElse(""));
    return row.toArray();
  }

  private static Type type(Axis axis) {
    List<String> texts = axis.choices().stream().map(Choice::text).toList();
    if (texts.stream().allMatch(text -> text.matches("-?\\d{1,18}"))) {
      return Type.LONG;
    }
    boolean numbers = texts.stream().allMatch(text -> text.matches("-?[\\d.]+([eE][-+]?\\d+)?"));
    return numbers ? Type.DOUBLE : Type.STRING;
  }
}

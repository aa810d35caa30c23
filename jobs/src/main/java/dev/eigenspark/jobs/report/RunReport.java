package dev.eigenspark.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The sections that tell of one training. */
final class RunReport {
  private final Path run;
  private final String conf;
  private final Config config;
  private final String task;
  private final JsonNode model;
  private final JsonNode evaluation;
  private final TrainingCurves curves;

  RunReport(Path run) {
    this.run = run;
    this.conf = JsonFiles.text(run.resolve("resolved.conf"));
    this.config = parse(run.resolve("resolved.conf"), conf);
    this.task = config.hasPath("data.task") ? config.getString("data.task") : "an unnamed task";
    this.model = JsonFiles.object(run.resolve("model").resolve("model.json"));
    this.evaluation = JsonFiles.object(run.resolve("evaluation.json"));
    this.curves = new TrainingCurves(JsonFiles.lines(run.resolve("metrics.jsonl")));
  }

  /** Adds the sections to {@code page}; returns the figures by file name. */
  Map<String, String> addTo(Page page) {
    Map<String, String> figures = new LinkedHashMap<>();
    page.add("<p class=\"summary\">" + summary() + "</p>\n");
    page.add(Html.section("Evaluation", evaluationTable()));
    String loss =
        curve(
            page,
            figures,
            "loss",
            curves.lossSvg(chance("chance_loss"), lossUnit()),
            "Loss after each round of training." + baseline("chance_loss"));
    String accuracy =
        curve(
            page,
            figures,
            "accuracy",
            curves.accuracySvg(chance("chance_accuracy")),
            "Accuracy on the scored steps." + baseline("chance_accuracy"));
    page.add(Html.section("Training", loss + accuracy));
    return figures;
  }

  /** Adds how the run came about; it closes the page. */
  void addOrigin(Page page) {
    page.add(Html.section("Configuration", Html.code(conf)));
    Path provenance = run.resolve("provenance.json");
    page.add(
        Html.section(
            "Provenance",
            Files.exists(provenance)
                ? Html.pairs(JsonFiles.leaves(JsonFiles.object(provenance)))
                : Html.note("provenance.json is not there; the origin of this run is unknown.")));
    page.add(
        Html.section(
            "How to reproduce",
            Html.paragraph(
                    "The resolved configuration holds every setting and seed. This generates the"
                        + " same data and trains the same model again:")
                + Html.code("./eigenspark run " + run.getFileName() + "/resolved.conf")));
  }

  private String summary() {
    StringBuilder out = new StringBuilder();
    out.append(Html.strong(model.path("model").asText("a model")))
        .append(" with %s parameters was trained on ".formatted(count(model.path("parameters"))))
        .append(Html.strong(task))
        .append(" for %s rounds".formatted(Words.count(curves.rounds().size())))
        .append(" (%s examples) in ".formatted(Words.count(curves.examples())))
        .append(Words.duration(curves.seconds()) + ".");
    JsonNode test = evaluation.path("splits").path("test");
    if (test.path("accuracy").isNumber()) {
      out.append(" On the test split it reaches an accuracy of ")
          .append(Html.strong(Words.percent(test.path("accuracy").asDouble())));
      chance("chance_accuracy")
          .ifPresent(c -> out.append(" against a chance level of " + Words.percent(c)));
      out.append(".");
    }
    if (test.path("loss").isNumber()) {
      out.append(" Its test loss is ")
          .append(Html.strong(Words.number(test.path("loss").asDouble())));
      chance("chance_loss")
          .ifPresent(c -> out.append(" against " + Words.number(c) + " by chance"));
      out.append(".");
    }
    return out.toString();
  }

  private String evaluationTable() {
    List<List<String>> rows = new ArrayList<>();
    evaluation
        .path("splits")
        .fields()
        .forEachRemaining(split -> rows.add(row(split.getKey(), split.getValue())));
    rows.add(row("chance", chance("chance_loss"), chance("chance_accuracy")));
    return Html.numbers(List.of("split", "loss", "accuracy"), rows);
  }

  private static List<String> row(String name, JsonNode split) {
    return row(name, number(split, "loss"), number(split, "accuracy"));
  }

  private static List<String> row(String name, OptionalDouble loss, OptionalDouble accuracy) {
    return List.of(
        name,
        loss.isPresent() ? Words.number(loss.getAsDouble()) : "–",
        accuracy.isPresent() ? Words.percent(accuracy.getAsDouble()) : "–");
  }

  private static String curve(
      Page page, Map<String, String> figures, String name, Optional<String> svg, String caption) {
    if (svg.isEmpty()) {
      return Html.note("metrics.jsonl has no " + name + ", so there is no curve of it.");
    }
    figures.put(name + ".svg", svg.get());
    return page.figure(svg.get(), caption);
  }

  private String baseline(String field) {
    return chance(field).isPresent() ? " The dashed line is chance." : "";
  }

  private String lossUnit() {
    return model.at("/format/target/kind").asText().equals(Kind.REAL.name())
        ? "squared error"
        : "nats";
  }

  private OptionalDouble chance(String field) {
    return number(evaluation, field);
  }

  private static OptionalDouble number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  private static String count(JsonNode value) {
    return value.isNumber() ? Words.count(value.asLong()) : "an unknown number of";
  }

  /** The experiment's name, or the directory's where the configuration gives none. */
  String title() {
    return config.hasPath("name") ? config.getString("name") : run.getFileName().toString();
  }

  private static Config parse(Path file, String conf) {
    try {
      return ConfigFactory.parseString(conf);
    } catch (ConfigException e) {
      throw new Failure(
          Failure.Kind.DATA, file + " is not a configuration file: " + e.getMessage(), e);
    }
  }
}

package dev.eigenspark.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sections of an analysis directory: for each KIND.json its scalars and its figures. */
final class AnalysisReport {
  private final Path dir;
  private final List<String> names;

  AnalysisReport(Path dir) {
    this.dir = dir;
    this.names = names(dir);
  }

  /** Whether there is anything to tell. */
  boolean isEmpty() {
    return kinds().isEmpty();
  }

  void addTo(Page page) {
    for (String kind : kinds()) {
      JsonNode result = JsonFiles.object(dir.resolve(kind + ".json"));
      StringBuilder html =
          new StringBuilder(Html.numbers(List.of("measure", "value"), rows(result)));
      for (JsonNode figure : result.path("figures")) {
        String svg = JsonFiles.text(dir.resolve(figure.path("file").asText()));
        html.append(page.figure(svg, figure.path("caption").asText()));
      }
      page.add(Html.section("Analysis: " + kind, html.toString()));
    }
  }

  private List<String> kinds() {
    return names.stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> name.substring(0, name.length() - ".json".length()))
        .filter(kind -> JsonFiles.object(dir.resolve(kind + ".json")).path("scalars").isObject())
        .toList();
  }

  private static List<List<String>> rows(JsonNode result) {
    List<List<String>> rows = new ArrayList<>();
    result
        .path("scalars")
        .fields()
        .forEachRemaining(
            scalar ->
                rows.add(
                    List.of(
                        scalar.getKey().replace('_', ' '),
                        Words.number(scalar.getValue().asDouble()))));
    return rows;
  }

  private static List<String> names(Path dir) {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new Failure(Failure.Kind.DATA, dir + " cannot be listed: " + e.getMessage(), e);
    }
  }
}

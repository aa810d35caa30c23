package dev.eigenspark.jobs;

import dev.eigenspark.analysis.AnalysisResult;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.config.Settings;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.data.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what one analysis found: {@code KIND.parquet}, {@code KIND.json}, the figures. */
final class AnalysisOutput {
  private AnalysisOutput() {}

  /**
   * One figure in {@code KIND.json}.
   *
   * @param name name within the analysis
   * @param file file beside the JSON
   * @param caption a sentence
   */
  record FigureEntry(String name, String file, String caption) {}

  static void write(
      Path directory,
      ConfiguredAnalysis<?> analysis,
      AnalysisResult result,
      Map<String, Object> provenance) {
    String kind = analysis.analysis().name();
    TableFile.writeParquet(result.table(), directory.resolve(table(kind)));
    List<FigureEntry> figures = new ArrayList<>();
    for (Figure figure : result.figures()) {
      String file = kind + "-" + figure.name() + ".svg";
      TextFile.write(directory.resolve(file), figure.svg());
      figures.add(new FigureEntry(figure.name(), file, figure.caption()));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind);
    json.put("options", Settings.values(analysis.options()));
    json.put("table", table(kind));
    json.put("scalars", result.scalars());
    json.put("figures", figures);
    json.put("provenance", provenance);
    TextFile.write(directory.resolve(kind + ".json"), Json.write(json));
  }

  static String table(String kind) {
    return kind + ".parquet";
  }
}

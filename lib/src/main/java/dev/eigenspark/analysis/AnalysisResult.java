package dev.eigenspark.analysis;

import dev.eigenspark.data.Table;
import java.util.List;
import java.util.Map;

/**
 * What an analysis found.
 *
 * @param table the full result
 * @param scalars the few numbers for the summary, in a fixed order
 * @param figures the figures, each a complete SVG document
 */
public record AnalysisResult(Table table, Map<String, Double> scalars, List<Figure> figures) {
  /**
   * One figure.
   *
   * @param name file name part: {@code KIND-name.svg}
   * @param caption a sentence for the report
   * @param svg the document
   */
  public record Figure(String name, String caption, String svg) {}
}

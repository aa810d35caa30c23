package dev.eigenspark.jobs.report;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes {@code report.html}, a self-contained page about a run, an analysis or an ablation, and
 * the figures that it makes itself as SVG files under {@code report/}. The same directory gives the
 * same bytes.
 */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Reports on {@code dir}: a run directory, with the analyses in its {@code analysis/}, or a
   * directory of analyses, or the directory of an ablation.
   *
   * @return the page
   * @throws Failure of kind DATA when {@code dir} is none of them, or a file of it is missing or
   *     damaged
   */
  public static Path write(Path dir) {
    Path root = dir.toAbsolutePath().normalize();
    Page page = new Page();
    String name = root.getFileName().toString();
    if (Files.exists(root.resolve("metrics.jsonl")) || Files.isDirectory(root.resolve("model"))) {
      RunReport report = new RunReport(root);
      name = report.title();
      heading(page, "Run", name);
      run(page, root, report);
    } else if (Files.exists(root.resolve(AblationReport.PLAN))) {
      AblationReport report = new AblationReport(root);
      name = report.title();
      heading(page, "Ablation", name);
      report.addTo(page);
    } else {
      heading(page, "Analysis", name);
      analysis(page, root);
    }
    return save(root.resolve("report.html"), page.html(name));
  }

  private static void run(Page page, Path root, RunReport report) {
    Map<String, String> figures = report.addTo(page);
    AnalysisReport analyses = new AnalysisReport(root.resolve("analysis"));
    if (analyses.isEmpty()) {
      page.add(Html.section("Analysis", Html.note("No analysis of this run is in analysis/.")));
    } else {
      analyses.addTo(page);
    }
    report.addOrigin(page);
    figures.forEach((file, svg) -> save(root.resolve("report").resolve(file), svg));
  }

  private static void analysis(Page page, Path root) {
    AnalysisReport analyses = new AnalysisReport(root);
    if (analyses.isEmpty()) {
      throw Failure.data(
          root
              + " is neither a run (it has no metrics.jsonl) nor an ablation (it has no "
              + AblationReport.PLAN
              + ") nor an analysis (it has no KIND.json with scalars)");
    }
    analyses.addTo(page);
  }

  private static void heading(Page page, String kind, String name) {
    page.add("<p class=\"kind\">%s</p>\n<h1>%s</h1>\n".formatted(kind, Html.escape(name)));
  }

  /** Under a temporary name first, so that a reader never sees half a file. */
  private static Path save(Path file, String text) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(partial, text, StandardCharsets.UTF_8);
      return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}

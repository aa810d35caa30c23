package dev.eigenspark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  @TempDir Path temp;
  private FakeRun run;

  @BeforeEach
  void makeRun() {
    run = FakeRun.in(temp);
  }

  private static String page(Path dir) {
    try {
      return Files.readString(ReportWriter.write(dir));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void saysInWordsWhatCameOut() {
    assertThat(page(run.root()))
        .contains("<h1>copy-nnrnn-seed1</h1>")
        .contains(
            "<strong>nnrnn</strong> with 27,785 parameters was trained on <strong>copy</strong> for"
                + " 200 rounds (40,000 examples) in 2 min 46 s. On the test split it reaches an"
                + " accuracy of <strong>98.7 %</strong> against a chance level of 12.5 %. Its test"
                + " loss is <strong>0.00624</strong> against 0.1733 by chance.");
  }

  @Test
  void showsEverySplitBesideChance() {
    assertThat(page(run.root()))
        .containsSubsequence(
            "<td>train</td><td>0.0058</td><td>98.9 %</td>",
            "<td>test</td><td>0.00624</td><td>98.7 %</td>",
            "<td>chance</td><td>0.1733</td><td>12.5 %</td>");
  }

  @Test
  void holdsTheFiguresAndWritesItsOwnBeside() {
    String page = page(run.root());

    assertThat(page)
        .containsSubsequence("Figure 1.", "Loss after", "Figure 2.", "Accuracy on", "Figure 3.")
        .contains("Eigenvalues of the recurrent matrix V before and after training.");
    assertThat(run.root().resolve("report/loss.svg")).content().contains(">chance<", "viewBox");
    assertThat(run.root().resolve("report/accuracy.svg")).exists();
    assertThat(run.root().resolve("report.html.partial")).doesNotExist();
  }

  @Test
  void isSelfContained() {
    String visible = page(run.root()).replaceAll("xmlns(:xlink)?=\"[^\"]*\"", "");

    assertThat(visible)
        .doesNotContain("http:", "https:", "<script", "<link", "<img", "<!DOCTYPE svg");
  }

  @Test
  void idsAreUnique() {
    var ids =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(page(run.root()))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void sameRunGivesTheSameBytes() {
    assertThat(page(run.root())).isEqualTo(page(run.root()));
  }

  @Test
  void escapesWhatItShows() {
    assertThat(page(run.root())).contains("&lt;b&gt;not bold&lt;/b&gt;").doesNotContain("<b>not");
  }

  @Test
  void saysWhichOptionalPartsAreMissing() {
    run.without("provenance.json").without("analysis/spectra.json");
    run.put("metrics.jsonl", "{\"round\":1,\"loss\":0.2}\n{\"round\":2,\"loss\":0.1}\n");

    assertThat(page(run.root()))
        .contains("provenance.json is not there")
        .contains("No analysis of this run")
        .contains("metrics.jsonl has no accuracy");
  }

  @Test
  void namesTheUnitOfTheLoss() {
    assertThat(page(run.root())).contains("loss (nats)").doesNotContain("squared error");
    run.put("model/model.json", "{\"format\":{\"target\":{\"kind\":\"REAL\"}}}");
    assertThat(page(run.root())).contains("loss (squared error)").doesNotContain("nats");
  }

  @Test
  void drawsALossOfZero() {
    run.put("metrics.jsonl", "{\"round\":1,\"loss\":0.2}\n{\"round\":2,\"loss\":0}\n");

    assertThat(page(run.root())).contains("Loss after each round");
  }

  @Test
  void namesARequiredFileThatIsMissing() {
    run.without("evaluation.json");

    assertThatThrownBy(() -> ReportWriter.write(run.root()))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining("evaluation.json is missing");
  }

  @Test
  void namesTheLineThatIsDamaged() {
    run.put("metrics.jsonl", "{\"round\":1}\n{\"round\":\n");

    assertThatThrownBy(() -> ReportWriter.write(run.root()))
        .hasMessageContaining("metrics.jsonl line 2 is not valid JSON");
  }

  @Test
  void refusesAFigureThatIsNotPlain() {
    run.put("analysis/spectra-eigenvalues.svg", "<svg><script>alert(1)</script></svg>");

    assertThatThrownBy(() -> ReportWriter.write(run.root()))
        .hasMessageContaining("is not a plain SVG document");
  }

  /** As fisher-diagonal begins with fisher. */
  @Test
  void figuresBelongToTheAnalysisThatListsThem() {
    run.put(
        "analysis/spectra-more.json",
        "{\"scalars\":{},\"figures\":[{\"name\":\"odd\",\"file\":\"spectra-more-odd.svg\","
            + "\"caption\":\"Odd.\"}]}");
    run.put("analysis/spectra-more-odd.svg", "<svg viewBox=\"0 0 1 1\"></svg>");
    String page = page(run.root().resolve("analysis"));
    assertThat(page.split("<figure>", -1)).hasSize(3);
    assertThat(page.indexOf("Odd.")).isGreaterThan(page.indexOf("Analysis: spectra-more"));
  }

  @Test
  void reportsOnAnAnalysisAlone() {
    assertThat(page(run.root().resolve("analysis")))
        .contains("Analysis: spectra", "<td>henrici last</td><td>2.756</td>")
        .doesNotContain("Provenance");
  }

  @Test
  void refusesAnythingElse() {
    assertThatThrownBy(() -> ReportWriter.write(temp))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is neither a run");
  }
}

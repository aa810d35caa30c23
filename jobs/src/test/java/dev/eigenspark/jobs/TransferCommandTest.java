package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Safetensors;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.data.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandTest {
  private static final int TOKENS = 2;

  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private static String conf;
  private static Path own;
  private static Path longer;
  private static Path run;

  @BeforeAll
  static void train() {
    conf = Cli.experiment(shared);
    own = generate("own");
    longer = generate("longer", "data.T=9");
    run = shared.resolve("run");
    // More steps than the experiment's, so that scores differ from chance and from each other.
    Cli.run(
        "train",
        conf,
        "train.steps=200",
        "train.lr=3e-3",
        "--data",
        own.toString(),
        "--out",
        run.toString(),
        "--quiet");
  }

  @Test
  void onItsOwnDataARunHasTheScoreOfItsEvaluation() {
    List<Object> row = rows().get(0);
    JsonNode test =
        Json.read(run.resolve("evaluation.json"), JsonNode.class).get("splits").get("test");
    assertThat(row.get(5)).isEqualTo(test.get("loss").asDouble());
    assertThat(row.get(6)).isEqualTo(test.get("accuracy").asDouble());
  }

  @Test
  void onLongerTrialsItHasTheScoreOfAnIndependentForwardPass() {
    List<List<Object>> rows = rows(longer, own);
    assertThat(rows).extracting(row -> row.get(2)).containsExactly(3.0, 9.0);
    Expected expected = Expected.of(run, Dataset.open(longer.toString()));
    assertThat((Double) rows.get(1).get(5)).isCloseTo(expected.loss(), within(1e-5));
    // Float and double may break a tie differently.
    assertThat((Double) rows.get(1).get(6)).isCloseTo(expected.accuracy(), within(1.0 / 60));
    assertThat(rows.get(1).get(5)).isNotEqualTo(rows.get(0).get(5));
  }

  @Test
  void runsInAnExperimentOnItsOwnData() {
    Path out = scratch.resolve("all");
    Cli.Result all =
        Cli.run(
            "run",
            conf,
            "analyze=[{name=transfer, split=valid}]",
            "--out",
            out.toString(),
            "--json");
    assertThat(all.code()).as(all.err()).isZero();
    JsonNode scalars = Json.read(all.out(), JsonNode.class).at("/analyze/kinds/transfer/scalars");
    JsonNode valid =
        Json.read(out.resolve("run/evaluation.json"), JsonNode.class).at("/splits/valid");
    assertThat(scalars.get("accuracy_T3")).isEqualTo(valid.get("accuracy"));
  }

  @Test
  void datasetsThatDoNotFitAreNamedBeforeAnyIsScored() {
    Path wider = generate("wider", "data.symbols=5");
    assertRefused(
        4,
        "dataset file:"
            + wider
            + " has as input one of 7 symbols a step, and the model of run "
            + run
            + " one of 6 symbols; they must be the same",
        transfer(longer + "," + wider));
    Path scalar = generate("scalar", "data.input=scalar");
    assertRefused(4, "has as input 1 real number a step", transfer(scalar.toString()));
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertRefused(2, "have both T = 3; give one", transfer(own + "," + own));
    assertRefused(
        3, "over = delay is no number of dataset", transfer(own.toString(), "transfer.over=delay"));
    assertRefused(
        4,
        "has no split 'tset'; did you mean 'test'?",
        transfer(own.toString(), "transfer.split=tset"));
  }

  private List<List<Object>> rows(Path... datasets) {
    String data = String.join(",", List.of(datasets).stream().map(Path::toString).toList());
    Cli.Result result = transfer(data);
    assertThat(result.code()).as(result.err()).isZero();
    return TableFile.readParquet(scratch.resolve("out/transfer.parquet")).rows();
  }

  private Cli.Result transfer(String data, String... more) {
    String[] words = {
      "analyze",
      "transfer",
      "--run",
      run.toString(),
      "--out",
      scratch.resolve("out").toString(),
      "--quiet"
    };
    String[] given = data.isEmpty() ? words : Cli.join(words, "--data", data);
    return Cli.run(Cli.join(given, more));
  }

  private static Path generate(String name, String... settings) {
    Path out = shared.resolve(name);
    String[] words = {"generate", conf, "--out", out.toString(), "--quiet"};
    Cli.Result result = Cli.run(Cli.join(words, settings));
    assertThat(result.code()).as(result.err()).isZero();
    return out;
  }

  private static void assertRefused(int code, String message, Cli.Result result) {
    assertThat(result.err()).contains(message).hasLineCount(1);
    assertThat(result.code()).isEqualTo(code);
  }

  /** Loss and accuracy of an rnn-orth on a test split, by its equations in double. */
  private record Expected(double loss, double accuracy) {
    static Expected of(Path run, Dataset dataset) {
      Map<String, Tensor> weights = Safetensors.read(run.resolve("model/weights.safetensors"));
      int steps = dataset.manifest().format().steps();
      ShardData shard = dataset.read("test", 0);
      int[] x = new int[steps];
      int[] y = new int[steps];
      double loss = 0;
      double hits = 0;
      for (int row = 0; row < shard.rows(); row++) {
        shard.copyInts(0, row, x, 0);
        shard.copyInts(1, row, y, 0);
        double[] h = new double[weights.get("recurrent.V").shape()[0]];
        for (int t = 0; t < steps; t++) {
          h = next(weights, h, x[t]);
          double[] logits = affine(h, weights.get("out.W"), weights.get("out.b").values());
          double sum = 0;
          int best = 0;
          for (int i = 0; i < logits.length; i++) {
            sum += Math.exp(logits[i]);
            best = logits[i] > logits[best] ? i : best;
          }
          loss += Math.log(sum) - logits[y[t]];
          hits += t >= steps - TOKENS && best == y[t] ? 1 : 0;
        }
      }
      int rows = shard.rows();
      return new Expected(loss / rows / steps, hits / rows / TOKENS);
    }

    private static double[] next(Map<String, Tensor> weights, double[] h, int symbol) {
      float[] bias = weights.get("recurrent.b").values();
      float[] modrelu = weights.get("recurrent.modrelu").values();
      float[] inputs = weights.get("recurrent.U").values();
      double[] z = affine(h, weights.get("recurrent.V"), bias);
      for (int i = 0; i < z.length; i++) {
        z[i] += inputs[symbol * z.length + i];
        z[i] = Math.signum(z[i]) * Math.max(Math.abs(z[i]) + modrelu[i], 0);
      }
      return z;
    }

    private static double[] affine(double[] h, Tensor matrix, float[] bias) {
      double[] z = new double[bias.length];
      for (int j = 0; j < z.length; j++) {
        z[j] = bias[j];
        for (int i = 0; i < h.length; i++) {
          z[j] += h[i] * matrix.values()[i * z.length + j];
        }
      }
      return z;
    }
  }
}

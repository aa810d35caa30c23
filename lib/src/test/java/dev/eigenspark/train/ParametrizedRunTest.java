package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.linalg.Eigen;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Svd;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.ExpRnn;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.NnRnn;
import dev.eigenspark.models.SkewStart;
import dev.eigenspark.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers average generators, not matrices, so the matrix keeps its property. */
class ParametrizedRunTest {
  private static final int HIDDEN = 16;
  @TempDir Path directory;

  @Test
  void anAveragedExpRnnIsOrthogonal() {
    Map<String, Tensor> weights =
        train(
            new ConfiguredModel<>(
                new ExpRnn(),
                new ExpRnn.Options(HIDDEN, SkewStart.RANDOM, 0.05, InputStart.GLOROT)));
    assertThat(weights.keySet())
        .containsExactly(
            "recurrent.X", "recurrent.U", "recurrent.modrelu", "recurrent.V", "out.W", "out.b");
    for (double sigma : Svd.values(recurrent(weights))) {
      // V is rounded to float.
      assertThat(sigma).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void anAveragedNnRnnHasTheSpectrumOfItsParameters() {
    Map<String, Tensor> weights =
        train(
            new ConfiguredModel<>(
                new NnRnn(),
                new NnRnn.Options(
                    HIDDEN, SkewStart.RANDOM, 0.01, 1e-4, 1e-6, false, InputStart.GLOROT)));
    Eigen eigen = Eigen.values(recurrent(weights));
    double[] moduli = new double[HIDDEN / 2];
    for (int k = 0; k < moduli.length; k++) {
      moduli[k] = weights.get("recurrent.gamma").values()[k];
    }
    Arrays.sort(moduli);
    for (int k = 0; k < moduli.length; k++) {
      double expected = moduli[moduli.length - 1 - k];
      assertThat(eigen.modulus(2 * k)).isCloseTo(expected, within(1e-3));
      assertThat(eigen.modulus(2 * k + 1)).isCloseTo(expected, within(1e-3));
    }
  }

  @Test
  void theWeightsFileAndTheDescriptionSayWhatIsDerived() throws IOException {
    train(
        new ConfiguredModel<>(
            new ExpRnn(), new ExpRnn.Options(HIDDEN, SkewStart.HENAFF, 1e-4, InputStart.GLOROT)));
    for (String file : new String[] {"checkpoints/0", "checkpoints/20", "model"}) {
      byte[] bytes =
          Files.readAllBytes(directory.resolve("run").resolve(file + "/weights.safetensors"));
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .contains("\"__metadata__\":{\"derived\":\"recurrent.V\"}");
    }
    assertThat(RunDirectory.open(directory.resolve("run")).model().derivedTensors())
        .containsExactly(new ModelDescription.Derived("recurrent.V", List.of(HIDDEN, HIDDEN)));
  }

  private static Matrix recurrent(Map<String, Tensor> weights) {
    float[] values = weights.get("recurrent.V").values();
    double[] v = new double[values.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = values[i];
    }
    return new Matrix(HIDDEN, HIDDEN, v);
  }

  /** The weights after four rounds of two workers. */
  private Map<String, Tensor> train(ConfiguredModel<?> model) {
    TrainOptions options =
        Section.of(
                ConfigFactory.parseString("train { averaging.every = 5, steps = 20, lr = 0.003 }"),
                "train")
            .read(TrainOptions.class);
    Path out = directory.resolve("run");
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("parametrized-run-test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      Trainer.train(
          spark,
          new TrainRequest(
              model,
              TestDataset.write(directory.resolve("data")),
              options,
              "test = true",
              out,
              Progress.Style.QUIET));
    }
    return RunDirectory.open(out).checkpoints().get(1).weights();
  }
}

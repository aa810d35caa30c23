package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.progress.Progress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on trials of objects, from the dataset to the weights. */
class ObjectRunTest {
  private static final String TRAIN =
      "batch = 32, optimizer = adam, lr = 3e-3, steps = 60, workers = 2, averaging.every = 10";

  @TempDir Path directory;
  private Dataset dataset;

  @BeforeEach
  void writeData() {
    dataset = ObjectTestDataset.write(directory.resolve("data"));
  }

  @Test
  void learnsWhatHoldsForObjectsThatItNeverSaw() {
    TrainSummary summary = train("local[2]", "random", TRAIN, "run");
    assertThat(summary.splits().get("train").accuracy()).isEqualTo(1);
    assertThat(summary.splits().get("test").accuracy()).isEqualTo(1);
    try (JavaSparkContext spark = spark("local[2]")) {
      TrainedNetwork network = TrainedNetwork.of(RunDirectory.open(directory.resolve("run")));
      assertThat(network.score(spark, dataset, "test", Labels.ANY, 50).accuracy()).isEqualTo(1);
    }
  }

  @Test
  void coresAndThreadsChangeNoBit() {
    String short4 = TRAIN + ", steps = 4, averaging.every = 2";
    assertThat(train("local[1]", "conv", short4, "one").modelSha256())
        .isEqualTo(train("local[2]", "conv", short4 + ", threads = 2", "two").modelSha256());
  }

  @Test
  void theBaselineMasterIsRefused() {
    String dl4j = TRAIN + ", averaging.master = dl4j";
    assertThatThrownBy(() -> train("local[1]", "random", dl4j, "refused"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("train.averaging.master = dl4j cannot take trials of objects");
  }

  private TrainSummary train(String master, String encoder, String train, String out) {
    TrainOptions options =
        Section.of(ConfigFactory.parseString("train { " + train + " }"), "train")
            .read(TrainOptions.class);
    ConfiguredModel<?> model =
        ConfiguredModel.of(
            "corelnet", Map.of("encoder", encoder, "hidden", 64, "weighting", "softmax"));
    try (JavaSparkContext spark = spark(master)) {
      return Trainer.train(
          spark,
          new TrainRequest(
              model,
              dataset,
              options,
              "test = true",
              directory.resolve(out),
              Progress.Style.QUIET));
    }
  }

  private static JavaSparkContext spark(String master) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("object-run-test")
            .set("spark.task.cpus", "1")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost"));
  }
}

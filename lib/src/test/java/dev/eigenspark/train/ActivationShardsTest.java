package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Storage;
import dev.eigenspark.train.TrainedNetwork.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class ActivationShardsTest {
  private static final int TRIALS = 150;
  private static final int BATCH = 16;

  /** Room for three minibatches of the 20 units of the wider network. */
  private static final long FILE_BYTES = 3 * BATCH * 20 * Float.BYTES + 1;

  private static final List<String> NAMES = List.of("run=a/step=0", "run=b%2Fc/step=40");

  @TempDir static Path directory;
  @TempDir Path out;
  private static Dataset dataset;
  private static ComputationGraph lstm;
  private static ComputationGraph gru;

  @BeforeAll
  static void makeNetworks() {
    dataset = TestDataset.write(directory.resolve("data"));
    lstm = graph("lstm", 5);
    gru = graph("gru", 7);
  }

  private static ComputationGraph graph(String model, int hidden) {
    return TestGraphs.of(dataset, model, Map.of("hidden", hidden), 1);
  }

  private static void write(String master, int parallelism, Path to) {
    List<NetworkState> states = List.of(NetworkState.of(lstm), NetworkState.of(gru));
    ComparedNetworks networks =
        ComparedNetworks.of(states, dataset, "train", new FeatureChoice(List.of(), 2));
    ActivationShards shards =
        new ActivationShards(
            dataset,
            states.stream().map(NetworkState::configuration).toList(),
            Stream.of(0, 1)
                .map(List::of)
                .map(alone -> new ActivationJob.Stack(alone, networks.features(alone)))
                .toList(),
            NAMES,
            new Rows("train", TRIALS, BATCH),
            FILE_BYTES);
    float[][] parameters = states.stream().map(NetworkState::parameters).toArray(float[][]::new);
    try (JavaSparkContext spark = LocalSpark.start(master, parallelism)) {
      shards.write(spark, parameters, Storage.at("file:" + to));
    }
  }

  private static List<Group> read(Path file) throws IOException {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toString()))
            .build()) {
      List<Group> rows = new ArrayList<>();
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
      return rows;
    }
  }

  private static SortedMap<String, byte[]> contents(Path root) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String name : Storage.at(root.toString()).files().keySet()) {
      contents.put(name, Files.readAllBytes(root.resolve(name)));
    }
    return contents;
  }

  @Test
  void valuesAreThoseOfTheNetwork() throws IOException {
    write("local[2]", 2, out);
    List<Group> rows = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      rows.addAll(read(out.resolve(NAMES.get(1) + "/part-0000" + part + ".parquet")));
    }
    assertThat(rows).hasSize(TRIALS);
    SequenceBatch batch =
        new TrialBatches(dataset).of("train", LongStream.range(0, TRIALS).toArray());
    Map<String, INDArray> expected = gru.feedForward(batch.features(), false);
    int last = TestDataset.STEPS - 1;
    for (int i = 0; i < TRIALS; i++) {
      assertThat(rows.get(i).getLong("id", 0)).isEqualTo(i);
      compare(rows.get(i), "recurrent_0", expected.get("recurrent"), i, 0, 7);
      compare(rows.get(i), "recurrent_" + last, expected.get("recurrent"), i, last, 7);
      compare(rows.get(i), "out_" + last, expected.get("out"), i, last, TestDataset.SYMBOLS);
    }
  }

  private static void compare(
      Group row, String column, INDArray expected, int trial, int step, int units) {
    Group list = row.getGroup(column, 0);
    assertThat(list.getFieldRepetitionCount(0)).isEqualTo(units);
    for (int unit = 0; unit < units; unit++) {
      assertThat((double) list.getGroup(0, unit).getFloat(0, 0))
          .isCloseTo(expected.getDouble(trial, unit, step), within(1e-6));
    }
  }

  @Test
  void filesHaveFixedRangesOfRowsAndTheSameBytesWhateverThePartitions() throws IOException {
    write("local[1]", 1, out.resolve("one"));
    write("local[2]", 3, out.resolve("three"));
    SortedMap<String, byte[]> one = contents(out.resolve("one"));
    assertThat(one.keySet())
        .containsExactly(
            NAMES.get(0) + "/part-00000.parquet",
            NAMES.get(0) + "/part-00001.parquet",
            NAMES.get(0) + "/part-00002.parquet",
            NAMES.get(0) + "/part-00003.parquet",
            NAMES.get(1) + "/part-00000.parquet",
            NAMES.get(1) + "/part-00001.parquet",
            NAMES.get(1) + "/part-00002.parquet",
            NAMES.get(1) + "/part-00003.parquet");
    assertThat(read(out.resolve("one").resolve(NAMES.get(0) + "/part-00003.parquet")))
        .hasSize(TRIALS - 3 * 3 * BATCH);
    SortedMap<String, byte[]> three = contents(out.resolve("three"));
    assertThat(three.keySet()).isEqualTo(one.keySet());
    one.forEach((name, bytes) -> assertThat(three.get(name)).as(name).isEqualTo(bytes));
  }
}

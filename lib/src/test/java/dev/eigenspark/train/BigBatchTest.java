package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workers that take one step of gradient descent and meet are one worker with a batch as big as all
 * of theirs: the rows of the plan and the weighted mean, in double, without Spark.
 */
class BigBatchTest {
  private static final int STEPS = 60;
  private static final int ROWS_IN_STEP = 24;
  private static final double LR = 2;

  @TempDir static Path directory;
  private static Dataset dataset;

  @BeforeAll
  static void makeDataset() {
    dataset = TestDataset.write(directory.resolve("data"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 8})
  void workersEqualOneBigBatch(int workers) {
    double[] expected = train(1);
    assertThat(Arrays.stream(expected).max().orElseThrow()).as("it moved").isGreaterThan(1);
    assertThat(train(workers)).containsExactly(expected, within(1e-12));
  }

  @Test
  void unequalSharesAreWeighted() {
    long[] rows = LongStream.range(0, ROWS_IN_STEP).toArray();
    int[] borders = {0, 5, 17, ROWS_IN_STEP};
    double[] start = new double[LinearRunner.PARAMETERS];
    double[] mean =
        WeightedMean.of(
            new long[] {5, 12, 7},
            vectors(3, k -> step(start, Arrays.copyOfRange(rows, borders[k], borders[k + 1]))));
    assertThat(mean).containsExactly(step(start, rows), within(1e-12));
  }

  private static double[] train(int workers) {
    int batch = ROWS_IN_STEP / workers;
    TrainPlan plan =
        new TrainPlan(
            dataset.rows(RoundTask.SPLIT),
            dataset.manifest().shardRows(),
            batch,
            workers,
            0,
            1,
            STEPS,
            1);
    long[] examples = new long[workers];
    Arrays.fill(examples, batch);
    double[] weights = new double[LinearRunner.PARAMETERS];
    for (long round = 0; round < plan.rounds(); round++) {
      double[] start = weights;
      long step = plan.firstStep(round);
      weights =
          WeightedMean.of(
              examples,
              vectors(
                  workers,
                  worker -> {
                    long[] rows = new long[batch];
                    plan.new Cursor().fill(worker, step, rows);
                    return step(start, rows);
                  }));
    }
    return weights;
  }

  private static double[][] vectors(int workers, IntFunction<double[]> vector) {
    return IntStream.range(0, workers).mapToObj(vector).toArray(double[][]::new);
  }

  /** One step of gradient descent from {@code start} on these rows. */
  private static double[] step(double[] start, long[] rowIds) {
    List<String> columns = dataset.manifest().columns().stream().map(Column::name).toList();
    SequenceBatch batch =
        new SequenceBatch(dataset.manifest().format(), columns, Optional.empty(), rowIds.length);
    int shardRows = dataset.manifest().shardRows();
    for (int i = 0; i < rowIds.length; i++) {
      int shard = (int) (rowIds[i] / shardRows);
      batch.set(i, dataset.read(RoundTask.SPLIT, shard), (int) (rowIds[i] % shardRows));
    }
    LinearRunner runner = new LinearRunner(LR);
    runner.setWeights(start);
    runner.fit(batch);
    return runner.weights();
  }
}

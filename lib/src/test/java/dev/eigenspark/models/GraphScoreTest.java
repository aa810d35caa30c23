package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.models.ObjectTrials.Batch;
import dev.eigenspark.nn.GraphScore;
import dev.eigenspark.nn.GraphStep;
import dev.eigenspark.nn.SequenceScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

class GraphScoreTest {
  private static final int ROWS = 384;
  private static final Pattern MAPPING = Pattern.compile("[0-9a-f]+-[0-9a-f]+ ");

  private static ComputationGraph graph() {
    Transformer.Options options = new Transformer.Options(Encoder.RANDOM, Norm.TRIAL, 2, 8, 64, 32);
    return RelationalContract.build(new Transformer(), options, 9, 4);
  }

  private static Batch batch(int pool, int rows, long number) {
    INDArray objects =
        ObjectTrials.objects(Encoder.RANDOM.input(), 0, pool, RelationalContract.GREY);
    return ObjectTrials.distributionOfThree(objects, rows, number);
  }

  @Test
  void scoresAsDl4jWhateverWasScoredBefore() {
    ComputationGraph graph = graph();
    GraphScore score = new GraphScore(graph);
    GraphStep step = GraphStep.of(graph).orElseThrow();
    // Batches and pools that grow, shrink and stay: a workspace must not hand out what is in use.
    int[][] sizes = {{5, 20}, {40, 50}, {40, 50}, {7, 3}, {60, 90}};
    for (int[] size : sizes) {
      Batch batch = batch(size[0], size[1], size[1]);
      SequenceScorer.Tally tally = score.score(batch.inputs(), batch.labels());
      double expected = graph.score(new MultiDataSet(batch.inputs(), batch.targets()), false);
      assertThat(tally.loss()).isEqualTo(expected);
      SequenceScorer.Tally theirs = ((SequenceScorer) graph.getOutputLayer(0)).tally();
      assertThat(tally.correct(0, 1)).isEqualTo(theirs.correct(0, 1));
      step.fit(batch.inputs(), batch.labels());
    }
  }

  @Test
  void holdsNoMemoryBeyondABatch() throws IOException {
    ComputationGraph graph = graph();
    GraphScore score = new GraphScore(graph);
    Batch batch = batch(20, ROWS, 0);
    for (int i = 0; i < 20; i++) {
      score.score(batch.inputs(), batch.labels());
    }
    long before = kilobytesOutsideOfHeap();
    for (int i = 0; i < 100; i++) {
      score.score(batch.inputs(), batch.labels());
    }
    // All activations of a batch are some 10 MB.
    assertThat(kilobytesOutsideOfHeap() - before).isLessThan(100_000);
  }

  /** What is in memory of mappings above 32 GB: the heap, with its short pointers, lies below. */
  private static long kilobytesOutsideOfHeap() throws IOException {
    long sum = 0;
    boolean counted = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      if (MAPPING.matcher(line).lookingAt()) {
        counted = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) >> 35 > 0;
      } else if (counted && line.startsWith("Rss:")) {
        sum += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return sum;
  }
}

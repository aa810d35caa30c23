package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The two layers as a DL4J user meets them. */
class RecurrentLayerTest {
  private static final DoubleReference SHAPE = new DoubleReference("lstm", 6, 4, 3, 10, 3, true);

  @Test
  void memoryLayoutOfTheInputDoesNotMatter() {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    INDArray featuresFirst = Nd4j.rand(DataType.FLOAT, SHAPE.rows(), SHAPE.inputs(), SHAPE.steps());
    INDArray timeMajor = SequenceLayout.toDl4j(featuresFirst.permute(2, 0, 1).dup('c'));
    INDArray fortran = featuresFirst.dup('f');
    INDArray expected = graph.outputSingle(featuresFirst);
    assertThat(graph.outputSingle(timeMajor)).isEqualTo(expected);
    assertThat(graph.outputSingle(fortran)).isEqualTo(expected);
  }

  @Test
  void outputIsADistributionAtEveryStep() {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    INDArray out = graph.outputSingle(Nd4j.rand(DataType.FLOAT, 4, 3, 6));
    assertThat(out.shape()).containsExactly(4, 3, 6);
    assertThat(out.sum(1).subi(1).amaxNumber().doubleValue()).isLessThan(1e-5);
  }

  @Test
  void fitLowersTheScore() {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    DataSet data = data();
    double before = graph.score(data);
    for (int i = 0; i < 200; i++) {
      graph.fit(data);
    }
    assertThat(graph.score(data)).isLessThan(0.9 * before);
  }

  @Test
  void differentBatchShapesAlternate() {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    INDArray small = Nd4j.rand(DataType.FLOAT, 1, 3, 2);
    INDArray expected = graph.outputSingle(small);
    for (int rows = 2; rows < 6; rows++) {
      graph.outputSingle(Nd4j.rand(DataType.FLOAT, rows, 3, 6));
    }
    assertThat(graph.outputSingle(small)).isEqualTo(expected);
  }

  @Test
  void hitsAreCountedByTheStepsOfTheLatestBatch() {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    SequenceScorer scorer = (SequenceScorer) graph.getOutputLayer(0);
    for (int[] sizes : new int[][] {{4, 6}, {6, 4}}) {
      INDArray labels = Nd4j.zeros(DataType.FLOAT, sizes[0], 1, sizes[1]);
      graph.score(new DataSet(Nd4j.rand(DataType.FLOAT, sizes[0], 3, sizes[1]), labels));
      assertThat(scorer.tally().rows()).isEqualTo(sizes[0]);
      assertThat(scorer.tally().correct()).hasSize(sizes[1]);
    }
  }

  @Test
  void dl4jSavesAndLoadsIt(@TempDir Path directory) throws IOException {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    graph.fit(data());
    Path file = directory.resolve("net.zip");
    ModelSerializer.writeModel(graph, file.toFile(), true);
    ComputationGraph back = ModelSerializer.restoreComputationGraph(file.toFile(), true);
    INDArray x = Nd4j.rand(DataType.FLOAT, 4, 3, 6);
    assertThat(back.outputSingle(x)).isEqualTo(graph.outputSingle(x));
  }

  @Test
  void aLabelThatIsNoClassIsRefused() {
    ComputationGraph graph = TestNetworks.network(SHAPE);
    DataSet data = data();
    data.getLabels().putScalar(0, 0, 0, 3);
    assertThatThrownBy(() -> graph.score(data)).hasMessage("label 3 is not in [0, 3)");
  }

  @Test
  void anUnknownCellIsNamedWithTheNearest() {
    assertThatThrownBy(() -> new RecurrentLayer.Builder().cell("ltsm"))
        .hasMessageContaining("unknown cell 'ltsm'; did you mean 'lstm'?");
  }

  private static DataSet data() {
    INDArray labels = Nd4j.create(DataType.FLOAT, 4, 1, 6);
    for (int row = 0; row < 4; row++) {
      for (int t = 0; t < 6; t++) {
        labels.putScalar(row, 0, t, row % 3);
      }
    }
    return new DataSet(Nd4j.linspace(DataType.FLOAT, -1, 0.03, 72).reshape(4, 3, 6), labels);
  }
}

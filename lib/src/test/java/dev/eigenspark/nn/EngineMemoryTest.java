package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Sgd;

class EngineMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest(name = "{0} {4}, T {1}, batch {2}, {6} labels, real {7}")
  @CsvSource({
    "lstm,    220, 100, 10, 128,   9, 220, false",
    "gru,     120,  30, 10, 128,   9, 120, false",
    "goru,    120,  30, 10,  64,   9,   1, false",
    "modrelu, 200,  50,  1, 512,  10,   1, false",
    "modrelu, 200,  10,  1, 128,  10,   1, false",
    "tanh,     12,   3, 20,  32,   5,  12, false",
    "lstm,     40,   7, 60,  50, 100,  40, false",
    "tanh,     30, 600,  2,  16,   2,   1, false",
    "lstm,     50,  20,  2,  64,   1,   1, true",
    "tanh,    200, 100,  2,  16,  96, 200, true"
  })
  void theFormulaIsWhatABatchTakes(
      String cell,
      int steps,
      int rows,
      int inputs,
      int hidden,
      int outputs,
      int labelled,
      boolean real) {
    DoubleReference shape = new DoubleReference(cell, steps, rows, inputs, hidden, outputs, true);
    ComputationGraph network =
        real
            ? TestNetworks.realNetwork(shape, new Sgd(0.1))
            : TestNetworks.network(shape, new Sgd(0.1));
    long formula =
        EngineMemory.scratch(
            network.getConfiguration(), new EngineMemory.Minibatch(steps, rows, labelled));
    SequenceLoss loss = real ? new SquaredErrorLoss(outputs) : new SoftmaxLoss(outputs);
    assertThat(allocated(shape, loss, labelled)).isCloseTo(formula, withinPercentage(10));
  }

  /** Bytes that this thread takes from the heap to make the batch, all of which it keeps. */
  private static long allocated(DoubleReference shape, SequenceLoss loss, int labelled) {
    DirectBatch.Shape batch =
        new DirectBatch.Shape(
            new RecurrentRunner.Shape(
                shape.steps(), shape.rows(), shape.inputs(), shape.hidden(), shape.bias()),
            labelled,
            loss);
    Cell known = Cells.get(shape.cell());
    // Loads the classes.
    new DirectBatch(known, batch);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    DirectBatch made = new DirectBatch(known, batch);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(made).isNotNull();
    return after - before;
  }
}

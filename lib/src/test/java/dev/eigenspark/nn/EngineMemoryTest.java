package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Sgd;

class EngineMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest(name = "{0} {4}, T {1}, batch {2}, {5} labels")
  @CsvSource({
    "lstm,    220, 100, 10, 128,   9, 220",
    "modrelu, 200,  50,  1, 512,  10,   1",
    "modrelu, 200,  10,  1, 128,  10,   1",
    "tanh,     12,   3, 20,  32,   5,  12",
    "lstm,     40,   7, 60,  50, 100,  40",
    "tanh,     30, 600,  2,  16,   2,   1"
  })
  void theFormulaIsWhatABatchTakes(
      String cell, int steps, int rows, int inputs, int hidden, int classes, int labelled) {
    DoubleReference shape = new DoubleReference(cell, steps, rows, inputs, hidden, classes, true);
    long formula =
        EngineMemory.scratch(
            TestNetworks.network(shape, new Sgd(0.1)).getConfiguration(),
            new EngineMemory.Minibatch(steps, rows, labelled));
    assertThat(allocated(cell, shape, labelled)).isCloseTo(formula, withinPercentage(10));
  }

  /** Bytes that this thread takes from the heap to make the batch, all of which it keeps. */
  private static long allocated(String cell, DoubleReference shape, int labelled) {
    DirectBatch.Shape batch =
        new DirectBatch.Shape(
            new RecurrentRunner.Shape(
                shape.steps(), shape.rows(), shape.inputs(), shape.hidden(), shape.bias()),
            labelled,
            shape.classes());
    Cell known = Cells.get(cell);
    // Loads the classes.
    new DirectBatch(known, batch);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    DirectBatch made = new DirectBatch(known, batch);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(made).isNotNull();
    return after - before;
  }
}

package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CellsTest {
  private static final int ROWS = 3;
  private static final int WIDTH = PackedMatrix.padded(40);

  static IntStream cells() {
    return IntStream.range(0, Cells.onVectors().size());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void plainLoopsGiveTheBitsOfVectors(int index) {
    Cell vectors = Cells.onVectors().get(index);
    Cell loops = Cells.onPlainLoops().get(index);
    assertThat(loops.name()).isEqualTo(vectors.name());
    assertThat(loops.getClass()).isNotEqualTo(vectors.getClass());
    List<float[]> expected = run(vectors);
    List<float[]> actual = run(loops);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).as("array %d", i).isEqualTo(expected.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void notANumberStaysOne(int index) {
    for (Cell cell : List.of(Cells.onVectors().get(index), Cells.onPlainLoops().get(index))) {
      StepBuffers step = buffers(cell);
      for (int i = 0; i < step.zStride; i++) {
        step.z[i] = Float.NaN;
      }
      cell.forward().forEach(kernel -> kernel.run(step));
      for (int i = 0; i < WIDTH; i++) {
        assertThat(step.h[i]).isNaN();
      }
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Cells.get("lsmt")).hasMessageContaining("lstm");
  }

  /** Everything that a step forward and back has written. */
  private static List<float[]> run(Cell cell) {
    StepBuffers step = buffers(cell);
    List<float[]> seen = new ArrayList<>();
    cell.forward().forEach(kernel -> kernel.run(step));
    seen.add(step.h.clone());
    seen.add(step.z.clone());
    cell.backward().forEach(kernel -> kernel.run(step));
    seen.addAll(List.of(step.dz, step.state, step.dState, step.dVectors));
    return seen;
  }

  private static StepBuffers buffers(Cell cell) {
    StepBuffers step = new StepBuffers(ROWS, WIDTH, cell.gates(), cell.states(), WIDTH + 32);
    CounterRandom random = new CounterRandom(7, Streams.INIT, 0);
    step.z = values(random, ROWS * step.zStride);
    step.dz = cell.keepsActivations() ? step.z : new float[step.z.length];
    step.h = new float[ROWS * step.hStride];
    step.state = values(random, 2 * ROWS * step.stateStride);
    step.stateAfterAt = ROWS * step.stateStride;
    step.dh = values(random, ROWS * WIDTH);
    step.dState = values(random, ROWS * step.stateStride);
    step.vectors = values(random, cell.vectors() * WIDTH);
    step.dVectors = values(random, cell.vectors() * WIDTH);
    step.scratch = new float[ROWS * WIDTH];
    return step;
  }

  /** Over many orders of magnitude, with zeros and infinities. */
  private static float[] values(CounterRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float size = (float) Math.pow(10, 40 * random.nextFloat() - 36);
      values[i] = (random.nextFloat() - 0.5f) * size;
      if (i % 17 == 0) {
        values[i] = 0f;
      }
      if (i % 31 == 0) {
        values[i] = Float.POSITIVE_INFINITY;
      }
    }
    return values;
  }
}

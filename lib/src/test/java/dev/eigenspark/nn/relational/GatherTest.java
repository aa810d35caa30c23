package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatherTest {
  private static final int ROWS = 4;
  private static final int STEPS = 3;
  private static final int WIDTH = 40;

  /** Object 0 stands at the places 0, 3, 6, 7 and 8 of [T, N]. */
  private static final float[] TRIALS = {0, 1, 0, 2, 2, 2, 1, 0, 2, 0, 0, 1};

  @AfterEach
  void oneThread() {
    Threads.allow(1);
  }

  @Test
  void everyPlaceGetsTheCodeOfItsObject() {
    FloatBlock codes = block(floats(3 * WIDTH, 1));
    FloatBlock y = FloatBlock.allocate(ROWS * STEPS * WIDTH);
    Gather gather = loaded();
    gather.forward(codes, 3, WIDTH, y);
    for (int row = 0; row < ROWS; row++) {
      for (int t = 0; t < STEPS; t++) {
        int object = (int) TRIALS[row * STEPS + t];
        for (int k = 0; k < WIDTH; k++) {
          assertThat(y.get((t * ROWS + row) * WIDTH + k)).isEqualTo(codes.get(object * WIDTH + k));
        }
      }
    }
  }

  @Test
  void gradientsOfOneObjectAreSummedWithoutLoss() {
    // Large numbers that cancel, and small ones that floats would lose beside them.
    float[] dy = new float[ROWS * STEPS * WIDTH];
    dy[33] = 1e8f;
    dy[3 * WIDTH + 33] = 1f;
    dy[6 * WIDTH + 33] = 0.25f;
    dy[8 * WIDTH + 33] = -1e8f;
    for (int threads = 1; threads < 4; threads++) {
      Threads.allow(threads);
      FloatBlock dCodes = FloatBlock.allocate(3 * WIDTH);
      Gather gather = loaded();
      gather.forward(block(floats(3 * WIDTH, 1)), 3, WIDTH, FloatBlock.allocate(dy.length));
      gather.backward(block(dy), dCodes);
      assertThat(dCodes.get(33)).isEqualTo(1.25f);
      assertThat(dCodes.get(WIDTH + 33)).isZero();
    }
  }

  @Test
  void refusesAnObjectThatIsNotThere() {
    FloatBlock codes = block(floats(2 * WIDTH, 1));
    FloatBlock y = FloatBlock.allocate(ROWS * STEPS * WIDTH);
    assertThatThrownBy(() -> loaded().forward(codes, 2, WIDTH, y))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static Gather loaded() {
    Gather gather = new Gather();
    gather.load(block(TRIALS), ROWS, STEPS);
    return gather;
  }

  private static float[] floats(int count, long row) {
    double[] values = Differences.gaussian(count, row);
    float[] result = new float[count];
    for (int i = 0; i < count; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  private static FloatBlock block(float[] values) {
    FloatBlock block = FloatBlock.allocate(values.length);
    block.write(values);
    return block;
  }
}

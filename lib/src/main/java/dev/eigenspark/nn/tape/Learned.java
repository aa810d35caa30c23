package dev.eigenspark.nn.tape;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** A trained matrix that every trial begins with. */
final class Learned implements Parameter {
  private final ParameterSpec spec;
  private final float[] numbers;
  private final List<Copies> uses = new ArrayList<>();

  Learned(ParameterSpec spec) {
    this.spec = spec;
    numbers = new float[spec.size()];
  }

  /** One copy of it for each trial of a tape. */
  final class Copies implements Op {
    private final Tensor y = new Tensor(spec.rows(), spec.cols());
    private int count;

    Copies() {
      uses.add(this);
    }

    @Override
    public Tensor y() {
      return y;
    }

    @Override
    public void forward(int trials) {
      count = trials;
      for (int trial = 0; trial < trials; trial++) {
        System.arraycopy(numbers, 0, y.value(), trial * numbers.length, numbers.length);
      }
    }

    @Override
    public void backward(int trials) {
      // The gradients of all trials are summed where they are stored.
    }
  }

  @Override
  public List<ParameterSpec> specs() {
    return List.of(spec);
  }

  @Override
  public void load(FloatBlock source, int at) {
    source.get(at, numbers, 0, numbers.length);
  }

  @Override
  public void store(FloatBlock target, int at) {
    for (int k = 0; k < numbers.length; k++) {
      double sum = 0;
      for (Copies use : uses) {
        for (int trial = 0; trial < use.count; trial++) {
          sum += use.y.gradient()[trial * numbers.length + k];
        }
      }
      target.put(at + k, (float) sum);
    }
  }
}

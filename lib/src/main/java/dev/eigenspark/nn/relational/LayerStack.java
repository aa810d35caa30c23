package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonInclude;

/**
 * A stack of convolutions and then dense layers, each followed by a ReLU, at every position by
 * itself: {@code y = relu(x W + b)}. A convolution looks through 4 x 4 windows with stride 2 and
 * one pixel of zeros around the image. Parameters, from the first layer on: {@code W0}, {@code b0},
 * {@code W1}, ... with W [inputs, outputs]; the inputs of a convolution are the pixels of a window,
 * row by row, channels last, and images are so too, {@code [height][width][channels]}.
 *
 * @param convolutions how an image is seen, or null when the input is no image
 * @param dense outputs of the dense layers
 * @param last what follows the last dense layer
 * @param weights how every W starts
 * @param biases how every b starts
 */
public record LayerStack(
    @JsonInclude(JsonInclude.Include.NON_NULL) Convolutions convolutions,
    List<Integer> dense,
    Last last,
    Init weights,
    Init biases)
    implements Operator {
  private static final long serialVersionUID = 1L;

  /** Validates that there is a dense layer. */
  public LayerStack {
    if (dense.isEmpty() || dense.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "dense layers " + dense + " must be at least one, with outputs");
    }
  }

  /** What follows the last layer. */
  public enum Last {
    /** A ReLU, as everywhere. */
    RECTIFIED,
    /** Nothing. */
    LINEAR
  }

  /**
   * The convolutions at the start.
   *
   * @param height pixels of a column of the image
   * @param width pixels of a row
   * @param channels numbers of a pixel
   * @param filters outputs of each convolution
   */
  public record Convolutions(int height, int width, int channels, List<Integer> filters)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Validates the filters. */
    public Convolutions {
      if (filters.stream().anyMatch(n -> n < 1 || n % PackedMatrix.COLUMN_ALIGNMENT != 0)) {
        throw new IllegalArgumentException(
            "filters " + filters + " must be multiples of " + PackedMatrix.COLUMN_ALIGNMENT);
      }
    }

    private int pixels() {
      return height * width * channels;
    }

    /** The windows of each convolution. */
    private List<Patches> patches() {
      List<Patches> all = new ArrayList<>();
      int h = height;
      int w = width;
      int c = channels;
      for (int outputs : filters) {
        Patches patches = new Patches(h, w, c);
        all.add(patches);
        h = patches.rows();
        w = patches.columns();
        c = outputs;
      }
      return all;
    }
  }

  /** Dense layers with the start that PyTorch gives them: all uniform in +-1/sqrt(inputs). */
  public static LayerStack dense(List<Integer> outputs, Last last) {
    return new LayerStack(null, outputs, last, Init.UNIFORM_FAN_IN, Init.UNIFORM_FAN_IN);
  }

  /** Layers that start as He et al. (2015) proposed, without biases, on images. */
  public static LayerStack kaiming(Convolutions convolutions, List<Integer> dense) {
    return new LayerStack(convolutions, dense, Last.RECTIFIED, Init.HE_NORMAL, Init.ZERO);
  }

  @Override
  public Extent output(Extent input) {
    if (convolutions != null && convolutions.pixels() != input.features()) {
      throw new IllegalArgumentException(
          "an image of "
              + convolutions.pixels()
              + " numbers was said to come, not "
              + input.features());
    }
    return new Extent(dense.get(dense.size() - 1), input.steps());
  }

  /** The layers, for inputs of this many numbers. */
  private List<Stage> stages(int features) {
    List<Stage> stages = new ArrayList<>();
    int inputs = features;
    if (convolutions != null) {
      for (Patches patches : convolutions.patches()) {
        int outputs = convolutions.filters().get(stages.size());
        stages.add(new Stage(patches, patches.size(), outputs, true));
        inputs = patches.count() * outputs;
      }
    }
    for (int i = 0; i < dense.size(); i++) {
      boolean rectified = i < dense.size() - 1 || last == Last.RECTIFIED;
      stages.add(new Stage(null, inputs, dense.get(i), rectified));
      inputs = dense.get(i);
    }
    return stages;
  }

  /**
   * One layer.
   *
   * @param patches the windows that it looks through, or null for a dense layer
   * @param inputs numbers that it sees at once
   * @param outputs numbers that it gives for them
   * @param rectified whether a ReLU follows
   */
  record Stage(Patches patches, int inputs, int outputs, boolean rectified) {}

  @Override
  public List<ParameterSpec> parameters(Extent input) {
    List<ParameterSpec> specs = new ArrayList<>();
    List<Stage> stages = stages(input.features());
    for (int i = 0; i < stages.size(); i++) {
      int inputs = stages.get(i).inputs();
      int outputs = stages.get(i).outputs();
      specs.add(new ParameterSpec("W" + i, inputs, outputs, inputs, outputs, weights));
      specs.add(new ParameterSpec("b" + i, 1, outputs, inputs, outputs, biases));
    }
    return specs;
  }

  @Override
  public OperatorRunner runner(Extent input) {
    return new StackRunner(input, stages(input.features()));
  }
}

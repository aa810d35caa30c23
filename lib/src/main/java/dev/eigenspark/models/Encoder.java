package dev.eigenspark.models;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.relational.LayerStack;
import dev.eigenspark.nn.relational.LayerStack.Convolutions;
import dev.eigenspark.nn.relational.LayerStack.Last;
import dev.eigenspark.nn.relational.OperatorLayer;
import dev.eigenspark.nn.relational.TrialInput;
import java.util.List;
import java.util.Optional;

/**
 * From an object to a code of 128 numbers (Webb, Sinha, Cohen, Emergent symbols through binding in
 * external memory, ICLR 2021, appendix A.3.1). ReLU after every layer, the last included; weights
 * Kaiming normal, biases 0.
 */
public enum Encoder {
  /** Three convolutions 4 x 4 with stride 2 and 32 filters, then 256 and 128. */
  CONV(TrialInput.OBJECTS) {
    @Override
    Optional<OperatorLayer.Builder> layer(SequenceFormat format) {
      return Optional.of(convolutions(format).firstLayer());
    }
  },
  /** The same, left as it is drawn. */
  FROZEN_CONV(TrialInput.OBJECTS) {
    @Override
    Optional<OperatorLayer.Builder> layer(SequenceFormat format) {
      return Optional.of(convolutions(format).frozen());
    }
  },
  /** Dense layers of 512, 256 and 128. */
  MLP(TrialInput.OBJECTS) {
    @Override
    Optional<OperatorLayer.Builder> layer(SequenceFormat format) {
      LayerStack stack = LayerStack.kaiming(null, List.of(512, 256, CODE));
      return Optional.of(new OperatorLayer.Builder(stack).firstLayer());
    }
  },
  /** One dense layer of 128, left as it is drawn. */
  RANDOM(TrialInput.OBJECTS) {
    @Override
    Optional<OperatorLayer.Builder> layer(SequenceFormat format) {
      LayerStack stack = LayerStack.kaiming(null, List.of(CODE));
      return Optional.of(new OperatorLayer.Builder(stack).frozen());
    }
  },
  /** A table of Gaussian vectors, one for each object's number; the images are not seen. */
  GAUSSIAN(TrialInput.IDENTITIES) {
    @Override
    Optional<OperatorLayer.Builder> layer(SequenceFormat format) {
      LayerStack table =
          new LayerStack(null, List.of(CODE), Last.LINEAR, Init.STANDARD_NORMAL, Init.ZERO);
      return Optional.of(new OperatorLayer.Builder(table).frozen());
    }
  },
  /** The object's number, one-hot: as many numbers as there are objects. */
  ONE_HOT(TrialInput.IDENTITIES) {
    @Override
    Optional<OperatorLayer.Builder> layer(SequenceFormat format) {
      return Optional.empty();
    }
  };

  /** Numbers of a code, but for {@link #ONE_HOT}. */
  static final int CODE = 128;

  private static final List<Integer> FILTERS = List.of(32, 32, 32);
  private static final List<Integer> DENSE = List.of(256, CODE);

  private final TrialInput input;

  Encoder(TrialInput input) {
    this.input = input;
  }

  /** What it reads of the objects. */
  TrialInput input() {
    return input;
  }

  /** Whether training changes it. */
  boolean isTrained() {
    return this == CONV || this == MLP;
  }

  /** The layer that computes the codes, or empty when what it reads is the code. */
  abstract Optional<OperatorLayer.Builder> layer(SequenceFormat format);

  private static OperatorLayer.Builder convolutions(SequenceFormat format) {
    ObjectShape image =
        format.objects().orElseThrow(() -> Failure.configuration("there are no images to encode"));
    Convolutions convolutions =
        new Convolutions(image.height(), image.width(), image.channels(), FILTERS);
    return new OperatorLayer.Builder(LayerStack.kaiming(convolutions, DENSE));
  }
}

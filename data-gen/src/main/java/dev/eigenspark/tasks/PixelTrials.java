package dev.eigenspark.tasks;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import java.util.List;

/** Trials that show an image as a {@link PixelSequence}, and have its form. */
interface PixelTrials extends TrialSource {
  /** How an image is shown. */
  PixelSequence sequence();

  @Override
  default List<Column> columns() {
    return sequence().columns();
  }

  @Override
  default SequenceFormat format() {
    return sequence().format();
  }

  @Override
  default double chanceAccuracy() {
    return sequence().chanceAccuracy();
  }

  @Override
  default double chanceLoss() {
    return sequence().chanceLoss();
  }
}

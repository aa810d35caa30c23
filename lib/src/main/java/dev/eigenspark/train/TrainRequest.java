package dev.eigenspark.train;

import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.Settings;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.progress.Progress;
import java.nio.file.Path;

/**
 * One training.
 *
 * @param model what to train
 * @param dataset what on
 * @param options how
 * @param resolved the configuration as text, kept with the run
 * @param out the run directory, which must not be there
 * @param progress how progress is shown
 */
public record TrainRequest(
    ConfiguredModel<?> model,
    Dataset dataset,
    TrainOptions options,
    String resolved,
    Path out,
    Progress.Style progress) {
  private static final String EVERY = "averaging.every";

  /**
   * The same training with {@code every} local steps in a round, also in the kept configuration.
   */
  TrainRequest withEvery(int every) {
    return new TrainRequest(
        model,
        dataset,
        Settings.with(TrainOptions.class, options, EVERY, every),
        Experiment.resolvedWith(resolved, "train." + EVERY, every),
        out,
        progress);
  }
}

package dev.eigenspark.train;

import dev.eigenspark.config.Settings;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code diagnosis.json}: what was not finite and where, and which settings to change. */
final class DivergenceReport {
  private DivergenceReport() {}

  /** Writes it into a run directory; returns the file. */
  static Path write(Path run, TrainRequest request, Divergence divergence) {
    Map<String, Object> diagnosis = new LinkedHashMap<>();
    diagnosis.put("formatVersion", 1);
    diagnosis.put("what", divergence.what());
    diagnosis.put("round", divergence.round());
    diagnosis.put("worker", divergence.worker() == Divergence.ALL ? null : divergence.worker());
    diagnosis.put("step", divergence.step());
    diagnosis.put("rows", divergence.rows());
    List<Checkpoint> checkpoints = Checkpoint.listOf(run);
    diagnosis.put("last_checkpoint", checkpoints.get(checkpoints.size() - 1).step());
    diagnosis.put("change", settingsToChange(request));
    Path file = run.resolve(RunDirectory.DIAGNOSIS);
    TextFile.replace(file, Json.write(diagnosis));
    return file;
  }

  /** The one most likely to help comes first. */
  private static List<Map<String, Object>> settingsToChange(TrainRequest request) {
    TrainOptions train = request.options();
    List<Map<String, Object>> settings = new ArrayList<>();
    settings.add(setting("train.lr", train.lr(), "lower"));
    Object orthogonal = Settings.values(request.model().options()).get("lrOrth");
    if (orthogonal != null) {
      settings.add(setting("model.lrOrth", orthogonal, "lower"));
    }
    if (train.optimizer() != TrainOptions.Optimizer.SGD) {
      settings.add(setting("train.epsilon", train.epsilon(), "higher"));
    }
    if (train.workers() > 1) {
      settings.add(setting("train.averaging.every", train.averaging().every(), "lower"));
    }
    return settings;
  }

  private static Map<String, Object> setting(String key, Object now, String direction) {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("setting", key);
    setting.put("now", now);
    setting.put("try", direction);
    return setting;
  }
}

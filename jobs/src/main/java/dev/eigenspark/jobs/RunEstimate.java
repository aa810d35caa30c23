package dev.eigenspark.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * What a whole experiment would do.
 *
 * @param out the directory of the experiment
 * @param generate the dataset
 * @param train the training
 * @param analyze names of the analyses
 */
record RunEstimate(
    String out, GenerateEstimate generate, TrainEstimate train, List<String> analyze) {
  static RunEstimate of(DatasetPlan data, TrainingPlan training, RunLayout layout) {
    return new RunEstimate(
        layout.root().toString(),
        GenerateEstimate.of(data),
        TrainEstimate.of(
            training, data.source().format(), data.data().rows().train(), data.data().shardRows()),
        AnalyzeEstimate.kinds(training.analyses()));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(generate.lines());
    lines.addAll(train.lines());
    if (!analyze.isEmpty()) {
      lines.add("analyze   " + String.join(", ", analyze));
    }
    lines.add("into      " + out);
    return lines;
  }
}

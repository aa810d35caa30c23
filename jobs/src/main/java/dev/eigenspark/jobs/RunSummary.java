package dev.eigenspark.jobs;

import dev.eigenspark.tasks.generate.GenerateSummary;
import dev.eigenspark.train.TrainSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * What a whole experiment did, as printed by {@code run --json}.
 *
 * @param out the directory of the experiment
 * @param generate the dataset; its seconds are 0 when it was there already
 * @param train the training
 * @param analyze the analyses
 * @param report the page, as a URL
 */
record RunSummary(
    String out,
    GenerateSummary generate,
    TrainSummary train,
    AnalyzeJob.Summary analyze,
    String report) {
  List<String> lines() {
    List<String> lines = new ArrayList<>(Generation.lines(generate, out + "/data"));
    lines.addAll(Training.lines(train));
    lines.addAll(analyze.lines());
    lines.add("report    " + report);
    return lines;
  }
}

package dev.eigenspark.jobs;

import java.util.List;

/**
 * What an ablation did, as printed by {@code ablate --json}.
 *
 * @param runs runs of the grid
 * @param failed those that diverged
 * @param skipped those that were there already, diverged ones included
 * @param table file with one row for every run
 * @param summary file with one row for every group
 * @param report the page, as a URL
 * @param seconds wall time
 * @param groups rows of {@code summary}
 */
record AblateSummary(
    long runs,
    long failed,
    long skipped,
    String table,
    String summary,
    String report,
    double seconds,
    long groups) {
  List<String> lines() {
    return List.of(
        "ablation  %s runs in %s: %s diverged, %s were there already"
            .formatted(
                Units.count(runs),
                Units.seconds(seconds),
                Units.count(failed),
                Units.count(skipped)),
        "table     " + table,
        "summary   " + summary + ", " + Units.count(groups) + " groups",
        "report    " + report);
  }
}

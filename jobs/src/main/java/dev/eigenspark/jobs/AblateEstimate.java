package dev.eigenspark.jobs;

import dev.eigenspark.train.TrainPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ablation would do.
 *
 * @param out the directory of the ablation
 * @param runs runs of the grid
 * @param skipped those that are there already
 * @param datasets datasets that the others need
 * @param plan the runs
 */
record AblateEstimate(String out, int runs, int skipped, int datasets, List<Entry> plan) {
  /**
   * One run.
   *
   * @param name its directory's name
   * @param done whether it is there already
   * @param rounds rounds of averaging; 0 where their length is still to be chosen
   * @param examples trials seen by all workers
   */
  record Entry(String name, boolean done, long rounds, long examples) {}

  /** The estimate for runs of which {@code pending} are still to be done. */
  static AblateEstimate of(AblationPlan plan, AblationLayout layout, List<PlannedRun> pending) {
    return new AblateEstimate(
        layout.root().toString(),
        plan.runs().size(),
        plan.runs().size() - pending.size(),
        AblationPlan.byDataset(pending).size(),
        plan.runs().stream().map(run -> entry(run, !pending.contains(run))).toList());
  }

  private static Entry entry(PlannedRun run, boolean done) {
    TrainPlan plan =
        TrainPlan.of(
            run.training().options(),
            run.data().data().rows().train(),
            run.data().data().shardRows());
    long rounds = plan.every() == 0 ? 0 : plan.rounds();
    return new Entry(run.name(), done, rounds, plan.steps() * plan.batch() * plan.workers());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "ablation  %s runs on %s datasets, %s there already"
            .formatted(Units.count(runs), Units.count(datasets), Units.count(skipped)));
    for (Entry run : plan) {
      lines.add(
          "          %s: %s, %s examples%s"
              .formatted(
                  run.name(),
                  run.rounds() == 0 ? "rounds to be chosen" : Units.count(run.rounds()) + " rounds",
                  Units.count(run.examples()),
                  run.done() ? ", done" : ""));
    }
    lines.add("into      " + out);
    return lines;
  }
}

package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.NetworkState;
import dev.eigenspark.train.RunDirectory;
import dev.eigenspark.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * A run and the trials that its gradients are of.
 *
 * @param label short name of the run
 */
record FisherInput(String label, RunDirectory run, Dataset dataset) {
  /**
   * One for each run.
   *
   * @param analysis its name, for messages
   * @throws Failure of kind USAGE when there is no run or one does not predict classes, of kind
   *     DATA when a dataset cannot be read by its network or has no trials in the split
   */
  static List<FisherInput> of(AnalysisInput input, String analysis, String split) {
    if (input.runs().isEmpty()) {
      throw Failure.usage(analysis + " needs at least one run; name it with --run");
    }
    List<String> labels = RunLabels.of(input.runs());
    List<FisherInput> all = new ArrayList<>();
    for (RunDirectory run : input.runs()) {
      Dataset dataset = input.trialsOf(run, analysis, split);
      if (dataset.manifest().format().target().kind() != Kind.SYMBOL) {
        throw Failure.usage(
            "%s is of networks that predict classes; the targets of run '%s' are real numbers"
                .formatted(analysis, run.name()));
      }
      all.add(new FisherInput(labels.get(all.size()), run, dataset));
    }
    return all;
  }

  /** A checkpoint of a run. */
  record Place(FisherInput of, Checkpoint checkpoint) {
    long step() {
      return checkpoint.step();
    }

    TrainedNetwork network() {
      return TrainedNetwork.at(of.run(), checkpoint);
    }
  }

  /** Checkpoints of each run, evenly thinned. */
  static List<Place> places(List<FisherInput> runs, int maxCheckpoints) {
    return runs.stream()
        .flatMap(
            of ->
                Snapshots.thinned(of.run().checkpoints(), maxCheckpoints).stream()
                    .map(checkpoint -> new Place(of, checkpoint)))
        .toList();
  }

  /** The networks at checkpoints of the run. */
  List<NetworkState> differentiable(List<Checkpoint> checkpoints) {
    return checkpoints.stream()
        .map(at -> TrainedNetwork.at(run, at).differentiable(dataset.manifest().format()))
        .toList();
  }

  /** Labelled steps of a trial. */
  int labelledSteps() {
    return dataset.manifest().format().target().steps();
  }
}

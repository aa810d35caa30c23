package dev.eigenspark.bench;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.Network;
import dev.eigenspark.tasks.Dist3Task;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.train.TrainingStep;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A training of a relational model whose iterations are timed, on one minibatch.
 *
 * @param workload its short name
 * @param model name of the model
 * @param encoder setting of the model
 * @param trials what it trains on
 * @param rows trials of the minibatch
 */
record RelationalWorkload(
    String workload, String model, String encoder, TrialSource trials, int rows) {
  /** So small that the parameters hardly move. */
  static final double LEARNING_RATE = 1e-6;

  private static final String CORELNET = "corelnet";
  private static final String TRAINED = "conv";

  /** The workloads of the benchmark {@code corelnet}. */
  static final List<RelationalWorkload> ALL =
      List.of(
          new RelationalWorkload("W4", CORELNET, TRAINED, new DistinctObjects(32, 5, 4), 32),
          new RelationalWorkload("m95", CORELNET, TRAINED, fiveObjects(), 96),
          new RelationalWorkload("m95-frozen", CORELNET, "frozen-conv", fiveObjects(), 96),
          new RelationalWorkload("m95-esbn", "esbn", TRAINED, fiveObjects(), 32));

  private static TrialSource fiveObjects() {
    Dist3Task task = new Dist3Task();
    return task.source(section("data { m = 95 }", "data").read(task.options()));
  }

  private static Section section(String text, String path) {
    return Section.of(ConfigFactory.parseString(text), path);
  }

  boolean frozen() {
    return !encoder.equals(TRAINED);
  }

  /** What it is, in one line. */
  String description() {
    return String.format(
        Locale.ROOT,
        "%s, %s, %d trials of %d images 32x32x1, %s, Adam",
        model,
        encoder,
        rows,
        trials.format().steps(),
        trials instanceof DistinctObjects ? "no two the same" : "5 distinct");
  }

  /** The settings of the training. */
  TrainOptions training() {
    String text =
        String.format(
            Locale.ROOT,
            "train { batch = %d, optimizer = adam, lr = %s, steps = 1000000000, workers = 1 }",
            rows,
            LEARNING_RATE);
    return section(text, "train").read(TrainOptions.class);
  }

  /** The network that is trained. */
  Network network() {
    return ConfiguredModel.of(model, Map.of("encoder", encoder))
        .network(trials.format(), TrainingStep.base(training()));
  }

  /** The network with the parameters that it starts with. */
  ComputationGraph start() {
    ComputationGraph graph = new ComputationGraph(network().configuration());
    graph.init();
    return graph;
  }
}

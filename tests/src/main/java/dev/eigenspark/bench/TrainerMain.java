package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.train.TrainingStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The process of a {@link TrainerPeer}: trains one workload when it is asked to. */
final class TrainerMain {
  private static final int BATCHES = 10;
  private static final int LOADING_STEPS = 1000;

  private TrainerMain() {}

  /** {@code WORKLOAD THREADS}; requests come and answers go as JSON lines. */
  public static void main(String[] words) throws IOException {
    // What a library prints must not come between the answers.
    PrintStream answers = System.out;
    System.setOut(System.err);
    try {
      Threads.allow(Integer.parseInt(words[1]));
      serve(Workload.named(List.of(words[0])).get(0), answers);
    } catch (Failure e) {
      answers.println(Json.writeLine(Map.of("error", e.getMessage())));
    }
  }

  private static void serve(Workload workload, PrintStream answers) throws IOException {
    loadCode(workload.small());
    MemoryReading before = MemoryReading.now();
    TrainingStep step = firstStep(workload);
    answers.println(Json.writeLine(before));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      TrainerPeer.Request request = Json.read(line, TrainerPeer.Request.class);
      Object answer =
          request.iterations() == 0
              ? MemoryReading.now()
              : Progressed.of(step::run, request, System::nanoTime);
      answers.println(Json.writeLine(answer));
    }
  }

  private static void loadCode(Workload small) {
    TrainingStep step = firstStep(small);
    for (int i = 0; i < LOADING_STEPS; i++) {
      step.run();
    }
  }

  /** A training after its first step, when its data are in memory. */
  private static TrainingStep firstStep(Workload workload) {
    try (ScratchDataset data = new ScratchDataset(workload.trials(), BATCHES * workload.rows())) {
      TrainingStep step = new TrainingStep(workload.network(), data.dataset(), workload.training());
      step.run();
      return step;
    }
  }
}

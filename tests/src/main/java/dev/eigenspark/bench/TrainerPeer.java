package dev.eigenspark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Json;
import dev.eigenspark.jobs.Benchmark;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A training in a JVM of its own, as an executor is one: the step that {@code train} takes on a
 * worker, with this JVM's options except for its heap.
 */
final class TrainerPeer implements AutoCloseable {
  // Includes a slow start on a crowded machine.
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final double NO_LIMIT = 1e9;

  /**
   * What to do next.
   *
   * @param iterations at most; 0 asks for a {@link MemoryReading} instead
   * @param seconds at most
   */
  record Request(long iterations, double seconds) {}

  private final PeerProcess process;

  /**
   * Starts it; {@link #ready} waits until it can train.
   *
   * @param threads its compute threads
   * @param heap options of its heap, such as {@code -Xmx1g}
   * @throws dev.eigenspark.Failure of kind INFRASTRUCTURE when it cannot be started
   */
  TrainerPeer(Workload workload, int threads, List<String> heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.matches("-Xm[sx].*|-XX:.Use.*GC|-agentlib.*|-javaagent.*"))
        .forEach(command::add);
    command.addAll(heap);
    command.addAll(List.of("-cp", classPath(), TrainerMain.class.getName()));
    command.addAll(List.of(workload.workload(), Integer.toString(threads)));
    process = new PeerProcess("a trainer of " + workload.workload(), command, Map.of());
  }

  /** Spark loads our jars beside the class path, so they are looked up by what lies in them. */
  private static String classPath() {
    Stream<String> ours =
        Stream.of(TrainerMain.class, Benchmark.class).map(type -> Path.of(uri(type)).toString());
    return Stream.concat(ours, Stream.of(System.getProperty("java.class.path")))
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static URI uri(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  /** What the process held with all code loaded and nothing to train; once, before anything. */
  MemoryReading ready() {
    return Json.read(process.answer(PATIENCE).toString(), MemoryReading.class);
  }

  /** What it holds now. */
  MemoryReading memory() {
    return Json.read(process.ask(new Request(0, 0), PATIENCE).toString(), MemoryReading.class);
  }

  /** Trains for so many iterations. */
  Progressed train(long iterations) {
    return progressed(process.ask(new Request(iterations, NO_LIMIT), PATIENCE));
  }

  /** Trains for so long; {@link #progress} waits for the end. */
  void begin(double seconds) {
    process.send(new Request(Long.MAX_VALUE, seconds));
  }

  /** How far it came since {@link #begin}. */
  Progressed progress(double seconds) {
    return progressed(process.answer(PATIENCE.plusSeconds((long) Math.ceil(seconds))));
  }

  private static Progressed progressed(JsonNode answer) {
    return Json.read(answer.toString(), Progressed.class);
  }

  @Override
  public void close() {
    process.close();
  }
}

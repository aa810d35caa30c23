package dev.eigenspark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * PyTorch in a Python process, which trains the same networks when it is asked to and sleeps in
 * between.
 */
final class TorchPeer implements AutoCloseable {
  /** What a report says where there is none. */
  static final String NOT_FOUND =
      "PyTorch not found: name a Python that has it with --python or EIGENSPARK_PYTHON.";

  private static final String COMMON = "torch_peer.py";
  private static final String USUAL_PYTHON = "python3";
  // An import from a cold disk, or an iteration on a crowded machine.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PeerProcess process;
  private final String library;

  private TorchPeer(PeerProcess process, String library) {
    this.process = process;
    this.library = library;
  }

  /**
   * Starts the peer; empty when nobody named a Python and the usual one has no PyTorch.
   *
   * @param networks the script of the networks that it trains
   * @param python a Python that must have PyTorch
   * @throws Failure of kind INFRASTRUCTURE when that Python does not run or has no PyTorch
   */
  static Optional<TorchPeer> find(String networks, Optional<String> python, int threads) {
    try {
      return Optional.of(start(networks, python.orElse(USUAL_PYTHON), threads));
    } catch (Failure e) {
      if (python.isPresent()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static TorchPeer start(String networks, String python, int threads) {
    // The launcher gives BLAS one thread, because the engine's threads are its own.
    String count = Integer.toString(threads);
    PeerProcess process =
        new PeerProcess(
            "'" + python + "'",
            List.of(python, "-c", PeerProcess.script(COMMON) + PeerProcess.script(networks), count),
            Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count));
    try {
      return new TorchPeer(process, process.answer(PATIENCE).get("library").asText());
    } catch (Failure e) {
      process.close();
      throw e;
    }
  }

  /** Name and version of the library. */
  String library() {
    return library;
  }

  /**
   * One timed block.
   *
   * @param request names a workload and a variant of it, and the seconds
   */
  JsonNode ask(Object request, double seconds) {
    return process.ask(request, PATIENCE.plusSeconds((long) Math.ceil(seconds)));
  }

  /** A contender whose blocks are asked for by {@code request} of their seconds. */
  Contender contender(String name, DoubleFunction<Object> request) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double[] block(double seconds) {
        return PeerProcess.milliseconds(ask(request.apply(seconds), seconds));
      }
    };
  }

  @Override
  public void close() {
    process.close();
  }
}

package dev.eigenspark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PyTorch in a Python process, which trains the same shapes when it is asked to and sleeps in
 * between.
 */
final class TorchPeer implements AutoCloseable {
  private static final String SCRIPT = "rnn_peer.py";
  private static final String USUAL_PYTHON = "python3";
  // An import from a cold disk, or an iteration on a crowded machine.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What one block is to time. */
  private record Request(Workload shape, String variant, double seconds) {}

  private final PeerProcess process;
  private final String library;

  private TorchPeer(PeerProcess process, String library) {
    this.process = process;
    this.library = library;
  }

  /**
   * Starts the peer; empty when nobody named a Python and the usual one has no PyTorch.
   *
   * @param python a Python that must have PyTorch
   * @throws Failure of kind INFRASTRUCTURE when that Python does not run or has no PyTorch
   */
  static Optional<TorchPeer> find(Optional<String> python, int threads) {
    try {
      return Optional.of(start(python.orElse(USUAL_PYTHON), threads));
    } catch (Failure e) {
      if (python.isPresent()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static TorchPeer start(String python, int threads) {
    // The launcher gives BLAS one thread, because the engine's threads are its own.
    String count = Integer.toString(threads);
    PeerProcess process =
        new PeerProcess(
            "'" + python + "'",
            List.of(python, "-c", script(), count),
            Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count));
    try {
      return new TorchPeer(process, process.answer(PATIENCE).get("library").asText());
    } catch (Failure e) {
      process.close();
      throw e;
    }
  }

  private static String script() {
    try (InputStream in = TorchPeer.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SCRIPT + " of the jar", e);
    }
  }

  /** Name and version of the library. */
  String library() {
    return library;
  }

  /** The cell in a Python loop over the steps. */
  Contender eager(Workload workload) {
    return contender("PyTorch eager", workload, "eager");
  }

  /**
   * PyTorch's layer for whole sequences; tanh stands in for modReLU, which it does not have. Empty
   * where the recurrent matrix is parametrized, for which there is none.
   */
  Optional<Contender> fused(Workload workload) {
    return workload.cell().parametrized()
        ? Optional.empty()
        : Optional.of(contender("PyTorch fused", workload, "fused"));
  }

  private Contender contender(String name, Workload workload, String variant) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double[] block(double seconds) {
        Duration limit = PATIENCE.plusSeconds((long) Math.ceil(seconds));
        JsonNode answer = process.ask(new Request(workload, variant, seconds), limit);
        double[] milliseconds = new double[answer.path("milliseconds").size()];
        for (int i = 0; i < milliseconds.length; i++) {
          milliseconds[i] = answer.get("milliseconds").get(i).asDouble();
        }
        return milliseconds;
      }
    };
  }

  @Override
  public void close() {
    process.close();
  }
}

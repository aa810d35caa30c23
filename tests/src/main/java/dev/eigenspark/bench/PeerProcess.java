package dev.eigenspark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that stays alive and is asked over its standard input and output: one JSON object a
 * line each way. An answer with the key {@code error} is a failure.
 */
final class PeerProcess implements AutoCloseable {
  private final String name;
  private final Path errors;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  /**
   * Starts the program.
   *
   * @param name what messages call it
   * @param environment added to that of this process
   * @throws Failure of kind INFRASTRUCTURE when it cannot be started
   */
  PeerProcess(String name, List<String> command, Map<String, String> environment) {
    this.name = name;
    try {
      errors = Files.createTempFile("eigenspark-peer", ".log");
    } catch (IOException e) {
      throw Failure.infrastructure("cannot make a temporary file: " + e, e);
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      deleteErrors();
      throw Failure.infrastructure(name + " does not start: " + e.getMessage(), e);
    }
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The text of a script that lies beside this class. */
  static String script(String name) {
    try (InputStream in = PeerProcess.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of the jar", e);
    }
  }

  /** The times that an answer gives under this name. */
  static double[] milliseconds(JsonNode answer) {
    JsonNode times = answer.path("milliseconds");
    double[] milliseconds = new double[times.size()];
    for (int i = 0; i < milliseconds.length; i++) {
      milliseconds[i] = times.get(i).asDouble();
    }
    return milliseconds;
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws Failure of kind INFRASTRUCTURE when the program ends, reports an error, says something
   *     else than a JSON object or takes longer than {@code limit}
   */
  JsonNode ask(Object request, Duration limit) {
    send(request);
    return answer(limit);
  }

  /** Sends a request whose {@link #answer} is fetched later. */
  void send(Object request) {
    try {
      requests.write(Json.writeLine(request));
      requests.write('\n');
      requests.flush();
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /** Waits for the next line; see {@link #ask}. */
  JsonNode answer(Duration limit) {
    String line = nextLine(limit);
    JsonNode answer;
    try {
      answer = Json.read(line, JsonNode.class);
    } catch (Failure e) {
      throw Failure.infrastructure(name + " answered '" + line + "', which is not JSON", e);
    }
    if (answer.has("error")) {
      throw Failure.infrastructure(name + ": " + answer.get("error").asText(), null);
    }
    return answer;
  }

  private String nextLine(Duration limit) {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
    try {
      String text = line.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (text == null) {
        throw ended(null);
      }
      return text;
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw Failure.infrastructure(name + " gave no answer within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw ended(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted while waiting for " + name, e);
    }
  }

  /** The next line, or null at the end. */
  private String readLine() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Failure ended(Exception cause) {
    String reason =
        TextFile.read(errors).lines().reduce((first, second) -> second).orElse("it said nothing");
    return Failure.infrastructure(name + " ended: " + reason.strip(), cause);
  }

  /** Ends the program. */
  @Override
  public void close() {
    process.destroyForcibly();
    deleteErrors();
  }

  private void deleteErrors() {
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot delete " + errors + ": " + e, e);
    }
  }
}

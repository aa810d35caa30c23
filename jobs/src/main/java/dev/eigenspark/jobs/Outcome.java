package dev.eigenspark.jobs;

import java.util.List;

/**
 * What a command has to say.
 *
 * @param summary printed as JSON with {@code --json}
 * @param lines printed otherwise
 */
record Outcome(Object summary, List<String> lines) {
  Outcome {
    lines = List.copyOf(lines);
  }
}

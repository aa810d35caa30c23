package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a check of a whole dataset, run, model, checkpoint or analysis found.
 *
 * @param files files that should be there
 * @param bytes bytes of the shards, or of the files, that should be there
 * @param problems one line for every damaged, missing or extra file
 */
public record VerifyReport(int files, long bytes, List<String> problems) {
  /** Keeps the problems. */
  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /** What this check and another one found. */
  public VerifyReport and(VerifyReport other) {
    return new VerifyReport(
        files + other.files,
        bytes + other.bytes,
        Stream.concat(problems.stream(), other.problems.stream()).toList());
  }

  /**
   * This report when all is sound.
   *
   * @throws Failure of kind DATA with the first problem and the number of them
   */
  public VerifyReport requireSound() {
    if (problems.isEmpty()) {
      return this;
    }
    int others = problems.size() - 1;
    throw Failure.data(
        problems.get(0) + (others == 0 ? "" : " (and " + others + " more problems)"));
  }
}

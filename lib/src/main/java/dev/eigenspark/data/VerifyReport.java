package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.List;

/**
 * What a check of a whole dataset found.
 *
 * @param files files that should be there
 * @param bytes bytes of the shards that should be there
 * @param problems one line for every damaged, missing or extra file, sorted
 */
public record VerifyReport(int files, long bytes, List<String> problems) {
  /** Keeps the problems. */
  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /**
   * This report when the dataset is sound.
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

package dev.eigenspark.tasks;

/**
 * How often each symbol follows each other one in a text.
 *
 * @param counts [symbols, symbols], row-major: the row is the symbol, the column its follower
 * @param symbols number of symbols
 */
record NeighbourCounts(int[] counts, int symbols) {
  static NeighbourCounts of(short[] text, int symbols) {
    int[] counts = new int[symbols * symbols];
    for (int t = 1; t < text.length; t++) {
      counts[text[t - 1] * symbols + text[t]]++;
    }
    return new NeighbourCounts(counts, symbols);
  }

  /** The share of the most frequent follower, whatever it follows; 0 for a text without pairs. */
  double mostFrequent() {
    long total = 0;
    long most = 0;
    for (int j = 0; j < symbols; j++) {
      long column = 0;
      for (int i = 0; i < symbols; i++) {
        column += counts[i * symbols + j];
      }
      total += column;
      most = Math.max(most, column);
    }
    return total == 0 ? 0 : (double) most / total;
  }

  /** Entropy of the follower given the symbol, sum over n_ij / n ln(n_i / n_ij), in nats. */
  double conditionalEntropy() {
    long total = 0;
    double sum = 0;
    for (int i = 0; i < symbols; i++) {
      long row = 0;
      for (int j = 0; j < symbols; j++) {
        row += counts[i * symbols + j];
      }
      for (int j = 0; j < symbols; j++) {
        int count = counts[i * symbols + j];
        if (count > 0) {
          sum += count * StrictMath.log((double) row / count);
        }
      }
      total += row;
    }
    return total == 0 ? 0 : sum / total;
  }
}

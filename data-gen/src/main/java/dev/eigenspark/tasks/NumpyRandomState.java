package dev.eigenspark.tasks;

/**
 * The permutations of NumPy's legacy generator {@code numpy.random.RandomState(seed)}, which define
 * the pixel orders and the splits of published results: MT19937 (Matsumoto and Nishimura, Mersenne
 * Twister, ACM TOMACS 1998), and a shuffle from the last element down whose indices are masked
 * words, drawn again while they are too large. It reproduces what others drew; whatever is new
 * draws from {@link dev.eigenspark.rng.CounterRandom}.
 */
final class NumpyRandomState {
  /** Largest seed. */
  static final long MAX_SEED = 0xFFFF_FFFFL;

  private static final int WORDS = 624;
  private static final int MIDDLE = 397;

  private final int[] state = new int[WORDS];
  private int next = WORDS;

  /** The generator at its first draw; {@code seed} is in [0, {@link #MAX_SEED}]. */
  NumpyRandomState(long seed) {
    int word = (int) seed;
    for (int i = 0; i < WORDS; i++) {
      state[i] = word;
      word = 1_812_433_253 * (word ^ (word >>> 30)) + i + 1;
    }
  }

  /** The next permutation of 0 to {@code size - 1}, as {@code permutation(size)} returns it. */
  int[] permutation(int size) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = upTo(i);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
    return values;
  }

  /** A uniform integer in [0, {@code most}], {@code most} at least 1. */
  private int upTo(int most) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int value = nextInt() & mask;
    while (value > most) {
      value = nextInt() & mask;
    }
    return value;
  }

  private int nextInt() {
    if (next == WORDS) {
      twist();
    }
    int word = state[next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9D2C5680;
    word ^= (word << 15) & 0xEFC60000;
    return word ^ (word >>> 18);
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int joined = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7FFFFFFF);
      int odd = (joined & 1) == 0 ? 0 : 0x9908B0DF;
      state[i] = state[(i + MIDDLE) % WORDS] ^ (joined >>> 1) ^ odd;
    }
    next = 0;
  }
}

package dev.eigenspark.rng;

/**
 * A pseudo-random permutation of {@code 0 ... n-1} that takes no memory: a balanced Feistel network
 * on the smallest even number of bits that holds n, walked until it lands below n (Black, Rogaway
 * 2002, "Ciphers with arbitrary finite domains").
 */
public final class FeistelPermutation {
  private static final int ROUNDS = 6;

  private final long size;
  private final int halfBits;
  private final long halfMask;
  private final long[] keys = new long[ROUNDS];

  /**
   * The permutation for a key.
   *
   * @param size n, at least 1
   * @param random gives the key: its next twelve numbers
   */
  public FeistelPermutation(long size, CounterRandom random) {
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
    halfBits = Math.max(1, (bits + 1) / 2);
    halfMask = (1L << halfBits) - 1;
    for (int i = 0; i < ROUNDS; i++) {
      keys[i] =
          ((long) random.nextInt() << Integer.SIZE) | Integer.toUnsignedLong(random.nextInt());
    }
  }

  /** Where position {@code index} goes. */
  public long apply(long index) {
    long value = index;
    do {
      value = encrypt(value);
    } while (value >= size);
    return value;
  }

  /** Which position goes to {@code value}. */
  public long inverse(long value) {
    long index = value;
    do {
      index = decrypt(index);
    } while (index >= size);
    return index;
  }

  private long decrypt(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int i = ROUNDS - 1; i >= 0; i--) {
      long previous = right ^ (mix(left + keys[i]) & halfMask);
      right = left;
      left = previous;
    }
    return (left << halfBits) | right;
  }

  private long encrypt(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (long key : keys) {
      long next = left ^ (mix(right + key) & halfMask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }

  /** The finalizer of SplitMix64 (Steele et al. 2014): every input bit reaches every output bit. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

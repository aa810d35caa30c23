package dev.eigenspark.rng;

/**
 * Random numbers that are a pure function of (seed, stream, row, draw), so that a row is the same
 * wherever and whenever it is made: Philox4x32-10 (Salmon et al., SC 2011) with the seed as key and
 * (draw block, stream, row low, row high) as counter.
 *
 * <p>Each row holds 2<sup>34</sup> words. Drawing allocates nothing. One instance belongs to one
 * thread.
 */
public final class CounterRandom {
  private static final float FLOAT_UNIT = 0x1p-24f;
  private static final double DOUBLE_UNIT = 0x1p-53;

  private final int keyLow;
  private final int keyHigh;
  private final int stream;
  private final int[] words = new int[Philox.WORDS];
  private int rowLow;
  private int rowHigh;
  private int nextBlock;
  private int nextWord;
  private double spareGaussian;
  private boolean hasSpareGaussian;

  /**
   * The numbers of one row.
   *
   * @param seed the experiment's seed
   * @param stream what the numbers are for, one of {@link Streams}
   * @param row row id within the stream
   */
  public CounterRandom(long seed, int stream, long row) {
    this.keyLow = (int) seed;
    this.keyHigh = (int) (seed >>> 32);
    this.stream = stream;
    seek(row);
  }

  /** Moves to the first draw of another row. */
  public void seek(long row) {
    rowLow = (int) row;
    rowHigh = (int) (row >>> 32);
    nextBlock = 0;
    nextWord = Philox.WORDS;
    hasSpareGaussian = false;
  }

  /**
   * Moves to a place in a row that can be named: word {@code 4 block}.
   *
   * @param block counted without a sign
   */
  public void seek(long row, int block) {
    seek(row);
    nextBlock = block;
  }

  /** The experiment's seed. */
  public long seed() {
    return ((long) keyHigh << 32) | Integer.toUnsignedLong(keyLow);
  }

  /** What the numbers are for, one of {@link Streams}. */
  public int stream() {
    return stream;
  }

  /** The row whose numbers are drawn. */
  public long row() {
    return ((long) rowHigh << 32) | Integer.toUnsignedLong(rowLow);
  }

  /** 32 uniform bits. */
  public int nextInt() {
    if (nextWord == Philox.WORDS) {
      Philox.block(nextBlock++, stream, rowLow, rowHigh, keyLow, keyHigh, words);
      nextWord = 0;
    }
    return words[nextWord++];
  }

  /**
   * A uniform integer in [0, bound), without bias: the multiply-shift method with rejection
   * (Lemire, Fast random integer generation in an interval, ACM TOMACS 2019).
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound + " must be positive");
    }
    long product = Integer.toUnsignedLong(nextInt()) * bound;
    if (Long.compare(product & 0xFFFFFFFFL, bound) < 0) {
      long threshold = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = Integer.toUnsignedLong(nextInt()) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** A uniform multiple of 2<sup>-24</sup> in [0, 1). */
  public float nextFloat() {
    return (nextInt() >>> 8) * FLOAT_UNIT;
  }

  /** A uniform multiple of 2<sup>-53</sup> in [0, 1). */
  public double nextDouble() {
    int high = nextInt() >>> 5;
    return (((long) high << 26) | (nextInt() >>> 6)) * DOUBLE_UNIT;
  }

  /**
   * A standard normal number (Box and Muller 1958); {@link StrictMath} gives every machine the same
   * bits.
   */
  public double nextGaussian() {
    if (hasSpareGaussian) {
      hasSpareGaussian = false;
      return spareGaussian;
    }
    double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    double angle = 2 * Math.PI * nextDouble();
    spareGaussian = radius * StrictMath.sin(angle);
    hasSpareGaussian = true;
    return radius * StrictMath.cos(angle);
  }
}

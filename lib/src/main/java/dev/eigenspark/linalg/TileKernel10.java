package dev.eigenspark.linalg;

import static dev.eigenspark.linalg.VectorTiles.LANES;
import static dev.eigenspark.linalg.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The inner kernel for 10 rows of A and one panel of B: 20 sums in registers, one pass over the
 * depth. Unrolled by hand, because only named variables stay in registers, and on plain arrays,
 * because the compiler gives up on longer code.
 */
final class TileKernel10 {
  static final int ROWS = 10;

  private TileKernel10() {}

  /** One tile of {@value #ROWS} rows; as {@link Tiles#run}. */
  static void run(float[] a, float[] b, int bAt, int depth, float[] tile) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = s0;
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = s1;
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = s2;
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = s3;
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector t4 = s4;
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector t5 = s5;
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector t6 = s6;
    FloatVector s7 = FloatVector.zero(SPECIES);
    FloatVector t7 = s7;
    FloatVector s8 = FloatVector.zero(SPECIES);
    FloatVector t8 = s8;
    FloatVector s9 = FloatVector.zero(SPECIES);
    FloatVector t9 = s9;
    int a1 = 1 * depth;
    int a2 = 2 * depth;
    int a3 = 3 * depth;
    int a4 = 4 * depth;
    int a5 = 5 * depth;
    int a6 = 6 * depth;
    int a7 = 7 * depth;
    int a8 = 8 * depth;
    int a9 = 9 * depth;
    int p = bAt;
    for (int q = 0; q < depth; q++) {
      FloatVector left = FloatVector.fromArray(SPECIES, b, p);
      FloatVector right = FloatVector.fromArray(SPECIES, b, p + LANES);
      p += 2 * LANES;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[q]);
      s0 = x0.fma(left, s0);
      t0 = x0.fma(right, t0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + q]);
      s1 = x1.fma(left, s1);
      t1 = x1.fma(right, t1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + q]);
      s2 = x2.fma(left, s2);
      t2 = x2.fma(right, t2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + q]);
      s3 = x3.fma(left, s3);
      t3 = x3.fma(right, t3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + q]);
      s4 = x4.fma(left, s4);
      t4 = x4.fma(right, t4);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + q]);
      s5 = x5.fma(left, s5);
      t5 = x5.fma(right, t5);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + q]);
      s6 = x6.fma(left, s6);
      t6 = x6.fma(right, t6);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + q]);
      s7 = x7.fma(left, s7);
      t7 = x7.fma(right, t7);
      FloatVector x8 = FloatVector.broadcast(SPECIES, a[a8 + q]);
      s8 = x8.fma(left, s8);
      t8 = x8.fma(right, t8);
      FloatVector x9 = FloatVector.broadcast(SPECIES, a[a9 + q]);
      s9 = x9.fma(left, s9);
      t9 = x9.fma(right, t9);
    }
    s0.intoArray(tile, 0);
    t0.intoArray(tile, LANES);
    s1.intoArray(tile, 2 * LANES);
    t1.intoArray(tile, 3 * LANES);
    s2.intoArray(tile, 4 * LANES);
    t2.intoArray(tile, 5 * LANES);
    s3.intoArray(tile, 6 * LANES);
    t3.intoArray(tile, 7 * LANES);
    s4.intoArray(tile, 8 * LANES);
    t4.intoArray(tile, 9 * LANES);
    s5.intoArray(tile, 10 * LANES);
    t5.intoArray(tile, 11 * LANES);
    s6.intoArray(tile, 12 * LANES);
    t6.intoArray(tile, 13 * LANES);
    s7.intoArray(tile, 14 * LANES);
    t7.intoArray(tile, 15 * LANES);
    s8.intoArray(tile, 16 * LANES);
    t8.intoArray(tile, 17 * LANES);
    s9.intoArray(tile, 18 * LANES);
    t9.intoArray(tile, 19 * LANES);
  }
}

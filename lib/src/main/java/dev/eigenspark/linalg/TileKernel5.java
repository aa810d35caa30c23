package dev.eigenspark.linalg;

import static dev.eigenspark.linalg.VectorTiles.LANES;
import static dev.eigenspark.linalg.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The inner kernel for 5 rows of A and one panel of B: 10 sums in registers, one pass over the
 * depth. Unrolled by hand, because only named variables stay in registers, and on plain arrays,
 * because the compiler gives up on longer code.
 */
final class TileKernel5 {
  static final int ROWS = 5;

  private TileKernel5() {}

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
    int a1 = 1 * depth;
    int a2 = 2 * depth;
    int a3 = 3 * depth;
    int a4 = 4 * depth;
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
  }
}

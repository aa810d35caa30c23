package dev.eigenspark.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 5 rows and two vectors in registers, through the Vector API. Unrolled by hand, because
 * only named variables stay in registers. More rows would read B less often, but then the addresses
 * of A no longer fit into the integer registers, which costs more. Rows at equal distances and rows
 * that lie anywhere have a loop each: through one loop for both, a recurrent network takes a fifth
 * to a third longer.
 */
final class VectorTiles implements Tiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  public String description() {
    return "packed, " + SPECIES.vectorBitSize() + "-bit vectors";
  }

  @Override
  public int panel() {
    return 2 * LANES;
  }

  @Override
  public void addTo(float[] tile, float[] a, float[] b, int bAt, int depth) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, tile, 0);
    FloatVector t0 = FloatVector.fromArray(SPECIES, tile, LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, tile, 2 * LANES);
    FloatVector t1 = FloatVector.fromArray(SPECIES, tile, 3 * LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, tile, 4 * LANES);
    FloatVector t2 = FloatVector.fromArray(SPECIES, tile, 5 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, tile, 6 * LANES);
    FloatVector t3 = FloatVector.fromArray(SPECIES, tile, 7 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, tile, 8 * LANES);
    FloatVector t4 = FloatVector.fromArray(SPECIES, tile, 9 * LANES);
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

  @Override
  public void addRows(
      float[] tile, float[] a, int[] starts, int first, int offset, float[] b, int bAt, int depth) {
    FloatVector s0 = load(tile, 0 * LANES);
    FloatVector t0 = load(tile, 1 * LANES);
    FloatVector s1 = load(tile, 2 * LANES);
    FloatVector t1 = load(tile, 3 * LANES);
    FloatVector s2 = load(tile, 4 * LANES);
    FloatVector t2 = load(tile, 5 * LANES);
    FloatVector s3 = load(tile, 6 * LANES);
    FloatVector t3 = load(tile, 7 * LANES);
    FloatVector s4 = load(tile, 8 * LANES);
    FloatVector t4 = load(tile, 9 * LANES);
    int a0 = starts[first] + offset;
    int a1 = starts[first + 1] + offset;
    int a2 = starts[first + 2] + offset;
    int a3 = starts[first + 3] + offset;
    int a4 = starts[first + 4] + offset;
    int p = bAt;
    for (int q = 0; q < depth; q++) {
      FloatVector left = load(b, p);
      FloatVector right = load(b, p + LANES);
      p += 2 * LANES;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + q]);
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
    s0.intoArray(tile, 0 * LANES);
    t0.intoArray(tile, 1 * LANES);
    s1.intoArray(tile, 2 * LANES);
    t1.intoArray(tile, 3 * LANES);
    s2.intoArray(tile, 4 * LANES);
    t2.intoArray(tile, 5 * LANES);
    s3.intoArray(tile, 6 * LANES);
    t3.intoArray(tile, 7 * LANES);
    s4.intoArray(tile, 8 * LANES);
    t4.intoArray(tile, 9 * LANES);
  }

  @Override
  public void addColumns(
      float[] tile, float[] a, int[] starts, int first, int offset, float[] b, int bAt, int depth) {
    FloatVector s0 = load(tile, 0 * LANES);
    FloatVector t0 = load(tile, 1 * LANES);
    FloatVector s1 = load(tile, 2 * LANES);
    FloatVector t1 = load(tile, 3 * LANES);
    FloatVector s2 = load(tile, 4 * LANES);
    FloatVector t2 = load(tile, 5 * LANES);
    FloatVector s3 = load(tile, 6 * LANES);
    FloatVector t3 = load(tile, 7 * LANES);
    FloatVector s4 = load(tile, 8 * LANES);
    FloatVector t4 = load(tile, 9 * LANES);
    FloatVector s5 = load(tile, 10 * LANES);
    FloatVector t5 = load(tile, 11 * LANES);
    int p = bAt;
    for (int q = first; q < first + depth; q++) {
      int row = starts[q] + offset;
      FloatVector left = load(b, p);
      FloatVector right = load(b, p + LANES);
      p += 2 * LANES;
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[row]);
      s0 = x0.fma(left, s0);
      t0 = x0.fma(right, t0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[row + 1]);
      s1 = x1.fma(left, s1);
      t1 = x1.fma(right, t1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[row + 2]);
      s2 = x2.fma(left, s2);
      t2 = x2.fma(right, t2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[row + 3]);
      s3 = x3.fma(left, s3);
      t3 = x3.fma(right, t3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[row + 4]);
      s4 = x4.fma(left, s4);
      t4 = x4.fma(right, t4);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[row + 5]);
      s5 = x5.fma(left, s5);
      t5 = x5.fma(right, t5);
    }
    s0.intoArray(tile, 0 * LANES);
    t0.intoArray(tile, 1 * LANES);
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
  }

  private static FloatVector load(float[] source, int at) {
    return FloatVector.fromArray(SPECIES, source, at);
  }

  // A library call for a few vectors takes as long as copying a hundred.

  @Override
  public void clear(float[] tile) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < ROWS * 2 * LANES; i += LANES) {
      zero.intoArray(tile, i);
    }
  }

  @Override
  public void copy(
      float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int rows) {
    for (int i = 0; i < rows; i++) {
      int source = fromAt + i * fromStride;
      int target = toAt + i * toStride;
      FloatVector.fromArray(SPECIES, from, source).intoArray(to, target);
      FloatVector.fromArray(SPECIES, from, source + LANES).intoArray(to, target + LANES);
    }
  }
}

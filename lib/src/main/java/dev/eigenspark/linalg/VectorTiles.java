package dev.eigenspark.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of two vectors' width in registers, through the Vector API. */
final class VectorTiles implements Tiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  // 512-bit vectors come with 32 registers, enough for 20 sums; the narrower ones with 16.
  private static final boolean MANY_REGISTERS = LANES >= 16;

  @Override
  public String description() {
    return "packed, " + SPECIES.vectorBitSize() + "-bit vectors";
  }

  @Override
  public int panel() {
    return 2 * LANES;
  }

  @Override
  public int rows(int left) {
    return MANY_REGISTERS && left > TileKernel5.ROWS ? TileKernel10.ROWS : TileKernel5.ROWS;
  }

  @Override
  public void run(int rows, float[] a, float[] b, int bAt, int depth, float[] tile) {
    if (rows == TileKernel10.ROWS) {
      TileKernel10.run(a, b, bAt, depth, tile);
    } else {
      TileKernel5.run(a, b, bAt, depth, tile);
    }
  }
}

package dev.eigenspark.nn;

/** {@link VectorMath#exp} over an array. */
final class VectorExp implements ExpKernel {
  @Override
  public void inPlace(float[] values, int length) {
    for (int i = 0; i < length; i += VectorMath.LANES) {
      VectorMath.exp(VectorMath.load(values, i)).intoArray(values, i);
    }
  }
}

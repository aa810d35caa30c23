package dev.eigenspark.fisher;

/** A real symmetric matrix that is known by its products with vectors. */
public interface SymmetricOperator {
  /** Rows and columns. */
  int size();

  /** The product with a vector. */
  double[] times(double[] v);
}

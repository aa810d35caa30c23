package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.MatrixProduct.Factor;
import dev.eigenspark.linalg.MatrixProduct.Form;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductTest {
  private final MatrixProduct product = new MatrixProduct(Parts.IN_TURN);

  @ParameterizedTest
  @ValueSource(ints = {3, 128, 300})
  void agreesWithThePlainProduct(int n) {
    Matrix a = Matrices.random(n, 1);
    Matrix b = Matrices.random(n, 2);
    double[] expected = a.times(b).values();
    Matrix at = a.transposed();
    Matrix bt = b.transposed();
    assertClose(product(a, Form.PLAIN, b, Form.PLAIN), expected);
    assertClose(product(at, Form.TRANSPOSED, b, Form.PLAIN), expected);
    assertClose(product(a, Form.PLAIN, bt, Form.TRANSPOSED), expected);
    assertClose(product(at, Form.TRANSPOSED, bt, Form.TRANSPOSED), expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 300})
  void readsOnlyTheUpperBandsOfAnUpperFactor(int n) {
    Matrix a = Matrices.random(n, 1);
    Matrix upper = upperTriangle(Matrices.random(n, 2));
    Matrix marked = marked(upper);
    assertClose(product(a, Form.PLAIN, marked, Form.UPPER), a.times(upper).values());
    assertClose(
        product(a, Form.PLAIN, marked, Form.UPPER_TRANSPOSED),
        a.times(upper.transposed()).values());
  }

  @Test
  void addsToWhatIsThere() {
    Matrix a = Matrices.random(5, 1);
    NativeMatrix c = nativeOf(Matrix.identity(5));
    product.add(c, factor(a, Form.PLAIN), factor(a, Form.TRANSPOSED));
    double[] expected = a.times(a.transposed()).minus(scaledIdentity(5, -1)).values();
    assertClose(c.leading(5), expected);
  }

  @Test
  void setUpperKeepsWhatIsLeftOfTheDiagonalsBands() {
    int n = 300;
    Matrix a = Matrices.random(n, 1);
    NativeMatrix c = nativeOf(scaledIdentity(n, 0));
    product.setUpper(c, factor(a, Form.PLAIN), factor(a, Form.PLAIN));
    Matrix expected = a.times(a);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean left = j / MatrixProduct.BAND < i / MatrixProduct.BAND;
        assertThat(c.values().get(i * n + j))
            .isCloseTo(left ? 0 : expected.at(i, j), within(1e-11));
      }
    }
  }

  @Test
  void eachBandHasItsBitsWhoeverDoesItAndWhen() {
    int n = 300;
    Matrix a = Matrices.random(n, 1);
    NativeMatrix c = new NativeMatrix(n, n);
    Parts together = (count, part) -> IntStream.range(0, count).parallel().forEach(part::accept);
    new MatrixProduct(together).set(c, factor(a, Form.PLAIN), factor(a, Form.PLAIN));
    assertThat(c.leading(n).values())
        .containsExactly(product(a, Form.PLAIN, a, Form.PLAIN).values());
  }

  @Test
  void refusesShapesThatDoNotFit() {
    Factor wide = new Factor(new NativeMatrix(2, 3), Form.PLAIN);
    assertThatThrownBy(() -> product.set(new NativeMatrix(2, 3), wide, wide))
        .hasMessage("2 x 3 by 2 x 3 is not 2 x 3");
  }

  private Matrix product(Matrix a, Form formOfA, Matrix b, Form formOfB) {
    NativeMatrix c = new NativeMatrix(a.rows(), a.rows());
    product.set(c, factor(a, formOfA), factor(b, formOfB));
    return c.leading(a.rows());
  }

  private static Factor factor(Matrix matrix, Form form) {
    return new Factor(nativeOf(matrix), form);
  }

  private static NativeMatrix nativeOf(Matrix matrix) {
    NativeMatrix copy = new NativeMatrix(matrix.rows(), matrix.cols());
    copy.set(matrix);
    return copy;
  }

  private static Matrix upperTriangle(Matrix matrix) {
    double[] values = matrix.values().clone();
    for (int i = 0; i < matrix.rows(); i++) {
      Arrays.fill(values, i * matrix.cols(), i * matrix.cols() + i, 0);
    }
    return new Matrix(matrix.rows(), matrix.cols(), values);
  }

  /** NaN where the matrix must not be read. */
  private static Matrix marked(Matrix upper) {
    double[] values = upper.values().clone();
    for (int i = 0; i < upper.rows(); i++) {
      int band = i / MatrixProduct.BAND * MatrixProduct.BAND;
      Arrays.fill(values, i * upper.cols(), i * upper.cols() + band, Double.NaN);
    }
    return new Matrix(upper.rows(), upper.cols(), values);
  }

  private static Matrix scaledIdentity(int n, double factor) {
    double[] values = Matrix.identity(n).values();
    for (int i = 0; i < n; i++) {
      values[i * n + i] *= factor;
    }
    return new Matrix(n, n, values);
  }

  private static void assertClose(Matrix actual, double[] expected) {
    assertThat(actual.values()).containsExactly(expected, within(1e-11));
  }
}

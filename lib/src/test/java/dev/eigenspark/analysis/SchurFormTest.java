package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.NonNormality;
import dev.eigenspark.linalg.Schur;
import dev.eigenspark.models.RecurrentMatrix;
import dev.eigenspark.nn.SchurFactor;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchurFormTest {
  private static final int N = 16;
  private static final int BLOCK = N * (N - 2) / 2;
  private static final int STRICT = N * (N - 1) / 2;
  private static final RecurrentMatrix V = new RecurrentMatrix("V", "recurrent.V", 0, N);

  private final float[] theta = uniform(N / 2, 1, 0, 2 * Math.PI);
  private final float[] gamma = uniform(N / 2, 2, 0.9, 1.1);

  /** From outside, by LAPACK, the form of a turned matrix has all that its parameters say. */
  @Test
  void blockMaskHasTheModuliOfGammaAndTheDepartureOfT() {
    float[] t = uniform(BLOCK, 3, -1, 1);
    Matrix factor = SchurFactor.of(theta, gamma, t);
    Matrix p = Schur.of(square(uniform(N * N, 4, -1, 1))).q();
    SchurForm turned = SchurForm.of(p.times(factor).times(p.transposed()));
    double norm = norm(t);

    assertThat(sorted(turned.modulus())).containsExactly(twice(gamma), within(1e-10));
    assertThat(sorted(turned.angle())).containsExactly(folded(theta), within(1e-10));
    assertThat(turned.triangle()).isCloseTo(norm, within(1e-9));
    assertThat(turned.relativeTriangle()).isCloseTo(norm / factor.frobeniusNorm(), within(1e-9));
    assertThat(SchurForm.of(factor).triangle()).isCloseTo(norm, within(1e-14 * norm));
  }

  @ParameterizedTest
  @ValueSource(ints = {BLOCK, STRICT})
  void ownParametersAreReadInTheirOrder(int size) {
    float[] t = uniform(size, 3, -0.01, 0.01);
    RecurrentSnapshot snapshot = SchurForm.cut("a", 5, V, weights(theta, gamma, t));
    SchurForm form = SchurForm.of(RecurrentSnapshot.square(snapshot.elements()));

    assertThat(form.triangle()).isCloseTo(norm(t), within(1e-7));
    for (int k = 0; k < N / 2; k++) {
      double sine = gamma[k] * Math.sin(theta[k]);
      // T inside a block moves its eigenvalues; see the paper's released code.
      double inBlock = size == STRICT ? t[2 * k * N - k * (2 * k + 1)] : 0;
      double cosine = gamma[k] * Math.cos(theta[k]);
      double root = Math.sqrt(sine * (sine - inBlock));
      assertThat(form.modulus()[2 * k]).isCloseTo(Math.hypot(cosine, root), within(1e-6));
      assertThat(form.angle()[2 * k + 1]).isCloseTo(Math.atan2(root, cosine), within(1e-6));
    }
  }

  @Test
  void agreesWithTheOtherMeasuresOfNonNormality() {
    Matrix any = square(uniform(N * N, 6, -1, 1));
    NonNormality measured = NonNormality.of(any);
    SchurForm form = SchurForm.of(any);

    assertThat(form.triangle()).isCloseTo(measured.henrici(), within(1e-12));
    assertThat(form.relativeTriangle()).isCloseTo(measured.relative(), within(1e-12));
  }

  @Test
  void distancesLeaveTheBlocksOut() {
    // A block with angle pi/2, then the real eigenvalues -2 and 3.
    Matrix t =
        Matrix.of(
            new double[] {0, -1, 4, 8},
            new double[] {1, 0, -2, 6},
            new double[] {0, 0, -2, 10},
            new double[] {0, 0, 0, 3});
    SchurForm form = SchurForm.of(t);

    assertThat(form.distance()).containsExactly(0, 6, 5, 8);
    assertThat(form.modulus()).containsExactly(1, 1, 2, 3);
    assertThat(form.angle()).containsExactly(Math.PI / 2, Math.PI / 2, Math.PI, 0);
    assertThat(form.triangle()).isCloseTo(Math.sqrt(220), within(1e-14));
    assertThat(form.modulusMin()).isEqualTo(1);
    assertThat(form.modulusMax()).isEqualTo(3);
  }

  @Test
  void packedAndUnpackedIsTheSame() {
    float[] elements = {0, -1, 1, 0};
    SchurForm form = SchurForm.MEASURE.unpack().apply(SchurForm.measure(elements));

    assertThat(form.modulus()).containsExactly(1, 1);
    assertThat(form.angle()).containsExactly(Math.PI / 2, Math.PI / 2);
    assertThat(form.distance()).containsExactly(0, 0);
    assertThat(form.triangle()).isZero();
    assertThat(form.norm()).isEqualTo(Math.sqrt(2));
  }

  @Test
  void otherModelsGiveTheirMatrix() {
    float[] v = uniform(N * N, 7, -1, 1);
    Map<String, Tensor> weights = new HashMap<>(weights(theta, gamma, new float[BLOCK]));
    weights.put("recurrent.V", new Tensor("recurrent.V", new int[] {N, N}, v));
    weights.remove("recurrent.T");

    assertThat(SchurForm.cut("a", 5, V, weights).elements()).containsExactly(v);
  }

  @Test
  void saysWhichParametersDoNotBelongTogether() {
    assertThatThrownBy(() -> SchurForm.cut("a", 5, V, weights(theta, gamma, new float[7])))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage("run 'a', step 5: 8 angles, 8 moduli and 7 elements of T are of no Schur form");
  }

  private static Map<String, Tensor> weights(float[] theta, float[] gamma, float[] t) {
    return Map.of(
        "recurrent.theta", vector("recurrent.theta", theta),
        "recurrent.gamma", vector("recurrent.gamma", gamma),
        "recurrent.T", vector("recurrent.T", t));
  }

  private static Tensor vector(String name, float[] values) {
    return new Tensor(name, new int[] {1, values.length}, values);
  }

  private static float[] uniform(int count, long row, double low, double high) {
    CounterRandom random = new CounterRandom(3, Streams.INIT, row);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return values;
  }

  private static Matrix square(float[] values) {
    return RecurrentSnapshot.square(values);
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }

  private static double[] twice(float[] values) {
    double[] out = new double[2 * values.length];
    Arrays.setAll(out, i -> values[i / 2]);
    return sorted(out);
  }

  private static double[] folded(float[] angles) {
    double[] out = new double[2 * angles.length];
    Arrays.setAll(out, i -> Math.acos(Math.cos(angles[i / 2])));
    return sorted(out);
  }
}

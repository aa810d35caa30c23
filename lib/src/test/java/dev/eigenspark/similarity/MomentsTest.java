package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;

class MomentsTest {
  private static final int ROWS = 1500;
  private static final int KEPT = 5;

  private final Matrix x = Samples.affine(Samples.gaussian(ROWS, 4, 1), 2, 3);
  private final Matrix y = mixed(x, Samples.gaussian(ROWS, 3, 2));
  private final Matrix z = Samples.gaussian(ROWS, 2, 3);
  private final float[] stacked = Samples.stack(x, y, z);
  private final Layout layout = Samples.layout(x, y, z);

  private static Matrix mixed(Matrix from, Matrix noise) {
    double[] values = noise.values().clone();
    for (int i = 0; i < noise.rows(); i++) {
      for (int j = 0; j < noise.cols(); j++) {
        values[i * noise.cols() + j] += from.at(i, j) * from.at(i, j + 1);
      }
    }
    return new Matrix(noise.rows(), noise.cols(), values);
  }

  /** Rows [from, to). */
  private Moments part(int from, int to) {
    MomentsAccumulator accumulator = new MomentsAccumulator(layout, KEPT);
    int d = layout.columns();
    accumulator.add(Arrays.copyOfRange(stacked, from * d, to * d), to - from, from);
    return accumulator.moments();
  }

  private List<Moments> parts(int count) {
    List<Moments> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(part(i * ROWS / count, (i + 1) * ROWS / count));
    }
    return parts;
  }

  /** All that measures read. */
  private static double[] numbers(Moments moments) {
    return moments.sumsAboutMean().values();
  }

  private static void assertClose(Moments actual, Moments expected, double tolerance) {
    double[] wanted = numbers(expected);
    double scale = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
    assertThat(numbers(actual)).containsExactly(wanted, within(tolerance * scale));
    CentredMoments a = actual.centred();
    CentredMoments b = expected.centred();
    for (int l = 0; l < a.layout().layers(); l++) {
      for (int m = 0; m < a.layout().layers(); m++) {
        assertThat(a.cka(l, m)).isCloseTo(b.cka(l, m), within(tolerance));
        assertThat(a.debiasedCka(l, m)).isCloseTo(b.debiasedCka(l, m), within(tolerance));
      }
    }
  }

  @Test
  void areThoseOfTheGramMatrices() {
    CentredMoments centred = part(0, ROWS).centred();
    Matrix k = Samples.gram(asFloats(x));
    Matrix l = Samples.gram(asFloats(y));
    assertThat(centred.hsic0(0, 1)).isCloseTo(KernelHsic.biased(k, l), relative(k, l));
    assertThat(centred.hsic1(0, 1)).isCloseTo(KernelHsic.unbiased(k, l), relative(k, l));
    assertThat(centred.hsic1(0, 1)).isCloseTo(byCentring(k, l), relative(k, l));
    assertThat(centred.cka(0, 1)).isCloseTo(KernelHsic.cka(k, l), within(1e-12));
  }

  private static Offset<Double> relative(Matrix k, Matrix l) {
    return within(1e-12 * KernelHsic.biased(k, l) + 1e-13 * k.frobeniusNorm());
  }

  private static Matrix asFloats(Matrix matrix) {
    return new Matrix(
        matrix.rows(),
        matrix.cols(),
        Arrays.stream(matrix.values()).map(value -> (float) value).toArray());
  }

  /** HSIC_1 by U-centring (Szekely and Rizzo, Annals of Statistics 2014). */
  private static double byCentring(Matrix k, Matrix l) {
    Matrix a = centred(k);
    Matrix b = centred(l);
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      sum += a.values()[i] * b.values()[i];
    }
    double n = k.rows();
    return sum / (n * (n - 3));
  }

  private static Matrix centred(Matrix kernel) {
    int n = kernel.rows();
    double[] sums = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sums[i] += i == j ? 0 : kernel.at(i, j);
      }
      total += sums[i];
    }
    double[] out = new double[n * n];
    double half = total / (2.0 * (n - 1) * (n - 2));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double mean = sums[i] / (n - 2) - half + sums[j] / (n - 2) - half;
        out[i * n + j] = i == j ? 0 : kernel.at(i, j) - mean;
      }
    }
    return new Matrix(n, n, out);
  }

  @Test
  void anyPartitionGivesTheSame() {
    Moments whole = part(0, ROWS);
    for (int count : new int[] {2, 7, 64}) {
      assertClose(Moments.merge(parts(count)), whole, 1e-12);
    }
  }

  @Test
  void anyOrderGivesTheSame() {
    List<Moments> parts = parts(7);
    List<Moments> reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    assertClose(Moments.merge(reversed), Moments.merge(parts), 1e-12);
    assertThat(numbers(Moments.merge(parts.get(1), parts.get(0))))
        .containsExactly(numbers(Moments.merge(parts.get(0), parts.get(1))));
  }

  @Test
  void howRowsAreHandedOverChangesNoBit() {
    Moments whole = part(0, ROWS);
    MomentsAccumulator accumulator = new MomentsAccumulator(layout, KEPT);
    int d = layout.columns();
    for (int from = 0; from < ROWS; from += 37) {
      int to = Math.min(from + 37, ROWS);
      accumulator.add(Arrays.copyOfRange(stacked, from * d, to * d), to - from, from);
    }
    assertThat(numbers(accumulator.moments())).containsExactly(numbers(whole));
  }

  @Test
  void noRowsChangeNothing() {
    Moments none = new MomentsAccumulator(layout, KEPT).moments();
    Moments some = part(0, 20);
    assertThat(none.rows()).isZero();
    assertThat(numbers(Moments.merge(none, some))).containsExactly(numbers(some));
    assertThat(numbers(Moments.merge(some, none))).containsExactly(numbers(some));
    assertThat(Moments.merge(none, none).rows()).isZero();
  }

  @Test
  void offsetsOfTheFeaturesCostNoDigits() {
    // Multiples of 1/8 that a float holds exactly, also far from zero.
    Matrix small = grid(0);
    Moments expected = Samples.moments(small, z);
    for (double offset : new double[] {10, 100, 1e4, 1e6}) {
      Moments shifted = Samples.moments(grid(offset), z);
      assertClose(shifted, expected, 1e-12);
      assertThat(shifted.mean()[0]).isCloseTo(expected.mean()[0] + offset, within(1e-9));
    }
  }

  private Matrix grid(double offset) {
    return new Matrix(
        ROWS,
        x.cols(),
        Arrays.stream(x.values()).map(v -> Math.rint(v * 8) / 8 + offset).toArray());
  }

  @Test
  void rowsFarFromTheFirstBlockAreStillExact() {
    // The reference of one pass is the mean of rows at 0, the others lie at 1000.
    double[] values = grid(0).values();
    for (int k = 0; k < values.length; k++) {
      values[k] += k < 512 * x.cols() ? 0 : 1000;
    }
    Matrix jump = new Matrix(ROWS, x.cols(), values);
    float[] rows = Samples.stack(jump, z);
    Layout both = Samples.layout(jump, z);
    MomentsAccumulator first = new MomentsAccumulator(both, 0);
    first.add(rows, 512, 0);
    MomentsAccumulator rest = new MomentsAccumulator(both, 0);
    rest.add(Arrays.copyOfRange(rows, 512 * both.columns(), rows.length), ROWS - 512, 512);
    assertClose(Moments.merge(first.moments(), rest.moments()), Samples.moments(jump, z), 1e-12);
  }

  @Test
  void movingTheReferenceThereAndBackChangesNothing() {
    Moments whole = part(0, ROWS);
    double[] elsewhere = new double[layout.columns()];
    Arrays.setAll(elsewhere, i -> 1.5 * i - 4);
    Moments moved =
        new Moments(layout, elsewhere, whole.sumsAbout(elsewhere), Moments.none(layout));
    assertClose(moved, whole, 1e-12);
  }

  @Test
  void longestRowsCanBeLeftOut() {
    float[] spoiled = stacked.clone();
    int d = layout.columns();
    // Rows 700 and 40 stand out in layer y, 900 in layer z.
    spoiled[700 * d + 5] = 500;
    spoiled[40 * d + 4] = -400;
    spoiled[900 * d + 8] = 900;
    List<Moments> parts = new ArrayList<>();
    for (int from = 0; from < ROWS; from += 300) {
      MomentsAccumulator accumulator = new MomentsAccumulator(layout, 2);
      accumulator.add(Arrays.copyOfRange(spoiled, from * d, (from + 300) * d), 300, from);
      parts.add(accumulator.moments());
    }
    Moments rest = Moments.merge(parts).withoutTop(1);
    MomentsAccumulator others = new MomentsAccumulator(layout, 0);
    for (int i = 0; i < ROWS; i++) {
      if (i != 700 && i != 40) {
        others.add(Arrays.copyOfRange(spoiled, i * d, (i + 1) * d), 1, i);
      }
    }
    assertThat(rest.rows()).isEqualTo(ROWS - 2);
    assertClose(rest, others.moments(), 1e-11);
    assertThat(rest.withoutTop(1).rows()).isEqualTo(ROWS - 2);
    // Rows that are long in several layers are left out once.
    Moments whole = Moments.merge(parts);
    assertThat(whole.withoutTop(1, 1).rows()).isEqualTo(ROWS - 2);
    assertThat(whole.withoutTop(1, 2).rows()).isEqualTo(ROWS - 4);
  }

  @Test
  void ofEquallyLongRowsThoseWithTheSmallerIdsAreLeftOut() {
    float[] rows = {1, -1, 1, 1, 0.5f};
    Layout one = new Layout(1);
    MomentsAccumulator left = new MomentsAccumulator(one, 2);
    left.add(new float[] {rows[3], rows[4]}, 2, 3);
    MomentsAccumulator right = new MomentsAccumulator(one, 2);
    right.add(rows, 3, 0);
    Moments rest = Moments.merge(left.moments(), right.moments()).withoutTop(0);
    // Left are 1, 1 and 0.5: rows 2, 3 and 4.
    assertThat(rest.mean()[0]).isCloseTo(2.5 / 3, within(1e-15));
  }

  @Test
  void notAllRowsCanBeLeftOut() {
    Moments few = part(0, KEPT);
    assertThatThrownBy(() -> few.withoutTop(0))
        .isInstanceOf(Failure.class)
        .hasMessage("5 rows, of which the 5 longest are to be left out; keep fewer");
  }

  @Test
  void travelThroughBothSerializersOfSpark() {
    Moments whole = part(0, ROWS);
    SparkConf conf = new SparkConf();
    for (Serializer serializer :
        new Serializer[] {new JavaSerializer(conf), new KryoSerializer(conf)}) {
      SerializerInstance instance = serializer.newInstance();
      ClassTag<Moments> tag = ClassTag.apply(Moments.class);
      Moments read = instance.deserialize(instance.serialize(whole, tag), tag);
      assertThat(numbers(read)).containsExactly(numbers(whole));
      assertThat(numbers(read.withoutTop(2))).containsExactly(numbers(whole.withoutTop(2)));
    }
  }

  @Test
  void refusesFeaturesThatAreNotFinite() {
    float[] rows = stacked.clone();
    rows[7 * layout.columns() + 5] = Float.NaN;
    MomentsAccumulator accumulator = new MomentsAccumulator(layout, 0);
    accumulator.add(rows, 100, 1000);
    assertThatThrownBy(accumulator::moments)
        .isInstanceOf(Failure.class)
        .hasMessage("row 1007: feature 5 is NaN; every feature must be finite");
  }

  @Test
  void refusesMomentsOfOtherLayers() {
    Moments other = Samples.moments(z, x);
    Moments whole = part(0, 10);
    assertThatThrownBy(() -> Moments.merge(whole, other))
        .hasMessage("moments of different layers cannot be merged");
  }

  @Test
  void tooFewRowsHaveNoUnbiasedCriterion() {
    assertThat(part(0, 3).centred().hsic1(0, 1)).isNaN();
    assertThat(part(0, 3).centred().debiasedCka(0, 1)).isNaN();
  }

  @Test
  void rowsOfLayersAreCounted() {
    assertThat(IntStream.range(0, 3).map(layout::width).toArray()).containsExactly(4, 3, 2);
    assertThat(part(0, 77).rows()).isEqualTo(77);
    assertThatThrownBy(() -> new Layout(3, 0)).hasMessage("layer 1 has 0 features");
    assertThatThrownBy(Layout::new).hasMessage("no layers; give at least one width");
  }
}

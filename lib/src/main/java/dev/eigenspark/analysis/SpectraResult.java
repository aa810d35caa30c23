package dev.eigenspark.analysis;

import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table and scalars of {@link Spectra}. One row for every eigenvalue and singular value of the
 * same rank; what belongs to the whole matrix is repeated in its rows. No value is NaN.
 */
final class SpectraResult {
  private static final List<Header> HEADERS =
      List.of(
          new Header("run", Type.STRING, "name of the run"),
          new Header("step", Type.LONG, "updates of each worker so far"),
          new Header("matrix", Type.STRING, "name of the recurrent matrix in the model"),
          new Header("index", Type.LONG, "rank from 0, by modulus and by singular value"),
          new Header("eigen_re", Type.DOUBLE, "real part of the eigenvalue"),
          new Header("eigen_im", Type.DOUBLE, "imaginary part of the eigenvalue"),
          new Header("eigen_modulus", Type.DOUBLE, "modulus of the eigenvalue"),
          new Header("singular_value", Type.DOUBLE, "singular value"),
          new Header("spectral_radius", Type.DOUBLE, "largest modulus of the matrix"),
          new Header("modulus_min", Type.DOUBLE, "smallest modulus of the matrix"),
          new Header("condition", Type.DOUBLE, "sigma_max / sigma_min; infinite when singular"),
          new Header("henrici", Type.DOUBLE, "departure from normality"),
          new Header("henrici_relative", Type.DOUBLE, "departure / Frobenius norm, in [0, 1]"),
          new Header("commutator", Type.DOUBLE, "Frobenius norm of W W^T - W^T W"));

  private SpectraResult() {}

  static AnalysisResult of(List<Measured<Spectrum>> all) {
    Table table = new Table(HEADERS);
    all.forEach(at -> addRows(table, at));
    return new AnalysisResult(table, scalars(all), SpectraFigures.of(all));
  }

  private static void addRows(Table table, Measured<Spectrum> at) {
    Spectrum s = at.value();
    int n = s.eigen().size();
    for (int i = 0; i < n; i++) {
      table.add(
          at.run(),
          at.step(),
          at.matrix(),
          i,
          s.eigen().re()[i],
          s.eigen().im()[i],
          s.eigen().modulus(i),
          s.singular()[i],
          s.eigen().spectralRadius(),
          s.eigen().modulus(n - 1),
          s.condition(),
          s.nonNormality().henrici(),
          s.nonNormality().relative(),
          s.nonNormality().commutator());
    }
  }

  /** First and last step of the first matrix of the first run. */
  private static Map<String, Double> scalars(List<Measured<Spectrum>> all) {
    Course<Spectrum> course = Course.listOf(all).get(0);
    Spectrum first = course.first();
    Spectrum last = course.last();
    Map<String, Double> out = new LinkedHashMap<>();
    out.put("spectral_radius_first", first.eigen().spectralRadius());
    out.put("spectral_radius_last", last.eigen().spectralRadius());
    out.put("henrici_first", first.nonNormality().henrici());
    out.put("henrici_last", last.nonNormality().henrici());
    out.put("henrici_relative_last", last.nonNormality().relative());
    out.put("commutator_last", last.nonNormality().commutator());
    out.put("sigma_max_last", last.sigmaMax());
    out.put("sigma_min_last", last.sigmaMin());
    return out;
  }
}

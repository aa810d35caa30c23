package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;

/** Compares layers by everything that follows from their {@link CentredMoments}. */
public final class Comparison {
  /** What SVCCA keeps of the variance. */
  private static final double SVCCA_SHARE = 0.99;

  private final CentredMoments moments;
  private final PrincipalAxes[] axes;

  /** Of these moments. */
  public Comparison(CentredMoments moments) {
    this.moments = moments;
    axes = new PrincipalAxes[moments.layout().layers()];
  }

  /** Layer {@code x} beside layer {@code y}. */
  public Similarity of(int x, int y) {
    Matrix cross = moments.cross(x, y);
    CanonicalCorrelations all =
        CanonicalCorrelations.of(cross, axes(x), axes(x).rank(), axes(y), axes(y).rank());
    CanonicalCorrelations main =
        CanonicalCorrelations.of(
            cross, axes(x), axes(x).holding(SVCCA_SHARE), axes(y), axes(y).holding(SVCCA_SHARE));
    return new Similarity(
        moments.cka(x, y),
        moments.debiasedCka(x, y),
        procrustes(x, y).normalised(),
        explained(x, cross, y),
        explained(y, cross.transposed(), x),
        all.mean(),
        all.meanSquare(),
        main.mean(),
        all.weighted(),
        participationRatio(x),
        participationRatio(y));
  }

  /** {@code (tr C)^2 / |C|_F^2}: 1 for a line, p when p features vary alike and independently. */
  public double participationRatio(int layer) {
    double norm = moments.cross(layer, layer).frobeniusNorm();
    double ratio = moments.trace(layer) / norm;
    return ratio * ratio;
  }

  /**
   * The correlations of every unit of {@code x} with every unit of {@code y}; 0 with a unit that
   * never changes.
   */
  public Matrix correlations(int x, int y) {
    Matrix cross = moments.cross(x, y);
    double[] ofX = deviations(x);
    double[] ofY = deviations(y);
    double[] out = cross.values().clone();
    for (int i = 0; i < ofX.length; i++) {
      for (int j = 0; j < ofY.length; j++) {
        double scale = ofX[i] * ofY[j];
        out[i * ofY.length + j] = scale > 0 ? out[i * ofY.length + j] / scale : 0;
      }
    }
    return new Matrix(cross.rows(), cross.cols(), out);
  }

  Procrustes procrustes(int x, int y) {
    return Procrustes.of(moments.cross(x, y), moments.trace(x), moments.trace(y));
  }

  /** tr(Cyx Cxx^-1 Cxy) / tr Cyy, with the pseudo-inverse. */
  private double explained(int from, Matrix cross, int to) {
    PrincipalAxes x = axes(from);
    if (x.rank() == 0) {
      return Double.NaN;
    }
    double norm = x.whitening(x.rank()).times(cross).frobeniusNorm();
    return norm * norm / moments.trace(to);
  }

  private double[] deviations(int layer) {
    Matrix own = moments.cross(layer, layer);
    double[] out = new double[own.rows()];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.sqrt(own.at(i, i));
    }
    return out;
  }

  private PrincipalAxes axes(int layer) {
    if (axes[layer] == null) {
      axes[layer] = PrincipalAxes.of(moments.cross(layer, layer));
    }
    return axes[layer];
  }
}

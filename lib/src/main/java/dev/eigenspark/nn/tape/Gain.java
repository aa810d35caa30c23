package dev.eigenspark.nn.tape;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** gamma and beta [1, d] of a {@link LayerNorm}, from 1 and 0. */
final class Gain implements Parameter {
  private final String name;
  private final float[] gamma;
  private final float[] beta;
  private final List<LayerNorm> uses = new ArrayList<>();

  Gain(String name, int width) {
    this.name = name;
    gamma = new float[width];
    beta = new float[width];
  }

  float[] gamma() {
    return gamma;
  }

  float[] beta() {
    return beta;
  }

  void addUse(LayerNorm use) {
    uses.add(use);
  }

  @Override
  public List<ParameterSpec> specs() {
    int width = gamma.length;
    return List.of(
        new ParameterSpec("gamma_" + name, 1, width, width, width, Init.ONE),
        new ParameterSpec("beta_" + name, 1, width, width, width, Init.ZERO));
  }

  @Override
  public void load(FloatBlock source, int at) {
    source.get(at, gamma, 0, gamma.length);
    source.get(at + gamma.length, beta, 0, beta.length);
  }

  @Override
  public void store(FloatBlock target, int at) {
    for (int k = 0; k < gamma.length; k++) {
      double dGamma = 0;
      double dBeta = 0;
      for (LayerNorm use : uses) {
        dGamma += use.dGamma()[k];
        dBeta += use.dBeta()[k];
      }
      target.put(at + k, (float) dGamma);
      target.put(at + gamma.length + k, (float) dBeta);
    }
  }
}

package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class MappedParametersTest {
  private static final int HIDDEN = 2;
  private static final int OTHERS = 3;

  private final MappedParameters mapped =
      mapped(new RecurrentLayer.Builder().cell("modrelu").withoutBias(), 1 + OTHERS, null);

  @Test
  void makesTheMatrixAndKeepsTheRest() {
    FloatBlock trained = block(0.3f, 5, 6, 7);
    float cosine = (float) Math.cos(0.3);
    float sine = (float) Math.sin(0.3);
    assertThat(mapped.parameters(trained).read(7))
        .containsExactly(new float[] {cosine, sine, -sine, cosine, 5, 6, 7}, within(1e-7f));
    trained.put(0, 0f);
    trained.put(2, 9f);
    assertThat(mapped.parameters(trained).read(7))
        .containsExactly(new float[] {1, 0, 0, 1, 5, 9, 7}, within(1e-7f));
    assertThat(mapped.derived(trained).get("V").toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0}, {0, 1}});
  }

  @Test
  void carriesGradientsBack() {
    mapped.parameters(block(0, 5, 6, 7));
    FloatBlock gradients = block(0, 0, 0, 0);
    mapped.gradients(gradients).write(new float[] {1, 2, 3, 4, 8, 9, 10});
    mapped.backpropagate(gradients);
    // At A = 0 the derivative of exp is the identity, so dX = dV_12 - dV_21.
    assertThat(gradients.read(4)).containsExactly(new float[] {-1, 8, 9, 10}, within(1e-6f));
  }

  @Test
  void theLastMatrixOfAGatedCellIsMadeAndTheOthersAreFree() {
    MappedParameters goru =
        mapped(new RecurrentLayer.Builder().cell("goru").withoutBias(), 1 + 8 + OTHERS, null);
    FloatBlock trained = block(0, 1, 2, 3, 4, 5, 6, 7, 8, 21, 22, 23);
    float[] engine = {1, 2, 3, 4, 1, 0, 5, 6, 7, 8, 0, 1, 21, 22, 23};
    assertThat(goru.parameters(trained).read(15)).containsExactly(engine, within(1e-7f));
    assertThat(goru.derived(trained).get("V").toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 2, 3, 4, 1, 0}, {5, 6, 7, 8, 0, 1}});
    FloatBlock gradients = FloatBlock.allocate(12);
    goru.gradients(gradients)
        .write(new float[] {1, 2, 3, 4, 10, 20, 5, 6, 7, 8, 30, 40, 21, 22, 23});
    goru.backpropagate(gradients);
    assertThat(gradients.read(12))
        .containsExactly(new float[] {-10, 1, 2, 3, 4, 5, 6, 7, 8, 21, 22, 23}, within(1e-5f));
  }

  @Test
  void aParameterThatIsNotFiniteIsDivergence() {
    assertThatThrownBy(() -> mapped.parameters(block(Float.NaN, 5, 6, 7)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED))
        .hasMessageEndingWith("is NaN: training diverged; lower train.lr");
    MappedParameters withItsOwnRate =
        mapped(new RecurrentLayer.Builder().cell("modrelu"), 1 + OTHERS, new Sgd(1));
    assertThatThrownBy(() -> withItsOwnRate.parameters(block(Float.NaN, 5, 6, 7)))
        .hasMessageEndingWith("lower train.lr or model.lrOrth");
  }

  @Test
  void aLayerWithoutParametrizationWorksInItsOwnMemory() {
    RecurrentLayer plain = new RecurrentLayer.Builder().cell("tanh").nIn(1).nOut(HIDDEN).build();
    EngineParameters same = EngineParameters.of(plain, 8);
    FloatBlock trained = block(1, 2, 3, 4);
    assertThat(same.parameters(trained)).isSameAs(trained);
    assertThat(same.gradients(trained)).isSameAs(trained);
    assertThat(same.derived(trained)).isEmpty();
  }

  @Test
  void aGatedCellHasNoSingleMatrix() {
    assertThatThrownBy(() -> layer(new RecurrentLayer.Builder().cell("lstm"), null))
        .hasMessageContaining("cell lstm has gates");
  }

  private static MappedParameters mapped(
      RecurrentLayer.Builder builder, int trained, IUpdater updater) {
    return (MappedParameters) EngineParameters.of(layer(builder, updater), trained);
  }

  private static RecurrentLayer layer(RecurrentLayer.Builder builder, IUpdater updater) {
    return builder
        .parametrization(new OrthogonalExponential(Init.SKEW_HENAFF), updater)
        .nIn(1)
        .nOut(HIDDEN)
        .build();
  }

  private static FloatBlock block(float... values) {
    FloatBlock block = FloatBlock.allocate(values.length);
    block.write(values);
    return block;
  }
}

package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.nn.LayerActivations.Layer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureChoiceTest {
  @ParameterizedTest
  @CsvSource({"1, '9'", "2, '0,9'", "4, '0,3,6,9'", "99, '0,1,2,3,4,5,6,7,8,9'"})
  void stepsAreSpacedEvenlyUpToTheLast(int steps, String expected) {
    List<Feature> features =
        new FeatureChoice(List.of(), steps).of(3, List.of(new Layer("h", 5, 10)));
    assertThat(String.join(",", features.stream().map(f -> "" + f.step()).toList()))
        .isEqualTo(expected);
    assertThat(features.get(0)).isEqualTo(new Feature(3, "h", features.get(0).step(), 5));
  }

  @Test
  void aLayerWithoutStepsIsOneFeature() {
    List<Feature> features =
        new FeatureChoice(List.of("y"), 4)
            .of(0, List.of(new Layer("h", 5, 9), new Layer("y", 2, 0)));
    assertThat(features).containsExactly(new Feature(0, "y", Feature.NO_STEP, 2));
    assertThat(features.get(0).label()).isEqualTo("y");
  }

  @Test
  void refusesNoSteps() {
    assertThatThrownBy(() -> new FeatureChoice(List.of(), 0))
        .isInstanceOf(Failure.class)
        .hasMessage("steps = 0 must be at least 1");
  }
}

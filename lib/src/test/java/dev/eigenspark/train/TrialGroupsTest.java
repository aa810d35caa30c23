package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialGroupsTest {
  @Test
  void aTrialIsOfItsClassAndItsFlag() {
    TrialGroups groups = new TrialGroups(2, true);
    assertThat(groups.names()).containsExactly("class 0", "class 1", "clean", "noisy");
    assertThat(groups.of(1, false)).containsExactly(1, 2);
    assertThat(groups.of(0, true)).containsExactly(0, 3);
  }

  @Test
  void withoutAFlagThereAreClassesAlone() {
    TrialGroups groups = new TrialGroups(3, false);
    assertThat(groups.names()).containsExactly("class 0", "class 1", "class 2");
    assertThat(groups.of(2, false)).containsExactly(2);
  }

  @Test
  void severalLabelsAreNoClass() {
    assertThat(new TrialGroups(0, false).names()).isEmpty();
    assertThat(new TrialGroups(0, false).of(7, false)).isEmpty();
    assertThat(new TrialGroups(0, true).of(7, true)).containsExactly(1);
  }
}

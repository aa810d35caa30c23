package dev.eigenspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegistryTest {
  /** A service of this test; its providers are in META-INF/services. */
  public interface Toy extends Named {
    @Override
    default String summary() {
      return "a toy";
    }

    @Override
    default String paper() {
      return "none";
    }

    @Override
    default Class<? extends Record> options() {
      return NoOptions.class;
    }
  }

  record NoOptions() {}

  /** Listed first in the services file, so that sorting shows. */
  public static final class Zebra implements Toy {
    @Override
    public String name() {
      return "zebra";
    }
  }

  /** Listed last. */
  public static final class Ant implements Toy {
    @Override
    public String name() {
      return "ant";
    }
  }

  private final Registry<Toy> toys = Registry.of(Toy.class, "toy");

  @Test
  void listsEveryProviderSortedByName() {
    assertThat(toys.entries()).extracting(Named::name).containsExactly("ant", "zebra");
  }

  @Test
  void findsByName() {
    assertThat(toys.get("zebra")).isInstanceOf(Zebra.class);
  }

  @Test
  void refusesAnUnknownNameWithTheNearest() {
    assertThatThrownBy(() -> toys.get("zebar"))
        .isInstanceOf(Failure.class)
        .hasMessage("unknown toy 'zebar'; did you mean 'zebra'? known: ant, zebra");
  }
}

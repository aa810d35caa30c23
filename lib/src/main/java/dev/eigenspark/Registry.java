package dev.eigenspark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * All implementations of one {@link Named} service that are on the class path, sorted by name.
 * Adding one is adding its class and a line in {@code META-INF/services}.
 */
public final class Registry<T extends Named> {
  private final String noun;
  private final List<T> entries;

  private Registry(String noun, List<T> entries) {
    this.noun = noun;
    this.entries = entries;
  }

  /**
   * Loads every implementation of {@code service}.
   *
   * @param noun what one entry is called in messages, for instance "task"
   */
  public static <T extends Named> Registry<T> of(Class<T> service, String noun) {
    List<T> found =
        ServiceLoader.load(service, service.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Named::name))
            .toList();
    return new Registry<>(noun, found);
  }

  /** Every entry, sorted by name. */
  public List<T> entries() {
    return entries;
  }

  /**
   * The entry called {@code name}.
   *
   * @throws Failure of kind CONFIGURATION that names the nearest known one
   */
  public T get(String name) {
    Optional<T> found = entries.stream().filter(e -> e.name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            Failure.configuration(
                "unknown "
                    + noun
                    + " '"
                    + name
                    + "'"
                    + Nearest.suggestion(name, entries.stream().map(Named::name).toList())));
  }
}

package dev.eigenspark.tasks;

import dev.eigenspark.Registry;

/** The tasks on the class path. */
public final class Tasks {
  private Tasks() {}

  /** Every task, found through {@code META-INF/services}. */
  public static Registry<Task<?>> registry() {
    // A class literal cannot carry the wildcard; every Task is a Task<?>.
    @SuppressWarnings("unchecked")
    Class<Task<?>> service = (Class<Task<?>>) (Class<?>) Task.class;
    return Registry.of(service, "task");
  }
}

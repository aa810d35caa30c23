package dev.eigenspark.models;

import dev.eigenspark.Registry;

/** The registry of models. */
public final class Models {
  private Models() {}

  /** Every model on the class path. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  public static Registry<Model<?>> registry() {
    return (Registry) Registry.of(Model.class, "model");
  }
}

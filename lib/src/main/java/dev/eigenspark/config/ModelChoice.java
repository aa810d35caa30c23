package dev.eigenspark.config;

/**
 * The setting of the {@code model} section that every model has.
 *
 * @param name name in the model registry
 */
public record ModelChoice(
    @Setting(doc = "name of the model; see ./eigenspark list models") String name) {}

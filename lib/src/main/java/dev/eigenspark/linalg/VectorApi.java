package dev.eigenspark.linalg;

/**
 * Whether this JVM has the Vector API, which comes as an incubator module that must be asked for:
 * {@code --add-modules jdk.incubator.vector}. Without it the kernels run on plain loops, slower but
 * with the same bits. Chosen once, when the first kernel is loaded.
 */
public final class VectorApi {
  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorApi() {}

  /** Whether kernels on vectors can be loaded. */
  public static boolean present() {
    return PRESENT;
  }
}

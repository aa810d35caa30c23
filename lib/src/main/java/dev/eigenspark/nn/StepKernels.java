package dev.eigenspark.nn;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * The kernels of a step, called one after the other in a way that keeps the compiler from merging
 * them with each other and with the time loop. Merged, they outgrow its limits, and then every
 * vector becomes an object and the step takes ten times as long. A method handle that is no
 * constant is never inlined.
 */
final class StepKernels {
  private static final MethodHandle RUN;

  static {
    try {
      RUN =
          MethodHandles.lookup()
              .findVirtual(
                  StepKernel.class, "run", MethodType.methodType(void.class, StepBuffers.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MethodHandle[] kernels;

  StepKernels(List<StepKernel> kernels) {
    this.kernels = kernels.stream().map(RUN::bindTo).toArray(MethodHandle[]::new);
  }

  void run(StepBuffers step) {
    for (MethodHandle kernel : kernels) {
      try {
        kernel.invokeExact(step);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("a kernel threw a checked exception", e);
      }
    }
  }
}

package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.OneThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/**
 * How fast this machine multiplies double matrices by OpenBLAS: the roof of a pass over moments.
 * Every thread repeats a product of its own, and the rates are added.
 *
 * @param dsyrk X^T X of 512 rows and 512 columns, GFLOP/s of one triangle
 * @param dgemm product of two matrices of 1024 x 1024, GFLOP/s
 */
record DoubleRates(double dsyrk, double dgemm) {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;
  private static final int UPPER = 121;
  private static final int SMALL = 512;
  private static final int LARGE = 1024;

  /** Measures both for {@code seconds} each. */
  static DoubleRates measure(int threads, double seconds) {
    OneThread.ensure();
    double syrk = (double) SMALL * SMALL * (SMALL + 1);
    double gemm = 2.0 * LARGE * LARGE * LARGE;
    return new DoubleRates(
        rate(threads, seconds, syrk, DoubleRates::syrk),
        rate(threads, seconds, gemm, DoubleRates::gemm));
  }

  private static Runnable syrk() {
    int n = SMALL;
    DoublePointer x = ones(n);
    DoublePointer sum = ones(n);
    return () -> openblas.cblas_dsyrk(ROW_MAJOR, UPPER, TRANSPOSED, n, n, 1, x, n, 0, sum, n);
  }

  private static Runnable gemm() {
    int n = LARGE;
    DoublePointer a = ones(n);
    DoublePointer b = ones(n);
    DoublePointer c = ones(n);
    return () -> openblas.cblas_dgemm(ROW_MAJOR, PLAIN, PLAIN, n, n, n, 1, a, n, b, n, 0, c, n);
  }

  private static DoublePointer ones(int n) {
    DoublePointer out = new DoublePointer((long) n * n);
    for (long k = 0; k < (long) n * n; k++) {
      out.put(k, 1);
    }
    return out;
  }

  private static double rate(int threads, double seconds, double flops, Supplier<Runnable> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch ready = new CountDownLatch(threads);
    try {
      List<Future<Double>> rates = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        rates.add(
            pool.submit(
                () -> {
                  Runnable product = work.get();
                  ready.countDown();
                  ready.await();
                  double[] times = TimedBlock.run(product, seconds, System::nanoTime);
                  return flops / (Timing.of("product", times).medianMs() * 1e6);
                }));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a product failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted while measuring products", e);
    } finally {
      pool.shutdownNow();
    }
  }
}

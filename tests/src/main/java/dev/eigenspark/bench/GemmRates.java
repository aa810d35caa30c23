package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.rng.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast this machine multiplies matrices: every thread repeats a product of its own, with the
 * library at one thread, and the rates are added. The largest is the roof that a training is held
 * against.
 */
final class GemmRates {
  private static final int LARGE = 2048;
  private static final int WARM_UP_CALLS = 2000;
  private static final long WARM_UP_NANOS = 2_000_000_000L;

  /**
   * One product {@code [m, k] x [k, n]}.
   *
   * @param m rows of the result
   * @param k inner dimension
   * @param n columns of the result
   */
  record Product(int m, int k, int n) {
    double flops() {
      return 2.0 * m * k * n;
    }

    @Override
    public String toString() {
      return m + " x " + k + " x " + n;
    }
  }

  /**
   * A measured product.
   *
   * @param product its size
   * @param kernel who computed it
   * @param gflops 1e9 floating-point operations a second, all threads together
   */
  record Rate(Product product, String kernel, double gflops) {}

  /** One step of the workloads: half a minibatch of W2, and all of W1 and W3. */
  private static final List<Product> STEPS =
      List.of(new Product(50, 512, 512), new Product(100, 139, 512), new Product(10, 129, 128));

  private final int threads;
  private final double seconds;

  /**
   * A measurement.
   *
   * @param seconds time for each product
   */
  GemmRates(int threads, double seconds) {
    this.threads = threads;
    this.seconds = seconds;
  }

  /** Measures every product with every kernel that has it. */
  List<Rate> measure() {
    List<Rate> rates = new ArrayList<>();
    Product large = new Product(LARGE, LARGE, LARGE);
    List<Product> products = new ArrayList<>(STEPS);
    products.add(0, large);
    for (Product product : products) {
      rates.add(new Rate(product, "openblas", rate(product, GemmRates::library)));
      rates.add(new Rate(product, "packed", rate(product, GemmRates::packed)));
    }
    return rates;
  }

  /** Prepares a product on given operands A, B, C. */
  private interface Kernel {
    Runnable prepare(Product product, FloatBlock a, FloatBlock b, FloatBlock c);
  }

  private static Runnable library(Product p, FloatBlock a, FloatBlock b, FloatBlock c) {
    var left = a.at(0);
    var right = b.at(0);
    var result = c.at(0);
    return () -> OpenBlas.multiply(p.m(), p.n(), p.k(), left, right, result);
  }

  private static Runnable packed(Product p, FloatBlock a, FloatBlock b, FloatBlock c) {
    float[] left = a.read(a.length());
    float[] result = new float[c.length()];
    PackedMatrix right = new PackedMatrix(p.k(), p.n());
    right.pack(b.read(b.length()), 0, p.n(), p.k());
    PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(p.k());
    return () -> right.multiply(workspace, left, 0, p.k(), p.m(), result, 0, p.n());
  }

  /** The rates of all threads added, in GFLOP/s. */
  private double rate(Product product, Kernel kernel) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch ready = new CountDownLatch(threads);
    try {
      List<Future<Double>> rates = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        rates.add(pool.submit(() -> rateOfOneThread(product, kernel, ready)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException(product + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted while measuring " + product, e);
    } finally {
      pool.shutdownNow();
    }
  }

  private double rateOfOneThread(Product product, Kernel kernel, CountDownLatch ready)
      throws InterruptedException {
    try (FloatBlock a = random((long) product.m() * product.k());
        FloatBlock b = random((long) product.k() * product.n());
        FloatBlock c = FloatBlock.allocate((long) product.m() * product.n())) {
      Runnable multiply = kernel.prepare(product, a, b, c);
      warmUp(multiply);
      ready.countDown();
      ready.await();
      double[] milliseconds = TimedBlock.run(multiply, seconds, System::nanoTime);
      return product.flops() / (Timing.of("gemm", milliseconds).medianMs() * 1e6);
    }
  }

  /** Until the JVM has compiled the kernel, which is hundreds of times slower before. */
  private static void warmUp(Runnable multiply) {
    long began = System.nanoTime();
    for (int i = 0; i < WARM_UP_CALLS && System.nanoTime() - began < WARM_UP_NANOS; i++) {
      multiply.run();
    }
  }

  private static FloatBlock random(long floats) {
    FloatBlock block = FloatBlock.allocate(floats);
    CounterRandom random = new CounterRandom(1, 0, 0);
    for (int i = 0; i < floats; i++) {
      block.put(i, random.nextFloat() - 0.5f);
    }
    return block;
  }
}

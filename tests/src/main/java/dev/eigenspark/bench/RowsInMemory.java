package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.similarity.Layout;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.MomentsAccumulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Our moments of rows that lie in memory, by several threads that each take a part, and no Spark.
 */
final class RowsInMemory implements AutoCloseable {
  private static final int BLOCK = 1024;

  private final float[] rows;
  private final int threads;
  private final ExecutorService pool;

  RowsInMemory(int count, int threads) {
    rows = new float[Math.multiplyExact(count, FeatureRows.COLUMNS)];
    new FeatureRows().write(0, count, rows);
    this.threads = threads;
    pool = Executors.newFixedThreadPool(threads);
  }

  float[] rows() {
    return rows;
  }

  Contender contender() {
    return Contender.local("eigenspark", this::moments);
  }

  Moments moments() {
    int count = rows.length / FeatureRows.COLUMNS;
    List<Future<Moments>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int from = (int) ((long) count * i / threads);
      int to = (int) ((long) count * (i + 1) / threads);
      parts.add(pool.submit(() -> part(from, to)));
    }
    try {
      List<Moments> found = new ArrayList<>();
      for (Future<Moments> part : parts) {
        found.add(part.get());
      }
      return Moments.merge(found);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted while taking moments", e);
    }
  }

  private Moments part(int from, int to) {
    int[] widths = new int[FeatureRows.LAYERS];
    Arrays.fill(widths, FeatureRows.WIDTH);
    MomentsAccumulator accumulator = new MomentsAccumulator(new Layout(widths), 0);
    int d = FeatureRows.COLUMNS;
    float[] block = new float[BLOCK * d];
    for (int first = from; first < to; first += BLOCK) {
      int n = Math.min(BLOCK, to - first);
      System.arraycopy(rows, first * d, block, 0, n * d);
      accumulator.add(block, n, first);
    }
    return accumulator.moments();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

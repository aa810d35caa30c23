package dev.eigenspark.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Things that a JVM keeps from task to task because they are dear to make. They hold no state that
 * a result could depend on; two tasks never have one at the same time.
 */
final class IdlePool<K, V> {
  private static final int LIMIT = 2 * Runtime.getRuntime().availableProcessors();

  private record Idle<K, V>(K key, V value) {}

  private final Deque<Idle<K, V>> idle = new ArrayDeque<>();

  /** Takes one that was made for an equal key, or makes one; give it back with {@link #release}. */
  V acquire(K key, Supplier<V> make) {
    synchronized (idle) {
      for (Idle<K, V> one : idle) {
        if (one.key().equals(key)) {
          idle.remove(one);
          return one.value();
        }
      }
    }
    return make.get();
  }

  /** Makes one available again; beyond the limit the one idle for longest is dropped. */
  void release(K key, V value) {
    synchronized (idle) {
      idle.addFirst(new Idle<>(key, value));
      if (idle.size() > LIMIT) {
        idle.removeLast();
      }
    }
  }
}

package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * What a process holds, in bytes.
 *
 * @param heap Java objects that are left after a collection
 * @param resident physical memory of the process, VmRSS
 */
record MemoryReading(long heap, long resident) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final long KIBIBYTE = 1024;
  private static final int COLLECTIONS = 3;
  private static final long PAUSE_NANOS = 100_000_000;

  /**
   * Of this process, after a few collections.
   *
   * @throws Failure of kind INFRASTRUCTURE on anything but Linux
   */
  static MemoryReading now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      // What owned memory off the heap is let go by threads of ND4J, and is garbage after that.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new MemoryReading(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), readResident());
  }

  private static long readResident() {
    try {
      return resident(Files.readString(STATUS));
    } catch (IOException e) {
      throw Failure.infrastructure(
          "memory is read from " + STATUS + ", which needs Linux: " + e, e);
    }
  }

  /** VmRSS of a status file. */
  static long resident(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
        .findFirst()
        .orElseThrow(() -> Failure.infrastructure("no " + RESIDENT + " in " + STATUS, null));
  }

  MemoryReading minus(MemoryReading other) {
    return new MemoryReading(heap - other.heap, resident - other.resident);
  }
}

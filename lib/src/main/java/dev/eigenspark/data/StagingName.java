package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hidden name under which a directory grows beside its target, {@code
 * .TARGET.KIND-SPACE-PID-UUID}: it tells a later process whether the one that made it is gone.
 *
 * <p>SPACE stands for the processes among which PID is unique and visible: those of one user in one
 * PID namespace of one boot of one host. Whoever has another one, on shared storage or in another
 * container, may be alive, and so may a process with the same PID: what is theirs is kept.
 */
public final class StagingName {
  private static final Logger LOG = LoggerFactory.getLogger(StagingName.class);
  private static final String TEMPORARY = "tmp";
  private static final int SPACE_DIGITS = 16;
  private static final String SPACE = space();

  private StagingName() {}

  /** A new name for what will be {@code target}. */
  public static String temporary(String target) {
    return name(target, TEMPORARY);
  }

  /** A new name for what {@code target} was until it is replaced; never swept. */
  public static String aside(String target) {
    return name(target, "old");
  }

  /**
   * Removes what processes that are gone left of {@code target}, and says so in one line of the
   * log. What cannot be removed stays: it is in nobody's way.
   *
   * @param siblings the names beside the target
   * @param remove removes the directory of such a name, or throws a {@link Failure}
   */
  public static void sweep(
      String target, Supplier<List<String>> siblings, Consumer<String> remove) {
    try {
      List<String> leftovers =
          siblings.get().stream().filter(name -> isLeftover(name, target)).sorted().toList();
      leftovers.forEach(remove);
      if (!leftovers.isEmpty()) {
        LOG.warn("removed what a process that was killed left: {}", String.join(", ", leftovers));
      }
    } catch (Failure failure) {
      LOG.warn("leftovers of {} stay: {}", target, failure.getMessage());
    }
  }

  private static boolean isLeftover(String name, String target) {
    String prefix = Pattern.quote("." + target + "." + TEMPORARY + "-" + SPACE + "-");
    Matcher parts = Pattern.compile(prefix + "(\\d{1,10})-[0-9a-f-]{36}").matcher(name);
    return parts.matches()
        && ProcessHandle.of(Long.parseLong(parts.group(1)))
            .filter(ProcessHandle::isAlive)
            .isEmpty();
  }

  private static String name(String target, String kind) {
    String owner = SPACE + "-" + ProcessHandle.current().pid();
    return "." + target + "." + kind + "-" + owner + "-" + UUID.randomUUID();
  }

  private static String space() {
    Path kernel = Path.of("/proc/sys/kernel");
    try {
      // The user, for a process of another one may be hidden and look as if it were gone; the host,
      // for copies of a virtual machine share the boot.
      return digits(
          Files.readString(kernel.resolve("hostname"))
              + Files.readString(kernel.resolve("random/boot_id"))
              + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
              + System.getProperty("user.name"));
    } catch (IOException notLinux) {
      // Like nobody else's, so that nothing is ever swept.
      return digits(UUID.randomUUID().toString());
    }
  }

  private static String digits(String text) {
    return Sha256.of(text).substring(0, SPACE_DIGITS);
  }
}

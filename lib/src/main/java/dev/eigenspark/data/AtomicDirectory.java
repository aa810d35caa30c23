package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A local directory that appears whole or not at all: it is filled under a hidden name beside its
 * target, forced to disk, and renamed once.
 *
 * <pre>{@code
 * try (AtomicDirectory out = AtomicDirectory.create(target, Existing.FAIL)) {
 *   ... write below out.path() ...
 *   out.commit();
 * }
 * }</pre>
 */
public final class AtomicDirectory implements AutoCloseable {
  /** What to do when the target is already there. */
  public enum Existing {
    /** Refuse, and leave it as it is. */
    FAIL,
    /** Put the new directory in its place at commit. */
    REPLACE
  }

  private static final AtomicLong COUNTER = new AtomicLong();

  private final Path target;
  private final Existing existing;
  private final Path hidden;
  private boolean committed;

  private AtomicDirectory(Path target, Existing existing) throws IOException {
    this.target = target;
    this.existing = existing;
    Files.createDirectories(target.getParent());
    this.hidden = Files.createDirectory(sibling("tmp"));
  }

  /**
   * Begins a directory that will be {@code target}.
   *
   * @throws Failure of kind USAGE when it is there and {@code existing} is FAIL; of kind
   *     INFRASTRUCTURE when the disk refuses
   */
  public static AtomicDirectory create(Path target, Existing existing) {
    Path absolute = target.toAbsolutePath().normalize();
    if (existing == Existing.FAIL && exists(absolute)) {
      throw alreadyThere(absolute);
    }
    try {
      return new AtomicDirectory(absolute, existing);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot create " + absolute + ": " + e, e);
    }
  }

  /** Where to write until {@link #commit()}. */
  public Path path() {
    return hidden;
  }

  /**
   * Makes the directory appear under its target name.
   *
   * @throws Failure of kind USAGE when somebody else made the target meanwhile; of kind
   *     INFRASTRUCTURE when the disk refuses, with the target as it was
   */
  public void commit() {
    try {
      force();
      if (existing == Existing.REPLACE && exists(target)) {
        replace();
      } else if (exists(target)) {
        throw alreadyThere(target);
      } else {
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
      }
      committed = true;
      force(target.getParent());
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      throw alreadyThere(target);
    } catch (IOException | UncheckedIOException e) {
      throw Failure.infrastructure("cannot write " + target + ": " + e, e);
    }
  }

  /** Removes what was written, unless it was committed. */
  @Override
  public void close() {
    if (committed) {
      return;
    }
    delete(hidden);
  }

  /**
   * Removes a directory with all that it holds.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static void delete(Path directory) {
    try {
      remove(directory);
    } catch (IOException | UncheckedIOException e) {
      throw Failure.infrastructure("cannot remove " + directory + ": " + e, e);
    }
  }

  /**
   * Removes what processes that were killed left half written beside {@code target}.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static void removeLeftovers(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute.getParent())) {
      return;
    }
    Pattern name =
        Pattern.compile(
            "\\." + Pattern.quote(absolute.getFileName().toString()) + "\\.(tmp|old)-(\\d+)-\\d+");
    try (Stream<Path> siblings = Files.list(absolute.getParent())) {
      for (Path sibling : siblings.toList()) {
        Matcher matcher = name.matcher(sibling.getFileName().toString());
        if (matcher.matches() && !isAlive(Long.parseLong(matcher.group(2)))) {
          remove(sibling);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw Failure.infrastructure("cannot clear " + absolute.getParent() + ": " + e, e);
    }
  }

  /** Another process that may still be writing; our own number may have been that of a dead one. */
  private static boolean isAlive(long pid) {
    return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
  }

  private void replace() throws IOException {
    Path aside = sibling("old");
    Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    remove(aside);
  }

  /** A hidden name that no other writer of this machine has. */
  private Path sibling(String suffix) {
    String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    return target.resolveSibling("." + target.getFileName() + "." + suffix + "-" + unique);
  }

  private void force() throws IOException {
    try (Stream<Path> paths = Files.walk(hidden)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path)) {
          force(path);
        }
      }
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Failure alreadyThere(Path target) {
    return Failure.usage(target + " is already there; choose another name or ask to overwrite it");
  }
}

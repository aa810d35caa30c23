package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code manifest.json}: size and SHA-256 of every other file below a directory.
 *
 * @param formatVersion version of this file
 * @param files the files, sorted by path
 */
public record FileManifest(int formatVersion, List<Entry> files) {
  /** Name of the manifest in its directory. */
  public static final String NAME = "manifest.json";

  private static final int FORMAT_VERSION = 1;

  /**
   * One file.
   *
   * @param path relative to the manifest, with forward slashes
   * @param bytes its size
   * @param sha256 its digest in lower-case hexadecimal
   */
  public record Entry(String path, long bytes, String sha256) {}

  /**
   * Writes the manifest of {@code directory} into it.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static FileManifest write(Path directory) {
    List<Entry> files = new ArrayList<>();
    tree(directory).forEach((path, file) -> files.add(entry(path, file)));
    FileManifest manifest = new FileManifest(FORMAT_VERSION, List.copyOf(files));
    // It says that the directory is whole, so it must not be there in part.
    TextFile.replace(directory.resolve(NAME), Json.write(manifest));
    return manifest;
  }

  /**
   * Compares the files of {@code directory} with its manifest, byte for byte.
   *
   * @param extra says for a relative path that it may be there although it is not listed
   * @return what the manifest lists, and every file that is missing, changed or not listed
   * @throws Failure of kind DATA when the manifest itself is missing or damaged
   */
  public static VerifyReport inspect(Path directory, Predicate<String> extra) {
    FileManifest manifest = Json.read(directory.resolve(NAME), FileManifest.class);
    if (manifest.formatVersion() != FORMAT_VERSION) {
      throw Failure.data(
          directory.resolve(NAME)
              + ": format version "
              + manifest.formatVersion()
              + " is not "
              + FORMAT_VERSION);
    }
    // Listed paths are only looked up among the files found, so "../" leads nowhere.
    Map<String, Path> found = tree(directory);
    List<String> problems = new ArrayList<>();
    for (Entry listed : manifest.files()) {
      Path file = found.remove(listed.path());
      if (file == null) {
        problems.add(directory.resolve(listed.path()) + " is missing");
      } else {
        difference(listed, file).ifPresent(problems::add);
      }
    }
    found.forEach(
        (path, file) -> {
          if (!isPlain(file)) {
            problems.add(notPlain(file));
          } else if (!extra.test(path)) {
            problems.add(file + " is not in " + NAME);
          }
        });
    long bytes = manifest.files().stream().mapToLong(Entry::bytes).sum();
    return new VerifyReport(manifest.files().size(), bytes, problems);
  }

  /**
   * Checks that {@code directory} holds the files that its manifest lists, byte for byte, and no
   * other.
   *
   * @throws Failure of kind DATA when it does not
   */
  public static void verify(Path directory) {
    inspect(directory, path -> false).requireSound();
  }

  /** SHA-256 of a file in lower-case hexadecimal. */
  public static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Optional<String> difference(Entry listed, Path file) {
    if (!isPlain(file)) {
      return Optional.of(notPlain(file));
    }
    Entry actual = entry(listed.path(), file);
    if (actual.bytes() != listed.bytes()) {
      return Optional.of(
          file + " has " + actual.bytes() + " bytes; " + NAME + " says " + listed.bytes());
    }
    if (!actual.sha256().equals(listed.sha256())) {
      return Optional.of(
          file
              + " is damaged: sha256 "
              + actual.sha256()
              + "; "
              + NAME
              + " says "
              + listed.sha256());
    }
    return Optional.empty();
  }

  private static Entry entry(String path, Path file) {
    if (!isPlain(file)) {
      throw Failure.data(notPlain(file));
    }
    try {
      return new Entry(path, Files.size(file), sha256(file));
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    }
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String notPlain(Path file) {
    return file + " is not a plain file";
  }

  /** Every file below {@code directory} but the manifest, by relative path. */
  private static Map<String, Path> tree(Path directory) {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      paths
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .forEach(path -> files.put(relative(directory, path), path));
    } catch (IOException | UncheckedIOException e) {
      throw Failure.infrastructure("cannot list " + directory + ": " + e, e);
    }
    files.remove(NAME);
    return files;
  }

  private static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }
}

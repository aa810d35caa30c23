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
   * Checks that {@code directory} holds exactly the files of its manifest, byte for byte.
   *
   * @return the manifest
   * @throws Failure of kind DATA for the first file that is missing, changed or not listed
   */
  public static FileManifest verify(Path directory) {
    return verify(directory, path -> false);
  }

  /**
   * Checks that {@code directory} holds the files of its manifest, byte for byte.
   *
   * @param extra says for a relative path that it may be there although it is not listed
   * @return the manifest
   * @throws Failure of kind DATA for the first file that is missing, changed or not listed
   */
  public static FileManifest verify(Path directory, Predicate<String> extra) {
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
    for (Entry listed : manifest.files()) {
      Path file = found.remove(listed.path());
      if (file == null) {
        throw Failure.data(directory.resolve(listed.path()) + " is missing");
      }
      check(listed, file);
    }
    found.keySet().stream()
        .filter(extra.negate())
        .findFirst()
        .ifPresent(
            path -> {
              throw Failure.data(directory.resolve(path) + " is not in " + NAME);
            });
    return manifest;
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

  private static void check(Entry listed, Path file) {
    Entry actual = entry(listed.path(), file);
    if (actual.bytes() != listed.bytes()) {
      throw Failure.data(
          file + " has " + actual.bytes() + " bytes; " + NAME + " says " + listed.bytes());
    }
    if (!actual.sha256().equals(listed.sha256())) {
      throw Failure.data(
          file
              + " is damaged: sha256 "
              + actual.sha256()
              + "; "
              + NAME
              + " says "
              + listed.sha256());
    }
  }

  private static Entry entry(String path, Path file) {
    try {
      return new Entry(path, Files.size(file), sha256(file));
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    }
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
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Failure.data(file + " is not a plain file");
    }
    return directory.relativize(file).toString().replace('\\', '/');
  }
}

package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * One directory on any file system that Hadoop reaches: {@code file:}, {@code hdfs:}, {@code s3a:};
 * a path without scheme belongs to the default one. Names are relative to it, "" is itself. Every
 * method throws a {@link Failure} of kind INFRASTRUCTURE with the path when the file system fails.
 */
public final class Storage {
  private static final int BUFFER = 1 << 16;

  private final FileSystem files;
  private final Path root;

  private Storage(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * The directory at {@code uri}, which need not exist.
   *
   * @throws Failure of kind USAGE if it is not a path or no file system has its scheme
   */
  public static Storage at(String uri) {
    try {
      Path path = new Path(uri);
      FileSystem files = path.getFileSystem(configuration());
      // Manifests carry SHA-256; a second, hidden checksum file beside each would only litter.
      FileSystem plain = files instanceof LocalFileSystem local ? local.getRaw() : files;
      return new Storage(plain, files.makeQualified(path));
    } catch (IllegalArgumentException | IOException e) {
      throw Failure.usage(
          "'" + uri + "' is not a directory that can be reached: " + e.getMessage());
    }
  }

  private static Configuration configuration() {
    SparkEnv spark = SparkEnv.get();
    return spark == null
        ? new Configuration()
        : SparkHadoopUtil.get().newConfiguration(spark.conf());
  }

  /** Its absolute address, the same for every process. */
  public String uri() {
    return root.toString();
  }

  /** Its last name. */
  public String name() {
    return root.getName();
  }

  /** The directory called {@code name} beside it. */
  public Storage sibling(String name) {
    return new Storage(files, new Path(root.getParent(), name));
  }

  /** The names of all that lies beside it, itself among them; none while it has no parent. */
  public List<String> siblings() {
    return attempt(
        "list what is beside",
        "",
        () -> {
          Path parent = root.getParent();
          if (!files.exists(parent)) {
            return List.of();
          }
          return Arrays.stream(files.listStatus(parent))
              .map(file -> file.getPath().getName())
              .toList();
        });
  }

  /** The address of {@code name}, for messages. */
  public String locate(String name) {
    return resolve(name).toString();
  }

  /** Whether the file or directory is there. */
  public boolean exists(String name) {
    return attempt("look at", name, () -> files.exists(resolve(name)));
  }

  /** Makes the directory and its parents. */
  public void makeDirectory(String name) {
    attempt(
        "make",
        name,
        () -> {
          if (!files.mkdirs(resolve(name))) {
            throw new IOException("the file system refused");
          }
          return name;
        });
  }

  /**
   * The content of a file.
   *
   * @throws Failure of kind DATA if there is none
   */
  public byte[] read(String name) {
    if (!exists(name)) {
      throw Failure.data("cannot read " + locate(name) + ": it is not there");
    }
    return attempt(
        "read",
        name,
        () -> {
          FileStatus status = files.getFileStatus(resolve(name));
          byte[] content = new byte[Math.toIntExact(status.getLen())];
          try (FSDataInputStream in = files.open(status.getPath(), BUFFER)) {
            in.readFully(content);
          }
          return content;
        });
  }

  /** Writes a file, replacing one of the same name; its directory must be there already. */
  public void write(String name, byte[] content) {
    attempt(
        "write",
        name,
        () -> {
          Path path = resolve(name);
          // Never the parents: a late task attempt must not bring a removed directory back.
          try (FSDataOutputStream out =
              files.createNonRecursive(
                  path,
                  null, // the default, under the user's umask
                  EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
                  BUFFER,
                  files.getDefaultReplication(path),
                  files.getDefaultBlockSize(path),
                  null)) {
            out.write(content);
          }
          return path;
        });
  }

  /**
   * Renames a file; when the new name is taken, by another attempt with the same bytes, it stays.
   */
  public void rename(String from, String to) {
    attempt(
        "rename to",
        to,
        () -> {
          if (!files.rename(resolve(from), resolve(to))) {
            if (!files.exists(resolve(to))) {
              throw new IOException("the file system refused");
            }
            files.delete(resolve(from), false);
          }
          return to;
        });
  }

  /** Renames the whole directory to {@code target}, where nothing may be. */
  public void moveTo(Storage target) {
    attempt(
        "move to " + target.root + " from",
        "",
        () -> {
          if (files.exists(target.root) || !files.rename(root, target.root)) {
            throw new IOException("the target is there already or the file system refused");
          }
          return target;
        });
  }

  /** Removes the file or the directory with all it holds, if it is there. */
  public void delete(String name) {
    attempt("remove", name, () -> files.delete(resolve(name), true));
  }

  /** All files below, by relative name, with their lengths. */
  public SortedMap<String, Long> files() {
    return attempt(
        "list",
        "",
        () -> {
          SortedMap<String, Long> found = new TreeMap<>();
          int prefix = root.toUri().getPath().length() + 1;
          RemoteIterator<LocatedFileStatus> listing = files.listFiles(root, true);
          while (listing.hasNext()) {
            LocatedFileStatus file = listing.next();
            found.put(file.getPath().toUri().getPath().substring(prefix), file.getLen());
          }
          return Collections.unmodifiableSortedMap(found);
        });
  }

  private Path resolve(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }

  private <T> T attempt(String verb, String name, Access<T> access) {
    try {
      return access.get();
    } catch (IOException | UncheckedIOException | FSError e) {
      // Hadoop's local file system throws an Error when the disk is full.
      throw Failure.infrastructure(
          "cannot " + verb + " " + locate(name) + ": " + e.getMessage(), e);
    }
  }

  private interface Access<T> {
    T get() throws IOException;
  }
}

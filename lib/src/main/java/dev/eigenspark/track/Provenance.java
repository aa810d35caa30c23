package dev.eigenspark.track;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What a result was made with, as far as it can change the result. Neither host nor user names, nor
 * environment variables, are in it, so that it can be published.
 *
 * @param version version of this project
 * @param commit git commit it was built from, or empty when the build did not know it
 * @param java version of the Java runtime
 * @param javaVendor who made it
 * @param os name and version of the operating system
 * @param arch processor architecture
 * @param cpu model of the processor, or empty when the system does not say
 * @param cores processors that this process may use
 * @param spark version of Apache Spark
 */
public record Provenance(
    String version,
    String commit,
    String java,
    String javaVendor,
    String os,
    String arch,
    String cpu,
    int cores,
    String spark) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** The provenance of what this process makes. */
  public static Provenance ofThisProcess() {
    Properties build = build();
    return new Provenance(
        build.getProperty("version"),
        build.getProperty("commit"),
        System.getProperty("java.runtime.version"),
        System.getProperty("java.vendor"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        modelOfThisCpu(),
        Runtime.getRuntime().availableProcessors(),
        org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }

  /** The processor that {@code cpuinfo} names first, or empty. */
  static String cpuModel(List<String> cpuinfo) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String modelOfThisCpu() {
    try {
      return Files.isReadable(CPU_INFO) ? cpuModel(Files.readAllLines(CPU_INFO)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CPU_INFO, e);
    }
  }

  private static Properties build() {
    Properties build = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read build.properties of the jar", e);
    }
    return build;
  }
}

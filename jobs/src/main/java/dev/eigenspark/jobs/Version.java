package dev.eigenspark.jobs;

import dev.eigenspark.track.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Provenance own = Provenance.ofThisProcess();
    return new String[] {
      "eigenspark " + own.version(),
      "commit " + (own.commit().isEmpty() ? "unknown" : own.commit()),
      "Spark " + own.spark() + ", Java " + own.java()
    };
  }
}

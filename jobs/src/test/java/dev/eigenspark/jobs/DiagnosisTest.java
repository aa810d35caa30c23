package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.Failure;
import dev.eigenspark.Failure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkDriverExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void digsAFailureOutOfWhatSparkThrew() {
    Failure damaged = Failure.data("part-00003.parquet: expected 10 bytes, found 9");
    Throwable thrown =
        new ExecutionException(
            new SparkException(
                "Job aborted", new SparkDriverExecutionException(new RuntimeException(damaged))));
    assertThat(Diagnosis.of(damaged)).isSameAs(damaged);
    assertThat(Diagnosis.of(thrown)).isSameAs(damaged);
  }

  @Test
  void tellsTheFailureThatWasMadeFromAnother() {
    Failure bare = Failure.configuration("T = -1 must be at least 1");
    Failure full = new Failure(Kind.CONFIGURATION, "data.T = -1 must be at least 1", bare);
    assertThat(Diagnosis.of(new ExecutionException(full))).isSameAs(full);
  }

  @Test
  void findsAFailureOfWhichOnlyTheTextIsLeft() {
    Throwable thrown =
        new SparkException(
            "Job aborted due to stage failure: Lost task 0.0 (TID 1) (host executor 1):"
                + " dev.eigenspark.Failure: cannot write hdfs://x: refused\n\tat Storage.write");
    assertThat(Diagnosis.of(thrown))
        .hasMessage("cannot write hdfs://x: refused")
        .returns(Kind.INFRASTRUCTURE, Failure::kind);
  }

  @Test
  void saysWhatToSetWhenMemoryIsShort() {
    String advice = "EIGENSPARK_DRIVER_MEMORY";
    assertInfrastructure(new OutOfMemoryError("Java heap space"), "out of memory", advice);
    assertInfrastructure(
        new SparkException("Lost task: java.lang.OutOfMemoryError: Java heap space"),
        "out of memory",
        advice);
    assertInfrastructure(
        new SparkException("ExecutorLostFailure (executor 1 exited) code 137 killed"),
        "lost its executors",
        advice);
  }

  @Test
  void namesAFullDisk() {
    assertInfrastructure(
        new UncheckedIOException(new IOException("/data/x: No space left on device")),
        "the disk is full",
        "/data/x");
  }

  @Test
  void namesLostExecutors() {
    assertInfrastructure(
        new SparkException("Job aborted: ExecutorLostFailure (executor 2 exited)\nDriver stack"),
        "lost its executors",
        "see their logs");
  }

  @Test
  void anythingElseIsItsClassAndMessageInOneLine() {
    assertInfrastructure(
        new RuntimeException("outer", new IllegalStateException("inner\nmore")),
        "IllegalStateException: inner");
    assertInfrastructure(new NullPointerException(), "NullPointerException");
  }

  @Test
  void aChainThatNeverEndsDoesNot() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    assertThat(Diagnosis.of(first).kind()).isEqualTo(Kind.INFRASTRUCTURE);
  }

  private static void assertInfrastructure(Throwable thrown, String... parts) {
    Failure failure = Diagnosis.of(thrown);
    assertThat(failure.kind()).isEqualTo(Kind.INFRASTRUCTURE);
    assertThat(failure).hasCauseInstanceOf(Throwable.class);
    assertThat(failure.getMessage()).contains(parts).hasLineCount(1);
  }
}

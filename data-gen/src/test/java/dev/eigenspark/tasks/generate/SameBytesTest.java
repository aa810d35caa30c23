package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a dataset do not depend on the cluster that makes it. */
class SameBytesTest {
  @TempDir Path directory;

  @Test
  void oneCoreAndThreeCoresGiveTheSameFiles() throws Exception {
    GenerateSummary one = generate("local[1]", "one");
    GenerateSummary three = generate("local[3]", "three");
    assertThat(three.sha256()).isEqualTo(one.sha256());
    assertThat(GenerateJobTest.files(directory.resolve("three")))
        .isEqualTo(GenerateJobTest.files(directory.resolve("one")));
  }

  @Test
  void bytesAreThoseOfEveryOtherMachine() {
    // Golden: it changes with the trial function, the Parquet writer or zstd, and then on purpose.
    assertThat(generate("local[2]", "golden").sha256())
        .isEqualTo("3ab00b32cec9e59ddbe2fb1e396fd1067918b0922a04aa1e6d7470b6a48f4348");
  }

  private GenerateSummary generate(String master, String name) {
    try (JavaSparkContext spark = Requests.spark(master)) {
      return GenerateJob.run(spark, Requests.copy(directory.resolve(name)), ShardProgress.SILENT);
    }
  }
}

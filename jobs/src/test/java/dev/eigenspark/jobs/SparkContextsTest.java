package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.Failure.Kind;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkContextsTest {
  private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

  @Test
  void theMasterIsTheArgumentElseSubmitsElseLocal() {
    SparkConf submitted = bare().setMaster("yarn");
    assertThat(conf(submitted.clone(), "local[3]").get("spark.master")).isEqualTo("local[3]");
    assertThat(SparkContexts.conf(submitted, Optional.empty()).get("spark.master"))
        .isEqualTo("yarn");
    assertThat(SparkContexts.conf(bare(), Optional.empty()).get("spark.master"))
        .isEqualTo("local[*]");
  }

  @Test
  void executorsGetTheVectorApiBesideTheUsersOptions() {
    SparkConf own = bare().set(JAVA_OPTIONS, "-Xss4m");
    assertThat(conf(own, "local[1]").get(JAVA_OPTIONS))
        .startsWith("-Xss4m --add-modules=jdk.incubator.vector");
    SparkConf has = bare().set(JAVA_OPTIONS, "--add-modules jdk.incubator.vector");
    assertThat(conf(has, "local[1]").get(JAVA_OPTIONS))
        .startsWith("--add-modules jdk.incubator.vector")
        .doesNotContain("--add-modules=");
  }

  @Test
  void settingsOfTheUserStay() {
    SparkConf own =
        bare().set("spark.ui.enabled", "true").set("spark.executorEnv.OMP_NUM_THREADS", "4");
    SparkConf conf = conf(own, "local[1]");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("4");
    assertThat(conf.get("spark.executorEnv.OPENBLAS_NUM_THREADS")).isEqualTo("1");
  }

  @Test
  void aClusterKeepsItsUserInterface() {
    assertThat(conf(bare(), "local[2]").get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf(bare(), "spark://host:7077").contains("spark.ui.enabled")).isFalse();
  }

  @Test
  void opensAContextThatTheCallerCloses() {
    try (JavaSparkContext spark =
        SparkContexts.open("test", Optional.of("local[1]"), TaskResources.ONE_CORE)) {
      assertThat(spark.appName()).isEqualTo("eigenspark test");
      assertThat(spark.parallelize(List.of(1, 2)).count()).isEqualTo(2);
    }
  }

  @Test
  void aTaskThatRunsOutOfMemoryDoesNotEndTheProcess() {
    try (JavaSparkContext spark =
        SparkContexts.open("test", Optional.of("local[1]"), TaskResources.ONE_CORE)) {
      assertThatThrownBy(
              () ->
                  spark
                      .parallelize(List.of(1))
                      .foreach(
                          each -> {
                            throw new OutOfMemoryError("for the test");
                          }))
          .satisfies(
              thrown ->
                  assertThat(Diagnosis.of(thrown).getMessage())
                      .startsWith("out of memory: for the test"));
    }
  }

  @Test
  void aMasterThatDoesNotAnswerIsOneLine() {
    assertThatThrownBy(
            () ->
                SparkContexts.open(
                    "test", Optional.of("spark://127.0.0.1:1"), TaskResources.ONE_CORE))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.INFRASTRUCTURE))
        .hasMessageStartingWith("no Spark master answers at spark://127.0.0.1:1 (");
  }

  @ParameterizedTest
  @ValueSource(strings = {"planet", "local[0]", "spark://", "spark://host", "spark://a b:1"})
  void aMasterThatIsNoneIsWrongUse(String master) {
    assertThatThrownBy(
            () -> SparkContexts.open("test", Optional.of(master), TaskResources.ONE_CORE))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.USAGE))
        .hasMessageContaining("'" + master + "'");
  }

  private static SparkConf conf(SparkConf given, String master) {
    return SparkContexts.conf(given, Optional.of(master));
  }

  private static SparkConf bare() {
    return new SparkConf(false);
  }
}

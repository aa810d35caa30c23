package dev.eigenspark.bench;

import dev.eigenspark.track.Provenance;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What rounds on Spark were measured on and with.
 *
 * @param provenance versions and processor
 * @param master where Spark ran
 * @param serializer Spark's serializer
 * @param workers workers of one thread each
 * @param seconds counted time for each contender
 */
record SparkSetting(
    Provenance provenance, String master, String serializer, int workers, double seconds) {
  static SparkSetting of(JavaSparkContext spark, int workers, double seconds) {
    String serializer = spark.getConf().get("spark.serializer");
    return new SparkSetting(
        Provenance.ofThisProcess(),
        spark.master(),
        serializer.substring(serializer.lastIndexOf('.') + 1),
        workers,
        seconds);
  }

  List<String> notes() {
    return List.of(
        Cells.format(
            "%s, %d cores; Java %s; Spark %s on %s with %s; %d workers of one thread.",
            provenance.cpu(),
            provenance.cores(),
            provenance.java(),
            provenance.spark(),
            master,
            serializer,
            workers),
        Cells.format(
            "Medians in %d alternating blocks, %s s for each.",
            Alternation.ROUNDS, Cells.number(seconds)));
  }
}

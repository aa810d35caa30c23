package dev.eigenspark.packaging;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A Spark application that uses, on its executors, all that our jar and launcher must bring: ND4J's
 * native code and the Vector API. Prints one line and ends with the exit code in its argument.
 */
public final class SmokeJob {
  /** What {@link #main} prints when all is well. */
  static final String OUTPUT = "{\"squares\": [1, 4, 9, 16]}";

  private SmokeJob() {}

  /** Runs the job; {@code args[0]} is the exit code to end with. */
  public static void main(String[] args) {
    List<Integer> squares;
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("smoke"))) {
      squares = spark.parallelize(List.of(1, 2, 3, 4), 2).map(SmokeJob::square).collect();
    }
    System.out.println("{\"squares\": " + squares + "}");
    System.exit(Integer.parseInt(args[0]));
  }

  /** n squared: the sum of an identity times a matrix of ones, scaled by a mean that is one. */
  private static int square(int n) {
    float product = Nd4j.eye(n).mmul(Nd4j.ones(n, n)).sumNumber().floatValue();
    FloatVector ones = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1f);
    float mean = ones.reduceLanes(VectorOperators.ADD) / ones.length();
    return Math.round(product * mean);
  }
}

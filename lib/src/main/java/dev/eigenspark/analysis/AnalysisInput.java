package dev.eigenspark.analysis;

import dev.eigenspark.train.RunDirectory;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What an analysis works on.
 *
 * @param spark the context that its heavy parts run on
 * @param runs finished runs, in the order given
 */
public record AnalysisInput(JavaSparkContext spark, List<RunDirectory> runs) {}

package dev.eigenspark.analysis;

import dev.eigenspark.chart.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One recurrent matrix of the first run over training: what scalars and figures show.
 *
 * @param matrix its name in the model
 * @param suffix what it adds to the name of a figure; empty where the model has one matrix
 * @param points the measurements, by step, at least one
 */
record Course<T>(String matrix, String suffix, List<Measured<T>> points) {
  /** One for each matrix of the first run, in the order of the model. */
  static <T> List<Course<T>> listOf(List<Measured<T>> all) {
    String run = all.get(0).run();
    List<Measured<T>> shown = all.stream().filter(at -> at.run().equals(run)).toList();
    List<String> matrices = shown.stream().map(Measured::matrix).distinct().toList();
    return matrices.stream()
        .map(
            matrix ->
                new Course<>(
                    matrix,
                    matrices.size() == 1 ? "" : "-" + matrix,
                    shown.stream().filter(at -> at.matrix().equals(matrix)).toList()))
        .toList();
  }

  T first() {
    return points.get(0).value();
  }

  T last() {
    return points.get(points.size() - 1).value();
  }

  /** Before and after training; one of them when there is only one checkpoint. */
  List<Measured<T>> ends() {
    return Snapshots.thinned(points, 2);
  }

  /** A line of one number over the steps. */
  Series over(String name, ToDoubleFunction<T> number) {
    return Series.line(
        name,
        points.stream().mapToDouble(Measured::step).toArray(),
        points.stream().map(Measured::value).mapToDouble(number).toArray());
  }

  /** The sentence with the matrix's name for its %s, then the steps of {@link #ends}. */
  String caption(String sentence) {
    List<String> steps = ends().stream().map(Course::step).toList();
    String when = steps.size() == 1 ? ", " : ", before and after training: ";
    return sentence.formatted(matrix) + when + String.join(" and ", steps) + ".";
  }

  static String step(Measured<?> at) {
    return "step " + at.step();
  }
}

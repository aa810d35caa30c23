package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.models.ObjectTrials.Batch;
import dev.eigenspark.nn.GraphStep;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What every model of objects promises. */
final class RelationalContract {
  static final ObjectShape GREY = new ObjectShape(32, 32, 1);

  private RelationalContract() {}

  /** Checks start values, shapes, the way through JSON, registration and refusals. */
  static <O extends Record> void check(Model<O> model, O options, Encoder encoder) {
    ComputationGraph graph = build(model, options, 9, 4);
    assertThat(build(model, options, 9, 4).params()).isEqualTo(graph.params());
    INDArray objects = ObjectTrials.objects(encoder.input(), 0, 5, GREY);
    Batch batch = ObjectTrials.distributionOfThree(objects, 96, 0);
    INDArray out = graph.output(batch.inputs())[0];
    assertThat(out.shape()).containsExactly(96, 4, 1);
    String json = graph.getConfiguration().toJson();
    ComputationGraph copy = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    copy.init(graph.params(), true);
    assertThat(copy.output(batch.inputs())[0]).isEqualTo(out);
    assertThat(copy.getConfiguration().toJson()).isEqualTo(json);
    assertThat(Models.registry().get(model.name())).isInstanceOf(model.getClass());
    NeuralNetConfiguration.Builder base = new NeuralNetConfiguration.Builder();
    assertThatThrownBy(() -> model.network(options, ModelContract.COPY, base))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("choose a task of objects");
  }

  /**
   * Checks that repeated steps on one minibatch bring the loss below a part of what it was before.
   */
  static <O extends Record> void learns(Model<O> model, O options, int steps, double part) {
    ComputationGraph graph = build(model, options, 9, 4);
    INDArray objects = ObjectTrials.objects(Encoder.RANDOM.input(), 0, 5, GREY);
    Batch batch = ObjectTrials.distributionOfThree(objects, 32, 0);
    GraphStep step = GraphStep.of(graph).orElseThrow();
    double before = step.fit(batch.inputs(), batch.labels()).loss();
    for (int i = 1; i < steps; i++) {
      step.fit(batch.inputs(), batch.labels());
    }
    assertThat(step.fit(batch.inputs(), batch.labels()).loss()).isLessThan(part * before);
  }

  static <O extends Record> ComputationGraph build(
      Model<O> model, O options, int steps, int classes) {
    return ObjectTrials.build(model, options, ObjectTrials.format(steps, classes, GREY), 5);
  }
}

package dev.eigenspark.models;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.nn.SequenceScorer;
import dev.eigenspark.nn.relational.TrialInput;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Trials of objects for the tests of the relational models: formats, images and minibatches. */
final class ObjectTrials {
  static final int OBJECTS = 100;

  private ObjectTrials() {}

  /** Trials of so many positions with so many answers. */
  static SequenceFormat format(int steps, int classes, ObjectShape shape) {
    return new SequenceFormat(
        steps,
        new Channel("objects", Kind.OBJECT, OBJECTS, steps),
        new Channel("label", Kind.SYMBOL, classes, 1),
        0,
        1,
        shape);
  }

  static <O extends Record> ComputationGraph build(
      Model<O> model, O options, SequenceFormat format, long seed) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder().seed(seed).updater(new Adam(5e-4)).miniBatch(false);
    ComputationGraph graph =
        new ComputationGraph(model.network(options, format, base).configuration());
    graph.init();
    return graph;
  }

  /** Numbers that are trained outside of the encoder and the norm, and the output layer too. */
  static long decisionParameters(ComputationGraph graph) {
    return graph.paramTable().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("encoder_"))
        .filter(entry -> !entry.getKey().startsWith("norm_"))
        .mapToLong(entry -> entry.getValue().length())
        .sum();
  }

  /** Black strokes on white, another pattern for each object. */
  static float[] image(int object, ObjectShape shape) {
    CounterRandom random = new CounterRandom(17, Streams.TRAIN, object);
    int cell = Math.max(1, shape.width() / 8);
    boolean[] black = new boolean[64];
    for (int i = 0; i < 64; i++) {
      black[i] = random.nextInt(4) == 0;
    }
    float[] image = new float[shape.bytes()];
    for (int i = 0; i < image.length; i++) {
      int row = i / shape.channels() / shape.width() / cell % 8;
      int column = i / shape.channels() % shape.width() / cell % 8;
      image[i] = black[row * 8 + column] ? 0 : 1;
    }
    return image;
  }

  /** A minibatch: trials, what the network reads of the objects, labels. */
  record Batch(INDArray trials, INDArray objects, INDArray labels) {
    INDArray[] inputs() {
      return new INDArray[] {trials, objects};
    }

    INDArray[] targets() {
      return new INDArray[] {labels};
    }
  }

  /** What the first {@code count} objects from {@code first} on are to the network. */
  static INDArray objects(TrialInput input, int first, int count, ObjectShape shape) {
    int width = input == TrialInput.OBJECTS ? shape.bytes() : OBJECTS;
    float[] values = new float[count * width];
    for (int i = 0; i < count; i++) {
      if (input == TrialInput.OBJECTS) {
        System.arraycopy(image(first + i, shape), 0, values, i * width, width);
      } else {
        values[i * width + first + i] = 1;
      }
    }
    return Nd4j.create(values, new long[] {count, width}, 'c');
  }

  /** The distribution of three (Webb et al. 2021): which of four options is missing in row 2. */
  static Batch distributionOfThree(INDArray objects, int rows, long batch) {
    int pool = (int) objects.size(0);
    float[] trials = new float[rows * 9];
    float[] labels = new float[rows];
    CounterRandom random = new CounterRandom(3, Streams.TRAIN, batch);
    for (int row = 0; row < rows; row++) {
      int[] four = shuffled(pool, random);
      int[] second = shuffled(3, random);
      int[] options = shuffled(4, random);
      for (int i = 0; i < 3; i++) {
        trials[row * 9 + i] = four[i];
      }
      trials[row * 9 + 3] = four[second[0]];
      trials[row * 9 + 4] = four[second[1]];
      for (int i = 0; i < 4; i++) {
        trials[row * 9 + 5 + i] = four[options[i]];
        labels[row] = options[i] == second[2] ? i : labels[row];
      }
    }
    return new Batch(
        Nd4j.create(trials, new long[] {rows, 9}, 'c'),
        objects,
        Nd4j.create(labels, new long[] {rows, 1, 1}, 'c'));
  }

  /** The share of a minibatch that a network gets right. */
  static double accuracy(ComputationGraph graph, Batch batch) {
    graph.score(new MultiDataSet(batch.inputs(), batch.targets()), false);
    SequenceScorer.Tally tally = ((SequenceScorer) graph.getOutputLayer(0)).tally();
    return tally.correct(0, 1) / (double) tally.rows();
  }

  private static int[] shuffled(int count, CounterRandom random) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      values[i] = values[j];
      values[j] = i;
    }
    return values;
  }
}

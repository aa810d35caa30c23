package dev.eigenspark.nn;

import dev.eigenspark.linalg.VectorApi;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A program that trains every cell for a few steps and prints what its kernels are and gave. */
final class StepFingerprint {
  private static final int STEPS = 7;
  private static final int ROWS = 23;

  private StepFingerprint() {}

  public static void main(String[] args) {
    System.out.println("vectors " + VectorApi.present());
    for (String cell : new String[] {"tanh", "modrelu", "lstm", "gru", "goru"}) {
      DoubleReference shape = new DoubleReference(cell, STEPS, ROWS, 3, 40, 4, true);
      ComputationGraph graph = TestNetworks.network(shape, new Adam(1e-2, 0.8, 0.99, 1e-8));
      DirectStep direct = DirectStep.of(graph).orElseThrow();
      for (int step = 0; step < 5; step++) {
        CounterRandom random = new CounterRandom(3, Streams.TRAIN, step);
        INDArray x = Nd4j.zeros(STEPS, ROWS, 3);
        INDArray y = Nd4j.zeros(1, ROWS, 1);
        for (int i = 0; i < x.length(); i++) {
          x.data().put(i, random.nextFloat() - 0.5f);
        }
        for (int i = 0; i < ROWS; i++) {
          y.data().put(i, random.nextInt(4));
        }
        direct.fit(x, y);
      }
      float[] parameters = graph.params().reshape(graph.numParams()).toFloatVector();
      System.out.println(cell + " " + Arrays.hashCode(parameters) + " " + parameters[0]);
    }
    System.exit(0);
  }
}

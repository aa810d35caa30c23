package dev.eigenspark.nn.relational;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of the vertex that puts the codes of distinct objects into trials: from trials
 * {@code [N, T]}, each number an index into the codes, and codes {@code [U, d]} to {@code [N, d,
 * T]}. An object that stands in many places is encoded once, and its gradient is the sum over its
 * places.
 */
public final class GatherVertex extends GraphVertex {
  private static final long serialVersionUID = 1L;

  private boolean codesGradient;

  private GatherVertex() {}

  private GatherVertex(boolean codesGradient) {
    this.codesGradient = codesGradient;
  }

  /** Gathers codes that are trained. */
  public static GatherVertex ofTrainedCodes() {
    return new GatherVertex(true);
  }

  /** Gathers codes that nobody trains: their gradient is taken to be zero. */
  public static GatherVertex ofFixedCodes() {
    return new GatherVertex(false);
  }

  /** Whether the gradient of the codes is computed. */
  public boolean isCodesGradient() {
    return codesGradient;
  }

  /** Sets whether the gradient of the codes is computed (for reading from JSON). */
  public void setCodesGradient(boolean codesGradient) {
    this.codesGradient = codesGradient;
  }

  @Override
  public GatherVertex clone() {
    return new GatherVertex(codesGradient);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GatherVertex vertex && vertex.codesGradient == codesGradient;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(codesGradient);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    long steps = ((InputTypeFeedForward) inputs[0]).getSize();
    return InputType.recurrent(((InputTypeFeedForward) inputs[1]).getSize(), steps);
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(
            null, GatherVertex.class, inputs[1], getOutputType(-1, inputs))
        .standardMemory(0, 0)
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean draw,
      DataType type) {
    return new GatherVertexImpl(graph, name, index, codesGradient, type);
  }
}

package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ParameterSpec;
import java.io.Serializable;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonSubTypes;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * What an {@link OperatorLayer} computes: the settings of a map from sequences {@code [N, d, T]} to
 * sequences, with parameters.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LayerStack.class, name = "stack"),
  @JsonSubTypes.Type(value = ContextNorm.class, name = "context-norm"),
  @JsonSubTypes.Type(value = Similarity.class, name = "similarity"),
  @JsonSubTypes.Type(value = BindingMemory.class, name = "binding-memory"),
  @JsonSubTypes.Type(value = PairRelations.class, name = "pair-relations"),
  @JsonSubTypes.Type(value = SelfAttention.class, name = "self-attention"),
  @JsonSubTypes.Type(value = HeadComparisons.class, name = "head-comparisons"),
  @JsonSubTypes.Type(value = RelationReader.class, name = "relation-reader"),
  @JsonSubTypes.Type(value = TuringMemory.class, name = "turing-memory"),
  @JsonSubTypes.Type(value = LastState.class, name = "last-state")
})
public sealed interface Operator extends Serializable
    permits LayerStack, ContextNorm, Similarity, BindingMemory, LastState, Composition {
  /**
   * The size of one sequence.
   *
   * @param features numbers of a step, d
   * @param steps T
   */
  record Extent(int features, int steps) {}

  /**
   * The size of what comes out.
   *
   * @throws IllegalArgumentException for an input that it cannot take
   */
  Extent output(Extent input);

  /** The parameters, in the order of the flat vector. */
  List<ParameterSpec> parameters(Extent input);

  /** What computes it for inputs of this size; one thread at a time uses it. */
  OperatorRunner runner(Extent input);
}

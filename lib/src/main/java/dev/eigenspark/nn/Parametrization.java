package dev.eigenspark.nn;

import java.io.Serializable;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonSubTypes;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * How a square recurrent matrix V of a {@link RecurrentLayer}, the only one or the last of several,
 * is made from numbers that are free, so that V keeps a property whatever the optimizer, or an
 * average over workers, does to them.
 *
 * <p>This is how a structured parameter says how it is averaged: its numbers are coordinates in
 * which every linear combination of valid points is valid, such as the Lie algebra of the
 * rotations. Angles are real numbers that are never wrapped, so that the mean of two near ones is
 * between them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OrthogonalExponential.class, name = "orthogonal"),
  @JsonSubTypes.Type(value = NonNormalSchur.class, name = "schur"),
  @JsonSubTypes.Type(value = PlaneRotations.class, name = "rotations")
})
public sealed interface Parametrization extends Serializable
    permits OrthogonalExponential, NonNormalSchur, PlaneRotations {
  /** Name of the parameter that generates the rotation; it may have an optimizer of its own. */
  String GENERATOR = "X";

  /**
   * What is trained in place of V, in the order of the flat vector.
   *
   * @throws IllegalArgumentException for a number of units that cannot be had
   */
  List<ParameterSpec> specs(int hidden);

  /** The map for a layer of {@code hidden} units. */
  MatrixMap map(int hidden);
}

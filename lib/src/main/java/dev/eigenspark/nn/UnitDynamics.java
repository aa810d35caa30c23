package dev.eigenspark.nn;

/**
 * What one unit of a {@link Cell} makes of its blocks of z in a step, in double, and the
 * derivatives. A cell is pointwise after its product, so these few numbers a unit are all that its
 * Jacobian has beside V.
 */
interface UnitDynamics {
  /** The units of a cell, with its per-unit parameters as {@link WeightLayout} packs them. */
  static UnitDynamics of(Cell cell, double[] vectors) {
    return switch (cell.name()) {
      case "tanh" -> new PlainUnit(UnitFunction.Tanh.INSTANCE);
      case "modrelu" -> new PlainUnit(new UnitFunction.ModRelu(vectors));
      case "lstm" -> LstmUnit.INSTANCE;
      case "gru" -> new GatedUnit(UnitFunction.Tanh.INSTANCE);
      case "goru" -> new GatedUnit(new UnitFunction.ModRelu(vectors));
      default -> throw new IllegalArgumentException("cell " + cell.name() + " has none in double");
    };
  }

  /** Numbers of a unit's state: h first. */
  int states();

  /**
   * One step of a unit.
   *
   * @param unit which one
   * @param z its blocks of z_t
   * @param state its state before, and after
   * @param slopes receives, for each number of the state after, its derivatives by the blocks of z
   *     and then by the numbers of the state before; those that are always zero are left alone
   */
  void step(int unit, double[] z, double[] state, double[][] slopes);
}

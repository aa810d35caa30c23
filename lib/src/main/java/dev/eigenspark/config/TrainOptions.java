package dev.eigenspark.config;

/**
 * The {@code train} section: optimizer, length and layout of one training.
 *
 * @param batch trials in a minibatch of one worker
 * @param optimizer rule for the local steps
 * @param lr learning rate
 * @param smoothing decay of RMSprop's mean square
 * @param beta1 decay of Adam's first moment
 * @param beta2 decay of Adam's second moment
 * @param epsilon added to the denominator of RMSprop and Adam
 * @param clip bound of the gradient's norm over all parameters, or 0 for none
 * @param steps local steps of each worker, or 0 when {@code epochs} is set
 * @param epochs passes over the training split, or 0 when {@code steps} is set
 * @param workers parallel workers
 * @param threads compute threads of each worker; the cores that its Spark task asks for
 * @param gpus GPUs that each worker asks Spark for
 * @param penalty what the loss is joined by
 * @param averaging how the workers meet
 * @param checkpointEvery rounds between checkpoints; 0 keeps the first and the last only
 * @param evalEvery rounds between looks at the validation split; 0 looks after the last only
 * @param seed seed of the initial weights and of the order of trials
 * @param evalBatch trials in a minibatch of an evaluation
 * @param jobLimit seconds after which a round or an evaluation is given up; 0 waits without end
 */
public record TrainOptions(
    @Setting(doc = "trials in a minibatch of one worker", or = "10") int batch,
    @Setting(doc = "rule for the local steps", or = "rmsprop") Optimizer optimizer,
    @Setting(doc = "learning rate", or = "1e-3") double lr,
    @Setting(doc = "decay of RMSprop's mean square (alpha)", or = "0.99") double smoothing,
    @Setting(doc = "decay of Adam's first moment", or = "0.9") double beta1,
    @Setting(doc = "decay of Adam's second moment", or = "0.999") double beta2,
    @Setting(doc = "added to the denominator of RMSprop and Adam", or = "1e-8") double epsilon,
    @Setting(doc = "bound of the norm of the gradient over all parameters; 0: none", or = "0")
        double clip,
    @Setting(doc = "local steps of each worker; set this or epochs", or = "0") long steps,
    @Setting(doc = "passes over the training split; set this or steps", or = "0") double epochs,
    @Setting(doc = "parallel workers", or = "2") int workers,
    @Setting(doc = "compute threads of each worker; they change no result", or = "1") int threads,
    @Setting(doc = "GPUs that each worker asks Spark for", or = "0") int gpus,
    PenaltyOptions penalty,
    Averaging averaging,
    @Setting(doc = "rounds between checkpoints; 0: first and last only", or = "0")
        int checkpointEvery,
    @Setting(doc = "rounds between looks at the validation split; 0: after the last only", or = "0")
        int evalEvery,
    @Setting(doc = "seed of the initial weights and of the order of trials", or = "1") long seed,
    @Setting(doc = "trials in a minibatch of an evaluation", or = "100") int evalBatch,
    @Setting(
            doc = "seconds after which a round or an evaluation is given up; 0: never",
            or = "3600")
        long jobLimit) {

  /** Rules for the local steps. */
  public enum Optimizer {
    RMSPROP,
    ADAM,
    SGD
  }

  /**
   * How the workers meet: local SGD with a period of {@code every} steps.
   *
   * @param every local steps in a round (H), or 0: chosen before the first round from measured
   *     times, then fixed
   * @param postLocal local steps at the beginning after each of which the workers meet (post-local
   *     SGD: Lin et al., Don't use large mini-batches, use local SGD, ICLR 2020)
   * @param outer what is done with the workers' parameters
   * @param outerLr learning rate of the outer optimizers that have one; -1 becomes the usual one
   * @param outerMomentum momentum of the outer optimizers that have one; -1 becomes the usual one
   * @param elasticity the part of the way to the workers' mean that the shared parameters go, with
   *     {@link Outer#ELASTIC} (the paper's moving rate beta)
   * @param inner what is done with the memory of their optimizers
   * @param master who runs the rounds
   */
  public record Averaging(
      @Setting(
              doc = "local steps of each worker in a round (H); 0: chosen by measured time",
              or = "20")
          int every,
      @Setting(doc = "first local steps after each of which the workers meet", or = "0")
          long postLocal,
      @Setting(doc = "what is done with the workers' parameters", or = "average") Outer outer,
      @Setting(doc = "learning rate of outer; -1: 1 for momentum, 0.7 for nesterov", or = "-1")
          double outerLr,
      @Setting(doc = "momentum of outer; -1: 0.5 for momentum, 0.9 for nesterov", or = "-1")
          double outerMomentum,
      @Setting(
              doc = "part of the way to the workers' mean that elastic goes in a round",
              or = "0.9")
          double elasticity,
      @Setting(doc = "what is done with the memory of their optimizers", or = "average")
          Inner inner,
      @Setting(
              doc = "who runs the rounds; dl4j is ParameterAveragingTrainingMaster, the baseline",
              or = "eigenspark")
          Master master) {

    /** Stands for the usual value of the outer optimizer. */
    private static final double USUAL = -1;

    /** Outer optimizers. */
    public enum Outer {
      /** The weighted mean of the workers' parameters. */
      AVERAGE(USUAL, USUAL),
      /** Momentum on the change of a round (SlowMo, BMUF); the usual values are PyTorch's. */
      MOMENTUM(1, 0.5),
      /** Nesterov momentum on the change of a round (DiLoCo, whose values are the usual ones). */
      NESTEROV(0.7, 0.9),
      /** Workers keep parameters of their own, tied to the shared ones (EASGD). */
      ELASTIC(USUAL, USUAL);

      private final double usualLr;
      private final double usualMomentum;

      Outer(double usualLr, double usualMomentum) {
        this.usualLr = usualLr;
        this.usualMomentum = usualMomentum;
      }
    }

    /** What becomes of the memory of the workers' optimizers between rounds. */
    public enum Inner {
      /** All go on from the weighted mean. */
      AVERAGE,
      /** Each goes on with its own. */
      KEEP,
      /** All begin again from zero. */
      RESET
    }

    /** Training masters. */
    public enum Master {
      EIGENSPARK,
      DL4J
    }

    /** Validates the ranges, and puts the usual values where -1 stands for them. */
    public Averaging {
      Limits.atLeast("every", every, 0);
      if (every == 0 && master == Master.DL4J) {
        throw new IllegalArgumentException("every 0 must be at least 1 where master = dl4j");
      }
      Limits.atLeast("postLocal", postLocal, 0);
      if (outerLr == USUAL) {
        outerLr = outer.usualLr;
      } else {
        Limits.positive("outerLr", outerLr);
      }
      if (outerMomentum == USUAL) {
        outerMomentum = outer.usualMomentum;
      } else {
        Limits.decay("outerMomentum", outerMomentum);
      }
      if (!(elasticity > 0 && elasticity <= 1)) {
        throw new IllegalArgumentException("elasticity = " + elasticity + " must be in (0, 1]");
      }
      if (master == Master.DL4J && outer != Outer.AVERAGE) {
        throw new IllegalArgumentException(
            "outer = " + Conversion.name(outer) + " needs master = eigenspark: dl4j only averages");
      }
    }
  }

  /** Validates the ranges, and that exactly one of {@code steps} and {@code epochs} is set. */
  public TrainOptions {
    Limits.atLeast("batch", batch, 1);
    Limits.positive("lr", lr);
    Limits.decay("smoothing", smoothing);
    Limits.decay("beta1", beta1);
    Limits.decay("beta2", beta2);
    Limits.positive("epsilon", epsilon);
    if (!(clip >= 0)) {
      throw new IllegalArgumentException("clip = " + clip + " must be at least 0");
    }
    Limits.atLeast("steps", steps, 0);
    Limits.atLeast("workers", workers, 1);
    Limits.atLeast("threads", threads, 1);
    Limits.atLeast("gpus", gpus, 0);
    Limits.atLeast("checkpointEvery", checkpointEvery, 0);
    Limits.atLeast("evalEvery", evalEvery, 0);
    Limits.atLeast("evalBatch", evalBatch, 1);
    Limits.atLeast("jobLimit", jobLimit, 0);
    if (!(epochs >= 0)) {
      throw new IllegalArgumentException("epochs = " + epochs + " must be at least 0");
    }
    if (penalty.isOn() && averaging.master() == Averaging.Master.DL4J) {
      throw new IllegalArgumentException(
          "penalty.kind = "
              + Conversion.name(penalty.kind())
              + " needs averaging.master = eigenspark: dl4j knows no penalty");
    }
    if ((steps > 0) == (epochs > 0)) {
      throw new IllegalArgumentException(
          "steps = " + steps + " and epochs = " + epochs + ": set exactly one of them above 0");
    }
  }
}

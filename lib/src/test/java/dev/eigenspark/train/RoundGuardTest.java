package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.Nonlinearity;
import dev.eigenspark.models.RnnOrth;
import dev.eigenspark.train.RoundState.WorkerMemory;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoundGuardTest {
  private static final int HIDDEN = 4;
  private static final TrainPlan PLAN = new TrainPlan(100, 64, 3, 2, 0, 5, 20, 1);
  private static ComputationGraph network;

  @BeforeAll
  static void build() {
    SequenceFormat format =
        new SequenceFormat(
            6, new Channel("x", Kind.SYMBOL, 3, 6), new Channel("y", Kind.SYMBOL, 3, 6), 1, 6);
    TrainOptions options =
        Section.of(ConfigFactory.parseString("train.steps = 1"), "train").read(TrainOptions.class);
    network =
        new ComputationGraph(
            new ConfiguredModel<>(
                    new RnnOrth(),
                    new RnnOrth.Options(
                        HIDDEN,
                        Nonlinearity.MODRELU,
                        true,
                        RnnOrth.Start.RANDOM,
                        InputStart.GLOROT))
                .network(format, Optimizers.base(options))
                .configuration());
    network.init();
  }

  @Test
  void finiteNumbersPass() {
    guard().results(1, List.of(result(0, parameters(), new float[3])));
    guard().check(1, state(parameters(), new float[2], WorkerMemory.NONE));
  }

  @Test
  void aParameterOfAWorkerIsNamedWithItsRows() {
    float[] broken = parameters();
    broken[HIDDEN * HIDDEN] = Float.NEGATIVE_INFINITY; // the first behind V
    List<WorkerOutcome> results =
        List.of(result(0, parameters(), new float[3]), result(1, broken, new float[3]));
    assertThatThrownBy(() -> guard().results(1, results))
        .satisfies(
            thrown -> {
              Divergence divergence = NonFiniteException.in(thrown).orElseThrow();
              assertThat(divergence.what()).isEqualTo("parameter recurrent.U is -Infinity");
              assertThat(divergence.round()).isEqualTo(2);
              assertThat(divergence.worker()).isEqualTo(1);
              assertThat(divergence.step()).isEqualTo(9);
              long[] rows = new long[3];
              PLAN.new Cursor().fill(1, 9, rows);
              assertThat(divergence.rows()).containsExactly(rows[0], rows[1], rows[2]);
            });
  }

  @Test
  void anOptimizersMemoryIsNamed() {
    assertThatThrownBy(
            () -> guard().results(0, List.of(result(0, parameters(), new float[] {Float.NaN}))))
        .hasMessageContaining("the optimizer's memory is NaN in round 1, worker 0, step 4");
  }

  @Test
  void ofSeveralDivergencesTheFirstStepStopsTheTraining() {
    List<WorkerOutcome> outcomes =
        List.of(
            new Divergence(1, 0, 3, "loss is NaN", List.of()),
            result(1, parameters(), new float[3]),
            new Divergence(1, 2, 2, "loss is Infinity", List.of()),
            new Divergence(1, 3, 2, "loss is NaN", List.of()));
    assertThatThrownBy(() -> guard().results(0, outcomes))
        .hasMessageContaining("loss is Infinity in round 1, worker 2, step 2");
  }

  @Test
  void whatTheWorkersShareIsNamed() {
    float[] broken = parameters();
    broken[0] = Float.NaN;
    assertThatThrownBy(() -> guard().check(0, state(broken, new float[0], WorkerMemory.NONE)))
        .hasMessageContaining("after averaging, parameter recurrent.V is NaN in round 1, step 4");
    assertThatThrownBy(
            () -> guard().check(0, state(parameters(), new float[] {Float.NaN}, WorkerMemory.NONE)))
        .hasMessageContaining("the outer optimizer's memory is NaN");
    assertThatThrownBy(
            () ->
                guard()
                    .check(0, state(parameters(), new float[0], new WorkerMemory(broken, broken))))
        .hasMessageContaining("in round 1, worker 0, step 4");
  }

  private static RoundGuard guard() {
    return new RoundGuard(PLAN, network);
  }

  private static float[] parameters() {
    return new float[(int) network.numParams()];
  }

  private static WorkerResult result(int worker, float[] parameters, float[] optimizer) {
    return new WorkerResult(
        worker, new TrainingState(10, parameters, optimizer), 15, 1, 1, 1, 0, List.of());
  }

  private static RoundState state(float[] parameters, float[] outer, WorkerMemory own) {
    return new RoundState(new TrainingState(5, parameters, new float[0]), outer, List.of(own));
  }
}

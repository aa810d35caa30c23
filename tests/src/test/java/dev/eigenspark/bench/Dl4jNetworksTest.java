package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.bench.Workload.Cell;
import dev.eigenspark.config.TrainOptions.Optimizer;
import dev.eigenspark.train.TrainingStep;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;

class Dl4jNetworksTest {
  private static final List<Cell> ONE_LABEL = List.of(Cell.MODRELU, Cell.EXPRNN, Cell.NNRNN);

  static Stream<Workload> workloads() {
    return Stream.concat(
        ONE_LABEL.stream()
            .map(c -> new Workload("W0", c, 23, 4, 1, 8, 5, false, Optimizer.RMSPROP, 1e-6, 0.9)),
        Arrays.stream(Cell.values())
            .map(c -> new Workload("W0", c, 23, 4, 6, 8, 5, true, Optimizer.ADAM, 1e-6, 0.9)));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void everyContenderStepsOnTheSameMinibatchAndLeavesBlasOneThread(Workload workload) {
    try (ScratchDataset data = new ScratchDataset(workload.trials(), 2 * workload.rows())) {
      TrainingStep step = new TrainingStep(workload.network(), data.dataset(), workload.training());
      DataSet minibatch = step.minibatch();
      step.run();
      assertThat(BareEngine.of(workload, minibatch).block(0)).hasSize(1);
      assertThat(Dl4jNetworks.graphFit(workload, minibatch).block(0)).hasSize(1);
      Optional<Contender> builtIn = Dl4jNetworks.builtIn(workload, minibatch, 2);
      assertThat(builtIn.isPresent()).isEqualTo(!workload.cell().parametrized());
      builtIn.ifPresent(contender -> assertThat(contender.block(0)).hasSize(1));
    }
    assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
  }
}

package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.config.TrainOptions.Optimizer;
import dev.eigenspark.train.TrainingStep;
import java.util.Optional;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

class Dl4jNetworksTest {
  private static Workload small(Workload.Cell cell) {
    boolean lstm = cell == Workload.Cell.LSTM;
    Optimizer optimizer = lstm ? Optimizer.ADAM : Optimizer.RMSPROP;
    return new Workload("W0", cell, 23, 4, lstm ? 6 : 1, 8, 5, lstm, optimizer, 1e-6, 0.9);
  }

  @ParameterizedTest
  @EnumSource
  void everyContenderStepsOnTheSameMinibatchAndLeavesBlasOneThread(Workload.Cell cell) {
    Workload workload = small(cell);
    try (ScratchDataset data = new ScratchDataset(workload.trials(), 2 * workload.rows())) {
      TrainingStep step = new TrainingStep(workload.network(), data.dataset(), workload.training());
      DataSet minibatch = step.minibatch();
      step.run();
      assertThat(BareEngine.of(workload, minibatch).block(0)).hasSize(1);
      assertThat(Dl4jNetworks.graphFit(workload, minibatch).block(0)).hasSize(1);
      Optional<Contender> builtIn = Dl4jNetworks.builtIn(workload, minibatch, 2);
      assertThat(builtIn.isPresent()).isEqualTo(!cell.parametrized());
      builtIn.ifPresent(contender -> assertThat(contender.block(0)).hasSize(1));
    }
    assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
  }
}

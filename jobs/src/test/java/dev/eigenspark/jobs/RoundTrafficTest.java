package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTrafficTest {
  @ParameterizedTest
  @CsvSource({
    "sgd, average, 4000, 4000",
    "rmsprop, average, 8000, 8000",
    "adam, average, 12000, 12000",
    "adam, reset, 12000, 12000",
    "adam, keep, 20000, 12000",
  })
  void countsParametersAndOptimizerMemory(String optimizer, String inner, long down, long up) {
    String section = "steps = 1, optimizer = " + optimizer + ", averaging.inner = " + inner;
    TrainOptions options =
        Section.of(ConfigFactory.parseString(section), "").read(TrainOptions.class);
    RoundTraffic traffic = RoundTraffic.of(options, 1000);
    assertThat(traffic).isEqualTo(new RoundTraffic(down, up));
    assertThat(traffic.total(3)).isEqualTo(3 * (down + up));
  }
}

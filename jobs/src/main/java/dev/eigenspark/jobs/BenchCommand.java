package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench NAME}. */
@Command(
    name = "bench",
    description = "Measures speed, side by side with a peer where the peer is installed.")
final class BenchCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "NAME", description = "the benchmark, such as rnn")
  private String name;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "W",
      description = "some of its workloads, such as W1,W3 (default: all)")
  private List<String> workloads = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "time for each measurement (default: ${DEFAULT-VALUE})")
  private double seconds = 10;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of everything that is measured (default: ${DEFAULT-VALUE})")
  private int threads = 2;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      defaultValue = "${env:EIGENSPARK_PYTHON}",
      description =
          "a Python with PyTorch (default: $EIGENSPARK_PYTHON, or python3 if it has PyTorch)")
  private String python;

  @Option(names = "--markdown", description = "print the tables as Markdown")
  private boolean markdown;

  @Override
  public Outcome call() {
    BenchmarkOptions options =
        new BenchmarkOptions(
            workloads,
            seconds,
            threads,
            Optional.ofNullable(python),
            () -> common.spark("bench"),
            common.progress());
    Benchmark benchmark = find(Registry.of(Benchmark.class, "benchmark"));
    if (common.isDryRun()) {
      List<String> plan = benchmark.plan(options);
      return new Outcome(Map.of("benchmark", name, "plan", plan), plan);
    }
    BenchmarkResult result = benchmark.run(options);
    return new Outcome(result.summary(), markdown ? result.markdown() : result.text());
  }

  private Benchmark find(Registry<Benchmark> registry) {
    if (registry.entries().isEmpty()) {
      throw Failure.configuration(
          "no benchmark is on the class path: run ./eigenspark bench "
              + name
              + ", or give spark-submit the jar of tests/target with --jars");
    }
    return registry.get(name);
  }
}

package dev.eigenspark.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.packaging.ShellCommand.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script with stand-ins for nvidia-smi, which no test machine needs to have. */
class GpuDiscoveryScriptTest {
  @TempDir private Path scratch;

  @Test
  void printsWhatSparkReads() throws Exception {
    assertThat(discover("printf '0\\n1\\n'").output())
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\",\"1\"]}\n");
    assertThat(discover("echo 3").output())
        .isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"3\"]}\n");
  }

  @Test
  void aFailingNvidiaSmiIsOneLine() throws Exception {
    Result failed = discover("echo 'no driver'; echo 'look elsewhere'; exit 9");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output()).isEmpty();
    assertThat(failed.errors()).isEqualTo("gpu-discovery.sh: nvidia-smi failed: no driver\n");
    assertThat(discover("echo 'No devices were found'").errors())
        .isEqualTo("gpu-discovery.sh: nvidia-smi lists no GPU: No devices were found\n");
  }

  @Test
  void noNvidiaSmiIsOneLine() throws Exception {
    Path bash = Files.createSymbolicLink(scratch.resolve("bash"), Path.of("/bin/bash"));
    Result result =
        ShellCommand.run(
            scratch,
            Map.of("PATH", scratch.toString()),
            List.of(
                bash.toString(),
                Repository.ROOT.resolve("conf/cluster/gpu-discovery.sh").toString()));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.errors())
        .isEqualTo(
            "gpu-discovery.sh: this machine has no nvidia-smi, so no NVIDIA GPU that works\n");
  }

  private Result discover(String nvidiaSmi) throws IOException, InterruptedException {
    Path file = scratch.resolve("nvidia-smi");
    Files.writeString(file, "#!/bin/sh\n" + nvidiaSmi + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return ShellCommand.run(
        scratch,
        Map.of("PATH", scratch + ":" + System.getenv("PATH")),
        List.of(Repository.ROOT.resolve("conf/cluster/gpu-discovery.sh").toString()));
  }
}

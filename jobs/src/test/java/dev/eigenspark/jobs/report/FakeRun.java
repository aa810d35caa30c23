package dev.eigenspark.jobs.report;

import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes a small run directory as training and analysis leave it. */
record FakeRun(Path root) {
  private static final int ROUNDS = 200;

  static FakeRun in(Path parent) {
    FakeRun run = new FakeRun(parent.resolve("copy-nnrnn-seed1"));
    run.put(
        "resolved.conf",
        """
        data { task = copy, seed = 1, T = 100, rows { train = 20000, valid = 1000, test = 1000 } }
        model { name = nnrnn, hidden = 128 }
        train { batch = 10, optimizer = rmsprop, lr = 1.0e-3, workers = 2, averaging { every = 10 } }
        """);
    run.put("model/model.json", "{\"formatVersion\":1,\"model\":\"nnrnn\",\"parameters\":27785}");
    run.put("metrics.jsonl", metrics());
    run.put(
        "evaluation.json",
        """
        {"splits":{"train":{"loss":0.0058,"accuracy":0.9885},
         "valid":{"loss":0.0061,"accuracy":0.9871},"test":{"loss":0.00624,"accuracy":0.9868}},
         "chance_accuracy":0.125,"chance_loss":0.1733}
        """);
    run.put(
        "provenance.json",
        """
        {"code":{"version":"0.1.0","commit":"8289a38"},"java":"17.0.15","seeds":{"train":1,"data":1},
         "dataset_sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         "master":"local[2]","note":"<b>not bold</b>"}
        """);
    run.put(
        "analysis/spectra.json",
        "{\"scalars\":{\"spectral_radius_last\":1.0382,"
            + "\"henrici_last\":2.7561},\"figures\":[{\"name\":\"eigenvalues\","
            + "\"file\":\"spectra-eigenvalues.svg\",\"caption\":"
            + "\"Eigenvalues of the recurrent matrix V before and after training.\"}]}");
    run.put("analysis/spectra-eigenvalues.svg", eigenvalues());
    return run;
  }

  FakeRun put(String file, String text) {
    Path path = root.resolve(file);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeRun without(String file) {
    try {
      Files.delete(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static String metrics() {
    StringBuilder out = new StringBuilder();
    for (int round = 1; round <= ROUNDS; round++) {
      double loss = 0.29 * Math.exp(-round / 40.0) + 0.005 + 0.002 * Math.sin(round * 1.7);
      String valid =
          round % 20 == 0
              ? String.format(
                  Locale.ROOT,
                  ",\"valid_loss\":%.5f,\"valid_accuracy\":%.4f",
                  1.1 * loss,
                  1 - 2.5 * Math.min(loss, 0.35))
              : "";
      out.append(
          String.format(
              Locale.ROOT,
              "{\"round\":%d,\"step\":%d,\"examples\":%d,\"loss\":%.5f,\"seconds\":0.83%s}\n",
              round,
              10 * round,
              200 * round,
              loss,
              valid));
    }
    return out.toString();
  }

  private static String eigenvalues() {
    double[] re = new double[64];
    double[] im = new double[64];
    Arrays.setAll(re, i -> (1 + 0.04 * Math.sin(7.0 * i)) * Math.cos(i * 0.31));
    Arrays.setAll(im, i -> (1 + 0.04 * Math.sin(7.0 * i)) * Math.sin(i * 0.31));
    List<Series> series = List.of(Series.unitCircle(), Series.points("step 2000", re, im));
    return new Chart(Axis.linear("Re λ"), Axis.linear("Im λ"), series, Chart.Aspect.EQUAL).svg();
  }
}

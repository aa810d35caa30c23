package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final String page = Catalogue.markdown();

  @Test
  void showsEveryKindOfEntryWithItsPaper() {
    assertThat(page)
        .contains("\n## Tasks\n\n### ", "\n### copy\n")
        .contains("\n### rnn-orth\n", "\n### spectra\n")
        .contains("arXiv:1511.06464")
        .contains("| `conf/experiments/quickstart.conf` |");
  }

  @Test
  void showsSettingsWithTypeDefaultAndMeaning() {
    assertThat(page)
        .contains("| `T` | whole number | `100` | delay between")
        .contains("| `rows.train` | whole number | required | trials to learn from |");
  }

  @Test
  void barsInATypeDoNotEndTheCell() {
    assertThat(page).contains("| rmsprop \\| adam \\| sgd | `rmsprop` |");
  }
}

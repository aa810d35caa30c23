package dev.eigenspark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.jobs.Catalogue;
import org.junit.jupiter.api.Test;

class CatalogueFileTest {
  /** How to bring the file up to date. */
  static final String REMEDY = "run ./eigenspark list --markdown > docs/catalogue.md";

  @Test
  void theCatalogueIsUpToDate() {
    assertThat(Repository.read("docs/catalogue.md"))
        .as("docs/catalogue.md differs from the registries; " + REMEDY)
        .isEqualTo(Catalogue.markdown());
  }
}

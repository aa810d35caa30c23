package dev.eigenspark.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void figuresAreNumberedAndKeepTheirReferences() {
    Page page = new Page();
    String svg =
        "<?xml version=\"1.0\"?>\n<svg><clipPath id=\"c1\"/><g clip-path=\"url(#c1)\"/></svg>";

    assertThat(page.figure(svg, "One.")).startsWith("<figure>\n<svg><clipPath id=\"f1-c1\"/>");
    assertThat(page.figure(svg, "Two < 3."))
        .contains("url(#f2-c1)", "<b>Figure 2.</b> Two &lt; 3.");
  }

  @Test
  void titleIsEscaped() {
    assertThat(new Page().html("a & b")).contains("<title>a &amp; b</title>");
  }
}

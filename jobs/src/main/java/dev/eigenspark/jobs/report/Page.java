package dev.eigenspark.jobs.report;

import dev.eigenspark.Failure;
import java.util.Locale;
import java.util.regex.Pattern;

/** A self-contained page: inline style and figures, no script, nothing from the network. */
final class Page {
  private static final Pattern PROLOG = Pattern.compile("^.*?(?=<svg[\\s>])", Pattern.DOTALL);

  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>%s</title>
      <style>
      %s</style>
      </head>
      <body>
      <main>
      %s</main>
      </body>
      </html>
      """;

  private static final String STYLE =
      """
      :root { color-scheme: light; --ink: #222; --quiet: #666; --rule: #d9d9d9; --tint: #f7f7f5; }
      * { box-sizing: border-box; }
      body { margin: 0; background: #fff; color: var(--ink);
        font: 16px/1.6 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; }
      main { max-width: 46rem; margin: 0 auto; padding: 4rem 1.5rem 5rem; }
      h1, h2, h3, table, figcaption, .kind, .note {
        font-family: Helvetica, Arial, "Liberation Sans", sans-serif; }
      .kind { margin: 0; color: var(--quiet); font-size: .8rem; letter-spacing: .08em;
        text-transform: uppercase; }
      h1 { margin: .2rem 0 1.5rem; font-size: 2rem; line-height: 1.2; font-weight: 600;
        overflow-wrap: anywhere; }
      h2 { margin: 3rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--rule);
        font-size: 1.2rem; font-weight: 600; }
      h3 { margin: 2rem 0 .6rem; font-size: 1rem; font-weight: 600; }
      p { margin: 0 0 1rem; hyphens: auto; }
      .summary { font-size: 1.1rem; }
      .note { color: var(--quiet); font-size: .9rem; }
      figure { margin: 1.5rem 0 2rem; text-align: center; }
      figure svg { max-width: 100%; height: auto; }
      figcaption { max-width: 36rem; margin: .6rem auto 0; color: var(--quiet);
        font-size: .85rem; line-height: 1.45; text-align: left; }
      figcaption b { color: var(--ink); }
      table { width: 100%; margin: .5rem 0 1.5rem; border-collapse: collapse; font-size: .9rem;
        line-height: 1.4; font-variant-numeric: tabular-nums; }
      th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--rule); text-align: left;
        vertical-align: top; overflow-wrap: anywhere; }
      th { border-bottom: 1.5px solid var(--ink); font-weight: 600; }
      .numbers th:not(:first-child), .numbers td:not(:first-child) { text-align: right; }
      .pairs td:first-child { width: 34%; color: var(--quiet); }
      pre { margin: .5rem 0 1.5rem; padding: .9rem 1.1rem; background: var(--tint);
        font: .8rem/1.5 "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
        white-space: pre-wrap; overflow-wrap: anywhere; }
      @page { margin: 20mm 18mm; }
      @media print {
        body { font-size: 10.5pt; }
        main { max-width: none; padding: 0; }
        h2, h3 { break-after: avoid; }
        figure, tr { break-inside: avoid; }
        thead { display: table-header-group; }
        pre { border: 1px solid var(--rule); background: none; }
      }
      """;

  private final StringBuilder body = new StringBuilder();
  private int figures;

  /** Appends a piece. */
  void add(String html) {
    body.append(html);
  }

  /** A numbered figure. */
  String figure(String svg, String captionText) {
    figures++;
    return "<figure>\n%s\n<figcaption><b>Figure %d.</b> %s</figcaption>\n</figure>\n"
        .formatted(inline(svg, figures), figures, Html.escape(captionText));
  }

  String html(String titleText) {
    return FRAME.formatted(Html.escape(titleText), STYLE, body);
  }

  /** Drops the prolog and makes ids unique, for all figures share the page's name space. */
  private static String inline(String svg, int number) {
    if (!svg.contains("<svg") || svg.toLowerCase(Locale.ROOT).contains("<script")) {
      throw Failure.data("figure " + number + " is not a plain SVG document; run analyze again");
    }
    String prefix = "f" + number + "-";
    return PROLOG
        .matcher(svg)
        .replaceFirst("")
        .replace(" id=\"", " id=\"" + prefix)
        .replace("url(#", "url(#" + prefix)
        .replace("href=\"#", "href=\"#" + prefix)
        .strip();
  }
}

package dev.eigenspark.jobs.report;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of a page. Arguments called text are escaped; arguments called html are taken as is. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String section(String titleText, String html) {
    return "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(escape(titleText), html);
  }

  static String paragraph(String html) {
    return "<p>" + html + "</p>\n";
  }

  /** A line that says what is not there. */
  static String note(String text) {
    return "<p class=\"note\">" + escape(text) + "</p>\n";
  }

  static String strong(String text) {
    return "<strong>" + escape(text) + "</strong>";
  }

  static String code(String text) {
    return "<pre><code>" + escape(text.strip()) + "</code></pre>\n";
  }

  /** A table whose first column names the row and whose others are numbers. */
  static String numbers(List<String> headTexts, List<List<String>> rowTexts) {
    String head = cells("th", headTexts);
    return rows("numbers", "<thead>" + head + "</thead>\n", rowTexts);
  }

  /** A table of names and values. */
  static String pairs(List<List<String>> rowTexts) {
    return rows("pairs", "", rowTexts);
  }

  private static String rows(String style, String headHtml, List<List<String>> rowTexts) {
    String body = rowTexts.stream().map(row -> cells("td", row)).collect(Collectors.joining());
    return "<table class=\"%s\">\n%s<tbody>\n%s</tbody>\n</table>\n"
        .formatted(style, headHtml, body);
  }

  private static String cells(String tag, List<String> texts) {
    return texts.stream()
        .map(text -> "<%s>%s</%s>".formatted(tag, escape(text), tag))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }
}

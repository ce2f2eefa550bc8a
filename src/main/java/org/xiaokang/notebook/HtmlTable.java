package org.xiaokang.notebook;

import java.util.ArrayList;
import java.util.List;

/** A table in the making, for people to read: numbers to the right, a caption above. */
final class HtmlTable {
  private final String caption;
  private final List<String> header;
  private final List<Boolean> numeric;
  private final List<List<String>> rows = new ArrayList<>();

  /** Columns whose name begins with {@code >} hold numbers. */
  HtmlTable(String caption, List<String> columns) {
    this.caption = caption;
    this.header = columns.stream().map(c -> c.startsWith(">") ? c.substring(1) : c).toList();
    this.numeric = columns.stream().map(c -> c.startsWith(">")).toList();
  }

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  Html html() {
    StringBuilder html = new StringBuilder("<table>");
    html.append("<caption style=\"text-align:left;caption-side:top\">")
        .append(Html.escaped(caption))
        .append("</caption><thead><tr>");
    for (int i = 0; i < header.size(); i++) {
      cell(html, "th scope=\"col\"", i, header.get(i));
    }
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(html, "td", i, row.get(i));
      }
      html.append("</tr>");
    }
    return new Html(html.append("</tbody></table>").toString());
  }

  private void cell(StringBuilder html, String tag, int column, String text) {
    html.append('<')
        .append(tag)
        .append(" style=\"text-align:")
        .append(numeric.get(column) ? "right" : "left")
        .append("\">")
        .append(Html.escaped(text))
        .append("</")
        .append(tag.startsWith("th") ? "th" : "td")
        .append('>');
  }
}

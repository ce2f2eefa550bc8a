package org.xiaokang.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a page. The first cell of a row is its heading.
 *
 * @param caption what it shows
 * @param header names of the columns; those that begin with {@code >} are aligned to the right
 * @param rows the cells of each row
 */
public record Table(String caption, List<String> header, List<List<Cell>> rows) {
  /** From so many characters on a text may be broken, and wants some width. */
  private static final int LONG = 26;

  /** Up to so many it is not broken at all. */
  private static final int SHORT = 14;

  /**
   * A cell.
   *
   * @param text what it says
   * @param course a line instead of text, if there is one
   */
  public record Cell(String text, Optional<Sparkline> course) {
    /** A cell of text. */
    public static Cell of(String text) {
      return new Cell(text, Optional.empty());
    }

    /** How the cell is laid out: codes and days stay on one line, sentences do not get narrow. */
    private String kind() {
      boolean whole = text.length() <= SHORT || !text.contains(" ");
      return text.length() > LONG ? "long" : whole ? "short" : "";
    }

    private String html() {
      return course.map(Sparkline::svg).orElseGet(() -> Html.escape(text));
    }
  }

  /** Keeps copies. */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** A table of texts. */
  public static Table of(String caption, List<String> header, List<List<String>> rows) {
    List<List<Cell>> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(row.stream().map(Cell::of).toList()));
    return new Table(caption, header, cells);
  }

  /**
   * The table in a frame of its own, which scrolls where the screen is narrower. On a phone each
   * row is a card, cells beside their labels; the roles say that it is a table all the same.
   */
  String html(String id) {
    StringBuilder html = new StringBuilder();
    html.append(
        Html.line(
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"%s\" tabindex=\"0\">", id));
    html.append(
        Html.line(
            "<table role=\"table\"><caption id=\"%s\"><span>%s</span></caption>", id, caption));
    html.append("<thead role=\"rowgroup\"><tr role=\"row\">");
    for (String name : header) {
      html.append("<th scope=\"col\" role=\"columnheader\"").append(kind(name, "")).append('>');
      html.append(Html.escape(label(name))).append("</th>");
    }
    html.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (List<Cell> row : rows) {
      html.append("<tr role=\"row\">");
      for (int i = 0; i < row.size(); i++) {
        String element = i == 0 ? "th" : "td";
        html.append('<').append(element);
        html.append(i == 0 ? " scope=\"row\" role=\"rowheader\"" : " role=\"cell\"");
        html.append(Html.attribute("data-label", label(header.get(i))));
        html.append(kind(header.get(i), row.get(i).kind())).append('>').append(row.get(i).html());
        html.append("</").append(element).append('>');
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String label(String name) {
    return name.startsWith(">") ? name.substring(1) : name;
  }

  private static String kind(String name, String cell) {
    String kind = name.startsWith(">") ? "number" : cell;
    return kind.isEmpty() ? "" : " class=\"" + kind + "\"";
  }
}

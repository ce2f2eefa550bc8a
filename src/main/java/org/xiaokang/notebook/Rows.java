package org.xiaokang.notebook;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.job.QueryResult;
import org.xiaokang.picture.Digits;

/** Rows of a table or of a query. */
public final class Rows {
  private static final int SHOWN = 50;

  private final Lake lake;
  private final Dataset<Row> rows;

  Rows(Lake lake, Dataset<Row> rows) {
    this.lake = lake;
    this.rows = rows;
  }

  /** Those for which a SQL condition holds, such as {@code "severity = 'hold'"}. */
  public Rows where(String condition) {
    return new Rows(lake, rows.where(condition));
  }

  /** The rows themselves. */
  public Dataset<Row> dataset() {
    return rows;
  }

  /** The first fifty rows in a table. */
  public Html show() {
    return show(SHOWN);
  }

  /** The first rows in a table, under a line that says the release and how many are shown. */
  public Html show(int limit) {
    QueryResult result = new QueryResult(rows);
    List<String> columns = result.columns();
    List<List<String>> found = result.rows(limit + 1);
    HtmlTable table =
        new HtmlTable(
            Stream.of(
                    found.size() > limit
                        ? "the first " + limit + " rows"
                        : found.size() + (found.size() == 1 ? " row" : " rows"),
                    "release " + lake.releaseId(),
                    lake.note())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · ")),
            columns);
    for (List<String> row : found.subList(0, Math.min(limit, found.size()))) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        boolean number = columns.get(i).startsWith(">") && !row.get(i).isEmpty();
        cells.add(number ? number(columns.get(i), row.get(i)) : row.get(i));
      }
      table.add(cells);
    }
    return table.html();
  }

  /** Years and ids are no quantities; a whole number may have more digits than a double holds. */
  private static String number(String column, String text) {
    if (column.contains("year") || column.endsWith("_id")) {
      return text;
    }
    return text.matches("-?\\d+")
        ? String.format(Locale.ROOT, "%,d", new BigInteger(text))
        : Digits.text(Double.parseDouble(text));
  }

  /**
   * A picture of them.
   *
   * @param title the finding, or what is shown
   * @param region what the figures are of
   * @param period the time they are of
   */
  public Drawing draw(String title, String region, String period) {
    return new Drawing(lake, rows, title, region, period);
  }
}

package org.xiaokang.notebook;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.picture.Digits;
import org.xiaokang.reader.CellText;
import org.xiaokang.reader.QueryRows;
import org.xiaokang.reader.QueryRows.ResultColumn;
import org.xiaokang.reader.Sql;
import org.xiaokang.reader.TableRow;

/** Rows of a table or of a query. */
public final class Rows {
  private static final int SHOWN = 50;

  private final Lake lake;
  private final String sql;
  private final QueryRows rows;

  Rows(Lake lake, String sql) {
    this.lake = lake;
    this.sql = sql;
    this.rows = lake.reader().query(sql);
  }

  /** Those for which a SQL condition holds, such as {@code "severity = 'hold'"}. */
  public Rows where(String condition) {
    return new Rows(lake, "SELECT * FROM (" + sql + ") WHERE " + condition);
  }

  /** The rows themselves, by the names of their columns; every digit of a number. */
  public List<TableRow> rows() {
    List<TableRow> all = new ArrayList<>();
    rows.each(row -> all.add(new TableRow(QueryRows.named(rows.columns(), row))));
    return all;
  }

  /** The names of the columns. */
  List<String> columns() {
    return rows.columns().stream().map(ResultColumn::name).toList();
  }

  /** The first rows that have a value in each of these columns. */
  List<TableRow> first(int most, List<String> columns) {
    String complete =
        columns.stream()
            .map(name -> Sql.name(name) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return new Rows(lake, "SELECT * FROM (" + sql + ") WHERE " + complete + " LIMIT " + most)
        .rows();
  }

  /** The first fifty rows in a table. */
  public Html show() {
    return show(SHOWN);
  }

  /** The first rows in a table, under a line that says the release and how many are shown. */
  public Html show(int limit) {
    List<ResultColumn> columns = rows.columns();
    List<List<@Nullable Object>> found = rows.first(limit + 1);
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
            columns.stream().map(c -> c.isNumber() ? ">" + c.name() : c.name()).toList());
    for (List<@Nullable Object> row : found.subList(0, Math.min(limit, found.size()))) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(cell(columns.get(i), row.get(i)));
      }
      table.add(cells);
    }
    return table.html();
  }

  /** Years and ids are no quantities; a whole number may have more digits than a double holds. */
  private static String cell(ResultColumn column, @Nullable Object cell) {
    String text = CellText.rounded(cell);
    if (!(cell instanceof Number number)
        || column.name().contains("year")
        || column.name().endsWith("_id")) {
      return text;
    }
    return text.matches("-?\\d+")
        ? String.format(Locale.ROOT, "%,d", new BigInteger(text))
        : Digits.text(number.doubleValue());
  }

  /**
   * A picture of them.
   *
   * @param title the finding, or what is shown
   * @param region what the figures are of
   * @param period the time they are of
   */
  public Drawing draw(String title, String region, String period) {
    return new Drawing(lake, this, title, region, period);
  }
}

package org.xiaokang.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.XiaokangException;

/** A CSV file with a header, as DuckDB reads it: every cell as text, separator and quotes found. */
final class InputTable implements AutoCloseable {
  /**
   * What the cells of a column look like; blank ones are left out.
   *
   * @param name the column
   * @param cells how many there are
   * @param numbers how many are numbers, with commas between thousands or a percent sign too
   * @param years how many are years from 1900 to 2099, or days of them
   * @param distinct how many different ones there are
   * @param longest characters of the longest
   * @param words how many have a blank between other characters
   */
  record Column(
      String name, long cells, long numbers, long years, long distinct, long longest, long words) {
    boolean isNumeric() {
      return cells > 0 && numbers * 10 >= cells * 9;
    }

    boolean isOfYears() {
      return cells > 0 && years == cells;
    }

    boolean isText() {
      return cells > 0 && numbers * 2 < cells;
    }
  }

  private static final String NUMBER = "^[-+−]?[0-9][0-9,]*([.][0-9]+)?([eE][-+]?[0-9]+)?%?$";
  private static final String YEAR = "^(19|20)[0-9]{2}(-[0-9]{2}-[0-9]{2})?年?$";

  private final Path file;
  private final Connection connection;
  private final List<Column> columns;
  private final String separator;

  private InputTable(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.separator = only("SELECT Delimiter FROM sniff_csv(" + text(file.toString()) + ")").get(0);
    execute(
        "CREATE TEMP TABLE input AS SELECT * FROM read_csv(%s, header = true, all_varchar = true)"
            .formatted(text(file.toString())));
    List<Column> found = new ArrayList<>();
    for (String name : only("SELECT column_name FROM (DESCRIBE input)")) {
      found.add(column(name));
    }
    this.columns = List.copyOf(found);
  }

  /**
   * Opens a file.
   *
   * @throws XiaokangException if it is not there, or no table in UTF-8 with a header and rows
   */
  static InputTable open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new XiaokangException(
          "there is no file '%s'; expected a CSV table with a header".formatted(file));
    }
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      try {
        return new InputTable(file, connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new XiaokangException(
          "'%s' cannot be read as a CSV table in UTF-8 with a header: %s"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private Column column(String name) throws SQLException {
    String cell = "trim(" + name(name) + ")";
    String counts =
        """
        SELECT count(*), count(*) FILTER (regexp_matches(cell, %s)),
          count(*) FILTER (regexp_matches(cell, %s)), count(DISTINCT cell),
          coalesce(max(length(cell)), 0), count(*) FILTER (contains(cell, ' '))
        FROM (SELECT %s AS cell FROM input) WHERE cell <> ''
        """
            .formatted(text(NUMBER), text(YEAR), cell);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(counts)) {
      row.next();
      return new Column(
          name,
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6));
    }
  }

  Path file() {
    return file;
  }

  List<Column> columns() {
    return columns;
  }

  /** What stands between cells. */
  String separator() {
    return separator;
  }

  /** The different texts of a column, sorted. */
  List<String> distinct(String column) {
    return asked(
        "SELECT DISTINCT trim(%1$s) FROM input WHERE trim(%1$s) <> '' ORDER BY 1"
            .formatted(name(column)));
  }

  /** The text that most often stands beside a text of another column; empty where none does. */
  String mostOften(String column, String where, String text) {
    return asked(
            "SELECT coalesce(mode(trim(%s)), '') FROM input WHERE trim(%s) = %s"
                .formatted(name(column), name(where), text(text)))
        .get(0);
  }

  /** Whether each text of one column stands with one of another, and the other way round. */
  boolean areOneToOne(String one, String other) {
    String pairs =
        "SELECT count(*) FROM (SELECT DISTINCT trim(%s), trim(%s) FROM input)"
            .formatted(name(one), name(other));
    long together = Long.parseLong(asked(pairs).get(0));
    return together == distinct(one).size() && together == distinct(other).size();
  }

  private List<String> asked(String question) {
    try {
      return only(question);
    } catch (SQLException e) {
      throw new XiaokangException("DuckDB cannot answer of " + file + ": " + e.getMessage(), e);
    }
  }

  /** The only column of an answer. */
  private List<String> only(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** The columns in words, for who is told that one is missing. */
  String shown() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String name(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  private static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new XiaokangException("DuckDB cannot be closed: " + e.getMessage(), e);
    }
  }
}

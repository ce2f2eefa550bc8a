package org.xiaokang.reader;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ReaderLimits;

/** A DuckDB in the memory of this process, within its limits. It fetches nothing from a network. */
final class DuckDb implements AutoCloseable {
  private final DuckDBConnection connection;

  /** The statement that runs, for whoever wants to end it. */
  private volatile @Nullable Statement running;

  private volatile boolean cancelled;

  private DuckDb(DuckDBConnection connection) {
    this.connection = connection;
  }

  /**
   * Opens one.
   *
   * @throws XiaokangException if its library does not run on this machine
   */
  static DuckDb open(ReaderLimits limits) {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", limits.memoryMib() + "MiB");
    if (limits.threads() > 0) {
      settings.setProperty("threads", String.valueOf(limits.threads()));
    }
    settings.setProperty(
        "temp_directory",
        Path.of(
                System.getProperty("java.io.tmpdir"),
                "xiaokang-query-" + ProcessHandle.current().pid())
            .toString());
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    try {
      // Not by DriverManager, which does not know drivers of a jar that spark-submit was given.
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
      DuckDb duck = new DuckDb(connection.unwrap(DuckDBConnection.class));
      duck.execute("SET TimeZone = 'UTC'");
      return duck;
    } catch (SQLException | LinkageError e) {
      throw new XiaokangException(
          "DuckDB, which answers queries, does not start: "
              + LakeReader.cause(e)
              + "; jobs/query --engine spark asks Spark instead",
          e);
    }
  }

  void execute(String sql) throws SQLException {
    running(
        connection.createStatement(),
        statement -> {
          statement.execute(sql);
          return sql;
        });
  }

  /** Puts rows into a table that is there. */
  void append(String schema, String table, Iterable<Object[]> rows) throws SQLException {
    try (var appender = connection.createAppender(schema, table)) {
      for (Object[] row : rows) {
        appender.beginRow();
        appender.append((int) row[0]);
        appender.append((long) row[1]);
        appender.endRow();
      }
    }
  }

  /** What is done with a result while it is open. */
  interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  /** Runs a query with parameters, if it has any. */
  <T> T query(String sql, List<? extends @Nullable Object> parameters, Reading<T> reading)
      throws SQLException {
    return running(
        connection.prepareStatement(sql),
        statement -> {
          for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
          }
          try (ResultSet rows = statement.executeQuery()) {
            return reading.of(rows);
          }
        });
  }

  /** What is done with a statement while it is open. */
  private interface Work<S, T> {
    T with(S statement) throws SQLException;
  }

  /**
   * Works with a statement that may be cancelled. DuckDB says that with an error of several kinds,
   * or gives fewer rows without a word: so the mark decides, and not the error.
   */
  private <S extends Statement, T> T running(S statement, Work<S, T> work) throws SQLException {
    try (statement) {
      running = statement;
      throwIfCancelled();
      T done = work.with(statement);
      throwIfCancelled();
      return done;
    } catch (SQLException e) {
      throwIfCancelled();
      throw e;
    } finally {
      running = null;
    }
  }

  /** The columns that a query would give. */
  List<QueryRows.ResultColumn> columns(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return columns(statement.getMetaData());
    }
  }

  static List<QueryRows.ResultColumn> columns(ResultSetMetaData meta) throws SQLException {
    List<QueryRows.ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(
          new QueryRows.ResultColumn(
              meta.getColumnLabel(i),
              isNumber(meta.getColumnType(i)) || meta.getColumnTypeName(i).endsWith("HUGEINT")));
    }
    return columns;
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.FLOAT,
          Types.REAL,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  /** The cells of the present row. */
  static List<@Nullable Object> cells(ResultSet rows, ResultSetMetaData meta) throws SQLException {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      cells.add(
          meta.getColumnType(i) == Types.TIMESTAMP
              ? moment(rows.getObject(i, LocalDateTime.class))
              : plain(rows.getObject(i)));
    }
    return cells;
  }

  private static @Nullable Object moment(@Nullable LocalDateTime time) {
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Object plain(@Nullable Object cell) throws SQLException {
    if (cell instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (cell instanceof Timestamp time) {
      return moment(time.toLocalDateTime());
    }
    if (cell instanceof Array array) {
      return list((Object[]) array.getArray());
    }
    if (cell instanceof Struct struct) {
      StructCell parts = new StructCell();
      for (Map.Entry<String, Object> part : ((DuckDBStruct) struct).getMap().entrySet()) {
        parts.put(part.getKey(), plain(part.getValue()));
      }
      return parts;
    }
    if (cell instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.put(plain(entry.getKey()), plain(entry.getValue()));
      }
      return entries;
    }
    if (cell instanceof Blob blob) {
      return blob.getBytes(1, Math.toIntExact(blob.length()));
    }
    return cell instanceof Number || cell == null ? cell : other(cell);
  }

  private static Object other(Object cell) {
    return cell instanceof Boolean || cell instanceof LocalDate || cell instanceof String
        ? cell
        : cell.toString();
  }

  private static List<@Nullable Object> list(Object[] items) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object item : items) {
      list.add(plain(item));
    }
    return list;
  }

  /** A new question begins: what {@link #cancel} ended lies behind. */
  void begin() {
    cancelled = false;
  }

  /**
   * For the moments in which no statement runs: between the files of a table, or between rows.
   *
   * @throws QueryEndedException if the question is to end
   */
  void throwIfCancelled() {
    if (cancelled) {
      throw new QueryEndedException();
    }
  }

  /** Ends the question under way; whoever waits for its answer is told. */
  void cancel() {
    cancelled = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has just ended.
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new XiaokangException("DuckDB could not be closed: " + e.getMessage(), e);
    }
  }
}

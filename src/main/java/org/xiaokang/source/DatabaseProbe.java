package org.xiaokang.source;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Hash;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Database;
import org.xiaokang.config.Source;

/**
 * Asks a database what state a table is in, by JDBC alone: a night on which nothing changed needs
 * no Spark session to find that out.
 */
record DatabaseProbe(Source source, Database database, Map<String, String> options) {
  private static final int FETCH_SIZE = 10_000;
  private static final long SEED = 42;

  /** Stands for null, or a moved cell would look the same. */
  private static final String NOTHING = "\u0001";

  /** For a source of the format jdbc; options by their names in whatever case. */
  static DatabaseProbe of(Source source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(source.options());
    return new DatabaseProbe(source, source.database().orElseThrow(), options);
  }

  /**
   * The content as it is now, for the ledger.
   *
   * @throws XiaokangException if the database is away, refuses, or cannot tell
   */
  SourceFile file(String reading) {
    try (Connection connection = connection()) {
      connection.setAutoCommit(false); // or some drivers fetch all rows at once
      connection.setReadOnly(true);
      return looked(connection, reading);
    } catch (Exception e) {
      throw DatabaseFailure.of(source, database, e);
    }
  }

  private Connection connection() throws Exception {
    Properties properties = new Properties();
    database
        .userEnv()
        .ifPresent(name -> properties.put("user", DatabaseTable.environment(source, name)));
    database
        .passwordEnv()
        .ifPresent(name -> properties.put("password", DatabaseTable.environment(source, name)));
    Connection connection = driver().connect(source.path(), properties);
    if (connection == null) {
      throw new SQLException("No suitable driver", "08001");
    }
    String first = options.get("sessionInitStatement");
    if (first != null) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(first);
      }
    }
    return connection;
  }

  /** The one that is named, else one that knows the url; jars of spark.jars are looked into too. */
  private Driver driver() throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    String named = options.get("driver");
    if (named != null) {
      return Class.forName(named, true, loader)
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    }
    for (Driver one : ServiceLoader.load(Driver.class, loader)) {
      if (one.acceptsURL(source.path())) {
        return one;
      }
    }
    throw new SQLException("No suitable driver");
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private <T> T ask(Connection connection, String sql, Reading<T> reading) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(number("fetchsize", FETCH_SIZE));
      statement.setQueryTimeout(number("queryTimeout", 0));
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reading.of(rows);
      }
    }
  }

  private int number(String option, int usual) {
    String told = options.get(option);
    return told == null ? usual : Integer.parseInt(told.strip());
  }

  private String quoted(String column) {
    return JdbcDialects.get(source.path()).quoteIdentifier(column);
  }

  private SourceFile looked(Connection connection, String reading) throws SQLException {
    List<String> columns =
        ask(
            connection,
            "SELECT * FROM " + database.from() + " WHERE 1 = 0",
            rows -> names(rows.getMetaData()));
    DatabaseTable.requireDeclared(source, columns);
    requireParts(connection);
    Optional<String> mark = database.changes().map(changes -> quoted(changes.watermark()));
    Counted counted =
        ask(
            connection,
            "SELECT COUNT(*), CURRENT_TIMESTAMP"
                + mark.map(m -> ", COUNT(%s), MAX(%s)".formatted(m, m)).orElse("")
                + " FROM "
                + database.from(),
            rows -> counted(rows, mark.isPresent()));
    String where =
        counted
            .latest()
            .map(to -> recent(mark.orElseThrow(), to))
            .orElse("1 = 1"); // told by all of it
    DatabaseState state =
        new DatabaseState(
            counted.rows(),
            Hash.of(String.join("\n", columns)).substring(0, 16),
            counted.latest(),
            ask(connection, select(columns, where), DatabaseProbe::hash));
    return new SourceFile(
        source.name(),
        DatabaseTable.path(source),
        0,
        counted.latest().flatMap(Watermark::moment).orElse(counted.askedAt()),
        state.checksum(),
        reading);
  }

  /** What a run would find only when it has begun to write. */
  private void requireParts(Connection connection) throws SQLException {
    if (database.partition().isPresent()) {
      Database.Partition partition = database.partition().get();
      String column = quoted(partition.column());
      Optional<Object> bound =
          ask(
              connection,
              "SELECT MIN(" + column + ") FROM " + database.from(),
              rows -> {
                rows.next();
                return Optional.ofNullable(rows.getObject(1));
              });
      bound.ifPresent(found -> DatabaseTable.whole(source, partition, found));
    }
  }

  private static List<String> names(ResultSetMetaData meta) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
    }
    return names;
  }

  /** How many rows, when that was asked, and the latest watermark where every row has one. */
  private record Counted(long rows, Instant askedAt, Optional<Watermark> latest) {}

  private Counted counted(ResultSet told, boolean marked) throws SQLException {
    told.next();
    long rows = told.getLong(1);
    Instant askedAt = told.getTimestamp(2).toInstant();
    return new Counted(
        rows,
        askedAt,
        marked && rows > 0 && told.getLong(3) == rows
            ? Optional.of(watermark(told))
            : Optional.empty());
  }

  private Watermark watermark(ResultSet told) throws SQLException {
    Object read = moment(told);
    return Watermark.of(read)
        .orElseThrow(
            () ->
                new XiaokangException(
                    "source '%s': watermark column '%s' has '%s'; expected times, dates or numbers"
                        .formatted(
                            source.name(), database.changes().orElseThrow().watermark(), read)));
  }

  /** Whether a time has a zone is told by the name of its type: drivers give both as Timestamp. */
  private static Object moment(ResultSet told) throws SQLException {
    int type = told.getMetaData().getColumnType(4);
    String name = told.getMetaData().getColumnTypeName(4).toLowerCase(Locale.ROOT);
    if (type == Types.TIMESTAMP_WITH_TIMEZONE
        || name.equals("timestamptz")
        || name.contains("with time zone")) {
      return told.getObject(4, OffsetDateTime.class).toInstant();
    }
    return type == Types.TIMESTAMP ? told.getObject(4, LocalDateTime.class) : told.getObject(4);
  }

  private String recent(String mark, Watermark to) {
    Watermark from = to.lower(database.changes().orElseThrow().overlap());
    return "%s >= %s AND %s <= %s".formatted(mark, from.sql(), mark, to.sql());
  }

  private String select(List<String> columns, String where) {
    return columns.stream()
        .map(this::quoted)
        .collect(
            Collectors.joining(", ", "SELECT ", " FROM " + database.from() + " WHERE " + where));
  }

  /** The same for the same rows in any order: their number and the sum of their 64-bit hashes. */
  private static String hash(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    BigInteger sum = BigInteger.ZERO;
    long count = 0;
    while (rows.next()) {
      long hash = SEED;
      for (int i = 1; i <= columns; i++) {
        hash = hash(rows.getString(i), hash);
      }
      sum = sum.add(BigInteger.valueOf(hash));
      count++;
    }
    return count + "/" + sum;
  }

  private static long hash(@Nullable String cell, long seed) {
    byte[] bytes = (cell == null ? NOTHING : cell).getBytes(StandardCharsets.UTF_8);
    return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, seed);
  }
}

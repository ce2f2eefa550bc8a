package org.xiaokang.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Database;
import org.xiaokang.config.Source;

/**
 * A table or query of a database, its cells as the text the database prints: numbers keep their
 * digits.
 */
record DatabaseTable(SparkSession session, Source source, Database database, List<String> columns) {
  private static final String FETCH_SIZE = "10000";

  DatabaseTable {
    columns = List.copyOf(columns);
  }

  /**
   * Asks the database for the columns.
   *
   * @throws XiaokangException if it is away or refuses, or a column that is named is not there
   */
  static DatabaseTable of(SparkSession session, Source source) {
    Database database = source.database().orElseThrow();
    DatabaseTable unknown = new DatabaseTable(session, source, database, List.of());
    try {
      DatabaseTable table =
          new DatabaseTable(
              session,
              source,
              database,
              List.of(unknown.reader().option("dbtable", database.from()).load().columns()));
      requireDeclared(source, table.columns());
      return table;
    } catch (Exception e) {
      throw DatabaseFailure.of(source, database, e);
    }
  }

  /** What its rows give as their file, and the ledger keeps: no parameter of the url. */
  static String path(Source source) {
    return DatabaseFailure.address(source) + "#" + source.database().orElseThrow().label();
  }

  /**
   * Requires the columns that a source's declaration names.
   *
   * @throws XiaokangException if one is none of {@code columns}, naming the nearest
   */
  static void requireDeclared(Source source, List<String> columns) {
    Database database = source.database().orElseThrow();
    database.partition().ifPresent(parts -> require(source, columns, "partition", parts.column()));
    database.changes().ifPresent(changes -> require(source, columns, "key", changes.key()));
    database
        .changes()
        .ifPresent(changes -> require(source, columns, "watermark", changes.watermark()));
  }

  private static void require(Source source, List<String> columns, String key, String column) {
    if (!columns.contains(column)) {
      throw new XiaokangException(
          "source '%s': %s names column '%s', which %s does not have%s; it has %s"
              .formatted(
                  source.name(),
                  key,
                  column,
                  source.database().orElseThrow().label(),
                  Nearest.hint(column, columns),
                  String.join(", ", columns)));
    }
  }

  private DataFrameReader reader() {
    DataFrameReader reader =
        session
            .read()
            .format("jdbc")
            .option("fetchsize", FETCH_SIZE)
            .options(source.options())
            .option("url", source.path())
            // Spark takes every cell for text; the database would compare numbers.
            .option("pushDownPredicate", "false")
            .option("preferTimestampNTZ", "true");
    database.userEnv().ifPresent(name -> reader.option("user", environment(source, name)));
    database.passwordEnv().ifPresent(name -> reader.option("password", environment(source, name)));
    return reader;
  }

  static String environment(Source source, String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () ->
                new XiaokangException(
                    "source '%s': the environment variable %s is not set; set it where the run is started: export %s=..."
                        .formatted(source.name(), name, name)));
  }

  /** All rows, in as many parts as are declared. */
  Dataset<Row> rows() {
    return text(database.partition().map(this::parts).orElse(List.of("1 = 1")));
  }

  private Dataset<Row> text(List<String> predicates) {
    String types =
        columns.stream()
            .map(name -> "`" + name.replace("`", "``") + "` STRING")
            .collect(Collectors.joining(", "));
    return reader()
        .option("customSchema", types)
        .jdbc(source.path(), database.from(), predicates.toArray(String[]::new), new Properties());
  }

  /** Conditions of which each row meets exactly one. */
  private List<String> parts(Database.Partition partition) {
    String column = quoted(partition.column());
    Row bounds = ask("MIN(%s), MAX(%s)".formatted(column, column));
    if (bounds.isNullAt(0)) {
      return List.of("1 = 1");
    }
    BigInteger first = whole(source, partition, bounds.get(0));
    BigInteger last = whole(source, partition, bounds.get(1));
    BigInteger span = last.subtract(first).add(BigInteger.ONE);
    int count = span.min(BigInteger.valueOf(partition.partitions())).intValueExact();
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      Stream.Builder<String> bound = Stream.builder();
      if (part > 0) {
        bound.add(column + " >= " + start(first, span, part, count));
      }
      if (part < count - 1) {
        bound.add(column + " < " + start(first, span, part + 1, count));
      }
      String within = bound.build().collect(Collectors.joining(" AND "));
      parts.add(count == 1 ? "1 = 1" : part == 0 ? within + " OR " + column + " IS NULL" : within);
    }
    return parts;
  }

  private static BigInteger start(BigInteger first, BigInteger span, int part, int count) {
    return first.add(span.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(count)));
  }

  /**
   * A bound of the column that parts are made by.
   *
   * @throws XiaokangException if it is no number
   */
  static BigInteger whole(Source source, Database.Partition partition, Object bound) {
    if (bound instanceof Number number) {
      return new BigDecimal(number.toString()).setScale(0, RoundingMode.FLOOR).toBigInteger();
    }
    throw new XiaokangException(
        "source '%s': partition column '%s' has '%s'; expected a column of whole numbers"
            .formatted(source.name(), partition.column(), bound));
  }

  private String quoted(String column) {
    return JdbcDialects.get(source.path()).quoteIdentifier(column);
  }

  private Row ask(String select) {
    return reader()
        .option("dbtable", "(SELECT " + select + " FROM " + database.from() + ") asked")
        .load()
        .head();
  }
}

package org.xiaokang.lake;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.QueryRows;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/** A table's rows as each engine reads them, cells in plain Java. */
final class Readers {
  private Readers() {}

  /** As Spark reads them. */
  static List<Map<String, @Nullable Object>> spark(String lake, String table) {
    SparkSession spark = SparkTest.session().newSession();
    // The older classes for times know the zone of this JVM, and the Julian calendar.
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    List<Map<String, @Nullable Object>> read = new ArrayList<>();
    spark
        .read()
        .format("delta")
        .load(lake + "/" + table)
        .collectAsList()
        .forEach(row -> read.add(named(row)));
    return read;
  }

  private static Map<String, @Nullable Object> named(Row row) {
    Map<String, @Nullable Object> named = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      named.put(row.schema().fieldNames()[i], plain(row.get(i)));
    }
    return named;
  }

  private static @Nullable Object plain(@Nullable Object cell) {
    if (cell instanceof Row row) {
      return named(row);
    }
    if (cell instanceof scala.collection.Seq<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      asJava(list).forEach(one -> plain.add(plain(one)));
      return plain;
    }
    if (cell instanceof scala.collection.Map<?, ?> map) {
      return new HashMap<>(asJava(map));
    }
    return cell;
  }

  /** As Delta Kernel reads them. */
  static List<Map<String, @Nullable Object>> kernel(String lake, String table) {
    return Reading.rows(lake, table).stream().map(TableRow::cells).toList();
  }

  /** As DuckDB reads them, at the version that a release names. */
  static List<Map<String, @Nullable Object>> duckDb(String lake, Release release, String table) {
    List<Map<String, @Nullable Object>> read = new ArrayList<>();
    try (ReleaseReader reader = Reading.release(lake, release)) {
      QueryRows rows = reader.query("select * from " + table);
      rows.each(row -> read.add(QueryRows.named(rows.columns(), row)));
    }
    return read;
  }
}

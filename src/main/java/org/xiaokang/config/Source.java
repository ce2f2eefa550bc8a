package org.xiaokang.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One source of metrics.
 *
 * @param name its name in tables and messages
 * @param format csv, json, parquet, delta or jdbc
 * @param path a path, glob or URI on any Hadoop file system; of a database its url
 * @param options reader options of Spark
 * @param columns contract column to Spark SQL expression over the source's columns
 * @param unpivot how a wide table becomes long, if it is wide
 * @param rank its place among the sources where several documents give the same figure: 1 goes
 *     first, a source without a rank after all ranked ones
 * @param database what of a database is read, if it is one
 * @param printing how it prints its figures
 */
public record Source(
    String name,
    String format,
    String path,
    Map<String, String> options,
    Map<String, String> columns,
    Optional<Unpivot> unpivot,
    Optional<Integer> rank,
    Optional<Database> database,
    Printing printing) {

  /** The formats that can be read. */
  public static final List<String> FORMATS = List.of("csv", "json", "parquet", "delta", "jdbc");

  /** The columns of the contract that a source may map. */
  public static final List<String> CONTRACT =
      List.of(
          "doc_id",
          "obs_id",
          "region_code",
          "region_name",
          "region_parent",
          "region_level",
          "metric_code",
          "scope",
          "period_start",
          "period_end",
          "period_kind",
          "value",
          "unit",
          "qualifier",
          "published_on",
          "locator",
          "confidence",
          "note",
          "action",
          "unit_mult",
          "base_per",
          "obs_status");

  /** A source that declares nothing of how it prints. */
  public Source(
      String name,
      String format,
      String path,
      Map<String, String> options,
      Map<String, String> columns,
      Optional<Unpivot> unpivot,
      Optional<Integer> rank,
      Optional<Database> database) {
    this(name, format, path, options, columns, unpivot, rank, database, Printing.NOT_DECLARED);
  }

  /** Keeps copies. */
  public Source {
    options = Map.copyOf(options);
    columns = Map.copyOf(columns);
  }

  /** The same with an option more. */
  public Source with(String option, String value) {
    Map<String, String> more = new HashMap<>(options);
    more.put(option, value);
    return new Source(name, format, path, more, columns, unpivot, rank, database, printing);
  }

  /** The same with another mapping. */
  Source mapping(Map<String, String> other) {
    return new Source(name, format, path, options, other, unpivot, rank, database);
  }

  /**
   * A wide table's columns that become rows.
   *
   * @param columns their names, if they are listed
   * @param pattern a regular expression their whole names match, if they are not listed
   * @param name the new column that takes the old column's name
   * @param value the new column that takes its value
   */
  public record Unpivot(List<String> columns, Optional<String> pattern, String name, String value) {
    /** Keeps a copy. */
    public Unpivot {
      columns = List.copyOf(columns);
    }
  }
}

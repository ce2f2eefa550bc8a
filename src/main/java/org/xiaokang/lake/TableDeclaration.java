package org.xiaokang.lake;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the log of a table says that the table is.
 *
 * @param columns the columns, with NOT NULL and comments
 * @param comment what the table holds
 * @param properties the table's properties, but for those that somebody else set
 * @param clusterBy columns by which rows lie together
 */
record TableDeclaration(
    StructType columns, String comment, Map<String, String> properties, List<Column> clusterBy) {
  /**
   * The way in which tables of a lake are written; another number is another way, and no program
   * writes to tables of a way that is not its own. Tables from before there were numbers have none.
   */
  static final int LAKE_FORMAT = 2;

  static final String FORMAT = "xiaokang.lakeFormat";

  /**
   * Conditions are checked as rows are written, and said here for readers. Delta's own constraints
   * would make Kernel refuse the table (feature checkConstraints, Kernel 4.4.0).
   */
  private static final String CONDITION = "xiaokang.condition.";

  private static final String CLUSTERED_BY = "xiaokang.clusteredBy";

  /**
   * Delta drops log entries after 30 days, kept releases or not; maintenance knows which may go.
   */
  private static final String CLEANS_LOG = "delta.enableExpiredLogCleanup";

  /** Files are skipped by the columns that they are clustered by, and by no others. */
  private static final String SKIPPED_BY = "delta.dataSkippingStatsColumns";

  /** A replaced row is marked as deleted; its file is not written again for it. */
  private static final String MARKS_DELETED = "delta.enableDeletionVectors";

  /** Keeps copies. */
  TableDeclaration {
    properties = Map.copyOf(properties);
    clusterBy = List.copyOf(clusterBy);
  }

  /** The declaration of a table. */
  static TableDeclaration of(TableSchema<?> table) {
    Map<String, String> properties = new HashMap<>();
    table.conditions().forEach(one -> properties.put(CONDITION + one.name(), one.sql()));
    properties.put(FORMAT, String.valueOf(LAKE_FORMAT));
    properties.put(CLEANS_LOG, "false");
    properties.put(MARKS_DELETED, "true");
    properties.put(CLUSTERED_BY, String.join(",", table.clusterBy()));
    if (!table.clusterBy().isEmpty()) {
      properties.put(SKIPPED_BY, String.join(",", table.clusterBy()));
    }
    return new TableDeclaration(
        DeltaTypes.schema(table),
        table.comment(),
        properties,
        table.clusterBy().stream().map(Column::new).toList());
  }

  /** Whether a table with these columns, comment and properties is declared so already. */
  boolean isOf(StructType present, Optional<String> said, Map<String, String> set) {
    return columns.equals(present)
        && Optional.of(comment).equals(said)
        && propertiesOver(set).equals(set);
  }

  /** These properties in a table that has some: what somebody else set is kept. */
  Map<String, String> propertiesOver(Map<String, String> set) {
    Map<String, String> all = new HashMap<>(set);
    all.keySet().removeIf(key -> key.startsWith(CONDITION) || key.equals(SKIPPED_BY));
    all.putAll(properties);
    return all;
  }

  /**
   * Why rows that were written as {@code before} says cannot be read by these columns: a column
   * that they have in another type, or lack where every row must have it.
   */
  List<String> misfits(StructType before) {
    List<String> misfits = new ArrayList<>();
    for (StructField field : columns.fields()) {
      int at = before.indexOf(field.getName());
      if (at < 0 && !field.isNullable()) {
        misfits.add("its rows lack the column '%s'".formatted(field.getName()));
      } else if (at >= 0 && !before.at(at).getDataType().equals(field.getDataType())) {
        misfits.add(
            "its rows have the column '%s' as %s, not as %s"
                .formatted(field.getName(), before.at(at).getDataType(), field.getDataType()));
      } else if (at >= 0 && before.at(at).isNullable() && !field.isNullable()) {
        misfits.add("its rows may lack the column '%s'".formatted(field.getName()));
      }
    }
    return misfits;
  }
}

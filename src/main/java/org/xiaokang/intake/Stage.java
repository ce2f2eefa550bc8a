package org.xiaokang.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One projection: columns added or replaced, helpers dropped. Spark analyses the whole plan at each
 * step, so what does not depend on each other goes into one stage.
 */
final class Stage {
  private final Map<String, Column> added = new LinkedHashMap<>();
  private List<String> dropped = List.of();

  Stage with(String name, Column column) {
    added.put(name, column);
    return this;
  }

  Stage without(String... names) {
    dropped = List.of(names);
    return this;
  }

  Dataset<Row> of(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      if (!dropped.contains(name) && !added.containsKey(name)) {
        columns.add(Contract.named(name));
      }
    }
    added.forEach((name, column) -> columns.add(column.as(name)));
    return rows.select(columns.toArray(Column[]::new));
  }
}

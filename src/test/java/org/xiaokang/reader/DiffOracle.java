package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.tables.Tables;

/**
 * What differs in the indicator values of two releases: whole tables as Spark reads them, held
 * against each other row by row in plain Java.
 */
public final class DiffOracle {
  private static final List<String> KEY =
      List.of("ref_area", "indicator", "scope", "period_kind", "time_period", "origin");
  private static final List<String> SAID =
      List.of("obs_value", "obs_status", "reason", "bound", "coverage");
  private static final List<String> FIGURE =
      List.of("obs_value", "ref_area", "qualifier", "preferred");

  private final boolean otherCode;
  private final Map<List<Object>, Row> then;
  private final Map<List<Object>, Row> now;
  private final Map<List<Object>, Row> definitionsThen;
  private final Map<List<Object>, Row> definitionsNow;
  private final Set<Object> added = new HashSet<>();
  private final Set<Object> corrected = new HashSet<>();

  /**
   * Reads both.
   *
   * @param before tables of the earlier release
   * @param after tables of the later one
   * @param otherCode whether different programs computed them
   */
  public DiffOracle(Tables before, Tables after, boolean otherCode) {
    this.otherCode = otherCode;
    this.then = rows(before, "indicators", KEY);
    this.now = rows(after, "indicators", KEY);
    this.definitionsThen = rows(before, "indicator_catalogue", List.of("indicator"));
    this.definitionsNow = rows(after, "indicator_catalogue", List.of("indicator"));
    Map<List<Object>, Row> figuresThen = rows(before, "observations", List.of("observation_id"));
    Map<List<Object>, Row> figuresNow = rows(after, "observations", List.of("observation_id"));
    for (List<Object> id : both(figuresThen, figuresNow)) {
      if (!figuresThen.containsKey(id)) {
        added.add(id.get(0));
      } else if (!alike(figuresThen.get(id), figuresNow.get(id), FIGURE)) {
        corrected.add(id.get(0));
      }
    }
  }

  private static Map<List<Object>, Row> rows(Tables tables, String table, List<String> key) {
    Map<List<Object>, Row> rows = new HashMap<>();
    for (Row row : tables.table(table).collectAsList()) {
      if (rows.put(cells(row, key), row) != null) {
        throw new AssertionError("two rows of " + table + " for " + cells(row, key));
      }
    }
    return rows;
  }

  private static List<Object> cells(Row row, List<String> columns) {
    return Arrays.asList(columns.stream().map(row::<Object>getAs).toArray());
  }

  private static Set<List<Object>> both(Map<List<Object>, Row> one, Map<List<Object>, Row> other) {
    Set<List<Object>> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }

  private static boolean alike(@Nullable Row one, @Nullable Row other, List<String> columns) {
    return one != null && other != null && cells(one, columns).equals(cells(other, columns));
  }

  /** All that differ: the key, change, value before and after, reason, in one order. */
  public List<String> values() {
    List<String> values = new ArrayList<>();
    for (List<Object> key : both(then, now)) {
      Row before = then.get(key);
      Row after = now.get(key);
      if (!alike(before, after, SAID)) {
        List<Object> cells = new ArrayList<>(key);
        cells.add(before == null ? "added" : after == null ? "removed" : "changed");
        cells.add(before == null ? null : before.getAs("obs_value"));
        cells.add(after == null ? null : after.getAs("obs_value"));
        cells.add(why(key.get(1), before, after));
        values.add(String.join("|", cells.stream().map(String::valueOf).toList()));
      }
    }
    values.sort(null);
    return values;
  }

  private String why(Object indicator, @Nullable Row before, @Nullable Row after) {
    Row hashThen = definitionsThen.get(List.of(indicator));
    Row hashNow = definitionsNow.get(List.of(indicator));
    if (!alike(hashThen, hashNow, List.of("definition_hash"))) {
      return "definition";
    }
    Set<Object> inputsNow = inputs(after);
    Set<Object> inputs = new HashSet<>(inputs(before));
    inputs.addAll(inputsNow);
    if (inputs.stream().anyMatch(corrected::contains)) {
      return "correction";
    }
    if (inputsNow.stream().anyMatch(added::contains)) {
      return "new data";
    }
    if (!added.isEmpty() || !corrected.isEmpty()) {
      return "other regions";
    }
    return otherCode ? "code" : "regions";
  }

  private static Set<Object> inputs(@Nullable Row row) {
    Set<Object> ids = new HashSet<>();
    if (row != null) {
      for (Row input : row.<Row>getList(row.fieldIndex("inputs"))) {
        ids.add(input.getAs("observation_id"));
      }
    }
    return ids;
  }

  /** By indicator and reason, in one order: added, removed, changed, regions. */
  public List<String> byIndicator() {
    Map<String, List<String[]>> groups = new TreeMap<>();
    for (String value : values()) {
      String[] cells = value.split("\\|", -1);
      groups.computeIfAbsent(cells[1] + "|" + cells[9], key -> new ArrayList<>()).add(cells);
    }
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (group, rows) -> {
          Set<String> regions = new TreeSet<>();
          rows.forEach(cells -> regions.add(cells[0]));
          lines.add(
              "%s|%d|%d|%d|%d"
                  .formatted(
                      group,
                      count(rows, "added"),
                      count(rows, "removed"),
                      count(rows, "changed"),
                      regions.size()));
        });
    return lines;
  }

  private static long count(List<String[]> rows, String change) {
    return rows.stream().filter(cells -> Objects.equals(cells[6], change)).count();
  }
}

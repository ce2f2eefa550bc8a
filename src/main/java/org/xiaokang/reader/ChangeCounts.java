package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.QueryRows.ResultColumn;

/** Counts values that differ in two releases, by indicator and reason. */
final class ChangeCounts {
  private static final List<ResultColumn> COLUMNS =
      Stream.concat(
              Stream.of("indicator", "why").map(name -> new ResultColumn(name, false)),
              Stream.of("added", "removed", "changed", "regions", "largest_relative_change")
                  .map(name -> new ResultColumn(name, true)))
          .toList();

  private final Map<String, Map<String, Counted>> counted = new TreeMap<>();

  /** What is counted of an indicator and a reason. */
  private static final class Counted {
    private final Map<String, Long> changes = new TreeMap<>();
    private final Set<String> regions = new HashSet<>();
    private @Nullable Double largest;

    void add(TableRow row) {
      changes.merge(row.text("change"), 1L, Long::sum);
      regions.add(row.text("ref_area"));
      Double then = row.real("value_before");
      Double now = row.real("value_after");
      if (then != null && now != null && then != 0) {
        double change = Math.abs(now / then - 1);
        Double most = largest;
        largest = most == null ? change : Math.max(most, change);
      }
    }

    List<@Nullable Object> cells(String indicator, String why) {
      return Arrays.asList(
          indicator,
          why,
          changes.getOrDefault("added", 0L),
          changes.getOrDefault("removed", 0L),
          changes.getOrDefault("changed", 0L),
          (long) regions.size(),
          largest);
    }
  }

  /**
   * Counts one.
   *
   * @param row indicator, ref_area, change, value_before, value_after
   * @param why the reason
   */
  void add(TableRow row, String why) {
    counted
        .computeIfAbsent(row.text("indicator"), indicator -> new TreeMap<>())
        .computeIfAbsent(why, reason -> new Counted())
        .add(row);
  }

  /**
   * A row of each indicator and reason: how many values were added, removed, changed, in how many
   * regions, and by which share of the value before at most; null where none has a share.
   */
  ListedRows rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    counted.forEach(
        (indicator, reasons) -> reasons.forEach((why, one) -> rows.add(one.cells(indicator, why))));
    return new ListedRows(COLUMNS, rows);
  }
}

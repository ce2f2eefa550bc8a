package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.QueryRows.ResultColumn;

/**
 * What changed in the indicators from one release to another, and why ({@link ChangeReason}).
 *
 * @param now the later release
 * @param before the earlier one, of the same lake
 */
public record ReleaseDiff(ReleaseReader now, Release before) {
  /** What tells values apart. */
  public static final List<String> KEY =
      List.of("ref_area", "indicator", "scope", "period_kind", "time_period", "origin");

  /** What a value says; the rest follows from it. */
  public static final List<String> SAID =
      List.of("obs_value", "obs_status", "reason", "bound", "coverage");

  /** What an observation says, for the values that are made of it. */
  public static final List<String> FIGURE =
      List.of("obs_value", "ref_area", "qualifier", "preferred");

  private static final List<String> TABLES =
      List.of("indicators", "indicator_catalogue", "observations");

  /** Values that differ, and what is known of each for the reason. */
  private static final String DIFFERING =
      """
      WITH figures AS MATERIALIZED (
        SELECT observation_id,
          CASE WHEN t.ref_area IS NULL THEN 'added' ELSE 'corrected' END AS fate
        FROM before.observations t FULL JOIN main.observations n USING (observation_id)
        WHERE %s),
      differing AS MATERIALIZED (
        SELECT row_number() OVER () AS id, %s,
          CASE WHEN t.origin IS NULL THEN 'added' WHEN n.origin IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
          t.obs_value AS value_before, n.obs_value AS value_after,
          t.inputs AS inputs_before, n.inputs AS inputs_after
        FROM before.indicators t FULL JOIN main.indicators n USING (%s)
        WHERE %s),
      inputs AS (
        SELECT id, unnest(inputs_before).observation_id AS observation_id, false AS is_new
        FROM differing
        UNION ALL
        SELECT id, unnest(inputs_after).observation_id, true FROM differing),
      touched AS (
        SELECT id, bool_or(fate = 'corrected') AS corrected, bool_or(fate = 'added' AND is_new) AS added
        FROM inputs JOIN figures USING (observation_id) GROUP BY id),
      definitions AS (
        SELECT indicator, t.definition_hash IS NOT DISTINCT FROM n.definition_hash AS same
        FROM before.indicator_catalogue t FULL JOIN main.indicator_catalogue n USING (indicator))
      SELECT %s, change, value_before, value_after, coalesce(same, true) AS same_definition,
        coalesce(corrected, false) AS corrected, coalesce(added, false) AS added,
        EXISTS (FROM figures) AS any_figure
      FROM differing LEFT JOIN definitions USING (indicator) LEFT JOIN touched USING (id)
      """
          .formatted(
              distinct(FIGURE),
              String.join(", ", KEY),
              String.join(", ", KEY),
              distinct(SAID) + " OR t.origin IS NULL OR n.origin IS NULL",
              String.join(", ", KEY));

  private static String distinct(List<String> columns) {
    return String.join(
        " OR ",
        columns.stream().map(name -> "t.%s IS DISTINCT FROM n.%s".formatted(name, name)).toList());
  }

  /** Opens both releases' tables. */
  public ReleaseDiff {
    now.openBefore(before, TABLES);
  }

  private String why(TableRow row) {
    return ChangeReason.of(
        row.is("same_definition"),
        row.is("corrected"),
        row.is("added"),
        row.is("any_figure"),
        !before.codeVersion().equals(now.release().codeVersion()));
  }

  /**
   * The values that are not the same in both: ref_area, indicator, scope, period_kind, time_period,
   * origin, change (added, removed, changed), value_before, value_after, why. Of an indicator the
   * largest changes first.
   *
   * @param most so many at most
   */
  public ListedRows values(int most) {
    List<ResultColumn> columns = new ArrayList<>();
    KEY.forEach(name -> columns.add(new ResultColumn(name, false)));
    columns.add(new ResultColumn("change", false));
    columns.add(new ResultColumn("value_before", true));
    columns.add(new ResultColumn("value_after", true));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    now.each(
        TABLES,
        DIFFERING
            + " ORDER BY indicator, abs(value_after - value_before) DESC NULLS LAST, ref_area,"
            + " scope, time_period, origin LIMIT "
            + most,
        row -> {
          List<@Nullable Object> cells = new ArrayList<>();
          columns.forEach(column -> cells.add(row.cells().get(column.name())));
          cells.add(why(row));
          rows.add(cells);
        });
    List<ResultColumn> all = new ArrayList<>(columns);
    all.add(new ResultColumn("why", false));
    return new ListedRows(all, rows);
  }

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

    List<@Nullable Object> cells(List<String> key) {
      return Arrays.asList(
          key.get(0),
          key.get(1),
          changes.getOrDefault("added", 0L),
          changes.getOrDefault("removed", 0L),
          changes.getOrDefault("changed", 0L),
          (long) regions.size(),
          largest);
    }
  }

  /**
   * By indicator and reason: how many values were added, removed, changed, in how many regions, and
   * by which share of the value before at most.
   */
  public ListedRows byIndicator() {
    Map<List<String>, Counted> counted =
        new TreeMap<>(
            java.util.Comparator.<List<String>, String>comparing(key -> key.get(0))
                .thenComparing(key -> key.get(1)));
    now.each(
        TABLES,
        DIFFERING,
        row ->
            counted
                .computeIfAbsent(List.of(row.text("indicator"), why(row)), key -> new Counted())
                .add(row));
    List<ResultColumn> columns = new ArrayList<>();
    for (String text : List.of("indicator", "why")) {
      columns.add(new ResultColumn(text, false));
    }
    for (String number :
        List.of("added", "removed", "changed", "regions", "largest_relative_change")) {
      columns.add(new ResultColumn(number, true));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    counted.forEach((key, one) -> rows.add(one.cells(key)));
    return new ListedRows(columns, rows);
  }
}

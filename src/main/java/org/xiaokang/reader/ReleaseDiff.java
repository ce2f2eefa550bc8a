package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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
  private static final List<String> KEY =
      List.of("ref_area", "indicator", "scope", "period_kind", "time_period", "origin");

  /** What a value says; the rest follows from it. */
  private static final List<String> SAID =
      List.of("obs_value", "obs_status", "reason", "bound", "coverage");

  /** What an observation says, for the values that are made of it. */
  private static final List<String> FIGURE =
      List.of("obs_value", "ref_area", "qualifier", "preferred");

  private static final List<String> TABLES =
      List.of("indicators", "indicator_catalogue", "observations");

  /** Values that differ, and what is known of each for the reason. */
  private static final String DIFFERING =
      """
      WITH figures AS MATERIALIZED (
        SELECT observation_id,
          CASE WHEN t.ref_area IS NULL THEN 'added' ELSE 'corrected' END AS fate
        FROM before.observations t FULL JOIN after.observations n USING (observation_id)
        WHERE %s),
      differing AS MATERIALIZED (
        SELECT row_number() OVER () AS id, %s,
          CASE WHEN t.origin IS NULL THEN 'added' WHEN n.origin IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
          t.obs_value AS value_before, n.obs_value AS value_after,
          t.inputs AS inputs_before, n.inputs AS inputs_after
        FROM before.indicators t FULL JOIN after.indicators n USING (%s)
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
        FROM before.indicator_catalogue t FULL JOIN after.indicator_catalogue n USING (indicator))
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

  /** Opens what may differ of both releases' tables. */
  public ReleaseDiff {
    now.openDiffering(before, TABLES);
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
        List.of(),
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

  /**
   * By indicator and reason: how many values were added, removed, changed, in how many regions, and
   * by which share of the value before at most.
   */
  public ListedRows byIndicator() {
    return summary(0).byIndicator();
  }

  /**
   * What the differences come to.
   *
   * @param byIndicator by indicator and reason: added, removed, changed, regions,
   *     largest_relative_change
   * @param largest values that there are before and after, those that changed most first
   */
  public record Summary(ListedRows byIndicator, List<ValueChange> largest) {
    /** Keeps a copy. */
    public Summary {
      largest = List.copyOf(largest);
    }
  }

  /**
   * All differences in short, read once.
   *
   * @param most so many of the largest changes at most
   */
  public Summary summary(int most) {
    ChangeCounts counts = new ChangeCounts();
    TreeSet<ValueChange> largest = new TreeSet<>(ValueChange.LARGEST_FIRST);
    now.each(
        List.of(),
        DIFFERING,
        row -> {
          String why = why(row);
          counts.add(row, why);
          ValueChange.of(row, why).ifPresent(largest::add);
          if (largest.size() > most) {
            largest.pollLast();
          }
        });
    return new Summary(counts.rows(), List.copyOf(largest));
  }
}

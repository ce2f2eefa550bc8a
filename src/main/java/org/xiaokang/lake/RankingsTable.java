package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.RankingRow;
import org.xiaokang.lake.TableSchema.Condition;

/** The table rankings. */
public final class RankingsTable {
  /** Grain: comparison, indicator, scope, level, period, grouping, ref_area. */
  public static final TableSchema<RankingRow> SCHEMA =
      new TableSchema<>(
          "rankings",
          "Places of regions among those of their level and of their group. Grain: comparison, indicator, scope,"
              + " level, period_kind, time_period, grouping, ref_area.",
          ComparisonColumns.all(
              ComparisonColumns.series(RankingRow::series),
              ComparisonColumns.period(RankingRow::period),
              ComparisonColumns.group(RankingRow::group),
              ComparisonColumns.region(RankingRow::region),
              List.of(
                  required("obs_value", DOUBLE, "The value, in unit_measure", RankingRow::value),
                  required(
                      "unit_measure",
                      TEXT,
                      "Unit of obs_value and of the distances",
                      RankingRow::unit),
                  required(
                      "rank",
                      INTEGER,
                      "Place: the best first, the largest where neither is better; equal values share a place."
                          + " By values rounded first, where the comparison declares decimals",
                      RankingRow::rank),
                  required(
                      "best_rank",
                      INTEGER,
                      "Best place it may have, where of some values only bounds are known; rank where"
                          + " they are exact",
                      row -> row.certain().best()),
                  required(
                      "worst_rank",
                      INTEGER,
                      "Worst place it may have; the place is certain where it is best_rank",
                      row -> row.certain().worst()),
                  optional(
                      "bound",
                      TEXT,
                      "at_least, at_most or approx, where only that is known of obs_value; else null",
                      RankingRow::bound),
                  required("ranked", INTEGER, "How many regions have a value", RankingRow::ranked),
                  required(
                      "percentile",
                      DOUBLE,
                      "Share of the other regions with a smaller value, and half of those with an equal one, 0 to 1",
                      RankingRow::percentile),
                  optional(
                      "robust_z",
                      DOUBLE,
                      "(obs_value - median) / (1.4826 x median absolute deviation)",
                      row -> row.robustScore().number()),
                  optional(
                      "robust_z_reason",
                      TEXT,
                      "Why there is no robust_z",
                      row -> row.robustScore().reason()),
                  required(
                      "distance_to_best",
                      DOUBLE,
                      "obs_value minus the best of the group, in unit_measure",
                      RankingRow::distanceToBest),
                  optional(
                      "distance_to_parent",
                      DOUBLE,
                      "obs_value minus the value of the region right above, where the grouping is parent",
                      RankingRow::distanceToParent),
                  optional(
                      "distance_to_target",
                      DOUBLE,
                      "obs_value minus the declared target, in unit_measure",
                      RankingRow::distanceToTarget),
                  optional(
                      "previous_period",
                      TEXT,
                      "The period before in the same series",
                      RankingsTable::previousPeriod),
                  optional(
                      "previous_rank",
                      INTEGER,
                      "Place in that period in the same group; none if it was in another",
                      RankingsTable::previousRank),
                  optional(
                      "rank_change",
                      INTEGER,
                      "rank - previous_rank: below 0, the region moved up",
                      RankingRow::rankChange))),
          List.of(
              new Condition<>(
                  "rank_is_a_place",
                  "rank BETWEEN 1 AND ranked",
                  row -> row.rank() >= 1 && row.rank() <= row.ranked()),
              new Condition<>(
                  "rank_is_possible",
                  "rank BETWEEN best_rank AND worst_rank",
                  row -> row.certain().best() <= row.rank() && row.rank() <= row.certain().worst()),
              new Condition<>(
                  "percentile_is_a_share",
                  "percentile BETWEEN 0 AND 1",
                  row -> row.percentile() >= 0 && row.percentile() <= 1),
              new Condition<>(
                  "rank_change_adds_up",
                  "rank_change IS NOT DISTINCT FROM rank - previous_rank",
                  row -> Objects.equals(row.rankChange(), change(row)))),
          List.of("indicator", "ref_area"));

  private RankingsTable() {}

  private static @Nullable String previousPeriod(RankingRow row) {
    RankingRow.Previous previous = row.previous();
    return previous == null ? null : previous.timePeriod();
  }

  private static @Nullable Integer previousRank(RankingRow row) {
    RankingRow.Previous previous = row.previous();
    return previous == null ? null : previous.rank();
  }

  private static @Nullable Integer change(RankingRow row) {
    Integer previous = previousRank(row);
    return previous == null ? null : row.rank() - previous;
  }
}

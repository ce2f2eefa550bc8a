package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DATE;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.ComparedPeriod;
import org.xiaokang.compare.ComparedRegion;
import org.xiaokang.compare.ComparedSeries;
import org.xiaokang.compare.PeriodSpan;
import org.xiaokang.compare.RegionGroup;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;

/** Columns that several tables of comparisons have. */
final class ComparisonColumns {
  private ComparisonColumns() {}

  /** Columns of several groups, in this order. */
  @SafeVarargs
  static <R> List<Column<R>> all(List<Column<R>>... groups) {
    List<Column<R>> columns = new ArrayList<>();
    for (List<Column<R>> group : groups) {
      columns.addAll(group);
    }
    return columns;
  }

  static <R> Column<R> comparison(Function<R, String> comparison) {
    return required("comparison", TEXT, "Id of the comparison", comparison);
  }

  static <R> Column<R> scope(Function<R, String> scope) {
    return required("scope", TEXT, "Breakdown the values cover, as in indicators", scope);
  }

  static <R> Column<R> level(Function<R, String> level) {
    return required(
        "level", TEXT, "Level of the regions compared, as in regions; blank: unknown", level);
  }

  /** Comparison, indicator, scope, level, kind of period. */
  static <R> List<Column<R>> series(Function<R, ComparedSeries> series) {
    return List.of(
        comparison(series.andThen(ComparedSeries::comparison)),
        required(
            "indicator",
            TEXT,
            "Indicator id (indicator_catalogue.indicator)",
            series.andThen(ComparedSeries::indicator)),
        scope(series.andThen(ComparedSeries::scope)),
        level(series.andThen(ComparedSeries::level)),
        required(
            "period_kind",
            TEXT,
            "Kind of period; only like periods are ever compared",
            series.andThen(ComparedSeries::kind)),
        reservations(series.andThen(ComparedSeries::reservations)));
  }

  static <R> Column<R> reservations(Function<R, List<String>> reservations) {
    return required(
        "reservations",
        new ListOf(TEXT),
        "What must be said with the comparison, none where values are alike and what they seem:"
            + " scope_equivalent (a breakdown that means the same), period_bounded (counted up to a"
            + " day that is not stated), estimated, bounded_value, partial_coverage,"
            + " other_definition (a breakdown that only comes close)",
        reservations);
  }

  static <R> List<Column<R>> period(Function<R, ComparedPeriod> period) {
    return List.of(
        required(
            "time_period",
            TEXT,
            "Period compared, as in indicators",
            period.andThen(ComparedPeriod::timePeriod)),
        required("period_end", DATE, "Its last day", period.andThen(ComparedPeriod::end)));
  }

  static <R> List<Column<R>> span(Function<R, PeriodSpan> span) {
    return List.of(
        required(
            "from_period", TEXT, "First period that is looked at", span.andThen(PeriodSpan::from)),
        required("to_period", TEXT, "Last period that is looked at", span.andThen(PeriodSpan::to)));
  }

  static <R> List<Column<R>> group(Function<R, RegionGroup> group) {
    return List.of(
        required(
            "grouping",
            TEXT,
            "all: every region of the level; else what groups them: parent, a level, an attribute",
            group.andThen(RegionGroup::grouping)),
        optional(
            "group",
            TEXT,
            "Code or attribute the group has in common; null for all",
            row -> group.apply(row).group()));
  }

  static <R> List<Column<R>> region(Function<R, ComparedRegion> region) {
    return List.of(
        required(
            "ref_area",
            TEXT,
            "Region code as of the period (regions.ref_area)",
            region.andThen(ComparedRegion::refArea)),
        required(
            "panel_area",
            TEXT,
            "Code under which the region's series is kept",
            region.andThen(ComparedRegion::seriesArea)));
  }

  static <R> Column<R> reason(Function<R, ? extends @Nullable Object> reason) {
    return optional("reason", TEXT, "Why there is no value", reason);
  }

  static @Nullable Double number(@Nullable Measured measured) {
    return measured == null ? null : measured.number();
  }

  static @Nullable String reason(@Nullable Measured measured) {
    return measured == null ? null : measured.reason();
  }

  /** A row has a value or says why it has none. */
  static <R> Condition<R> valueOrReason(
      String column,
      Function<R, ? extends @Nullable Object> value,
      Function<R, ? extends @Nullable Object> reason) {
    return new Condition<>(
        "value_or_reason",
        "(%s IS NULL) = (reason IS NOT NULL)".formatted(column),
        row -> (value.apply(row) == null) == (reason.apply(row) != null));
  }
}

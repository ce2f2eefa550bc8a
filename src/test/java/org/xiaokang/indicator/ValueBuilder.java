package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/** Values of indicators written in a line or two each, for tests: what is not said is plain. */
public final class ValueBuilder {
  private final String area;
  private final String indicator;
  private final @Nullable Double value;
  private String scope = "all";
  private Period period = year(2020);
  private @Nullable String basePeriod;
  private @Nullable Coverage coverage;
  private @Nullable String reason;
  private @Nullable LocalDate endsBy;
  private @Nullable String bound;
  private @Nullable String parent;
  private List<String> flags = List.of();
  private final List<InputFigure> inputs = new ArrayList<>();

  private ValueBuilder(String area, String indicator, @Nullable Double value) {
    this.area = area;
    this.indicator = indicator;
    this.value = value;
  }

  /** A region's own value of the whole region in 2020. */
  public static ValueBuilder value(String area, String indicator, @Nullable Double value) {
    return new ValueBuilder(area, indicator, value);
  }

  /** A calendar year. */
  public static Period year(int year) {
    return new Period(
        "year", LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), String.valueOf(year), "A");
  }

  /** A period that nothing is known of. */
  public static Period undated() {
    return new Period("unknown", null, null, "_U", "_U");
  }

  /** Whole calendar years. */
  public static Period years(String kind, int first, int last) {
    LocalDate start = LocalDate.of(first, 1, 1);
    LocalDate end = LocalDate.of(last, 12, 31);
    return new Period(kind, start, end, start + "/P" + (last - first + 1) + "Y", "_O");
  }

  public ValueBuilder scope(String covered) {
    this.scope = covered;
    return this;
  }

  public ValueBuilder at(Period when) {
    this.period = when;
    return this;
  }

  public ValueBuilder since(String base) {
    this.basePeriod = base;
    return this;
  }

  public ValueBuilder flags(String... said) {
    this.flags = List.of(said);
    return this;
  }

  public ValueBuilder reason(@Nullable String why) {
    this.reason = why;
    return this;
  }

  public ValueBuilder parent(@Nullable String code) {
    this.parent = code;
    return this;
  }

  /** From the regions below: how many of how many, and how much of the region they are. */
  public ValueBuilder below(int reported, @Nullable Integer expected, @Nullable Double share) {
    this.coverage = new Coverage(reported, expected, null, share);
    return this;
  }

  /** A figure of the value's own period in the formula. */
  public ValueBuilder from(@Nullable Long observation) {
    return from(observation, period.timePeriod());
  }

  /** A figure of another period in the formula. */
  public ValueBuilder from(@Nullable Long observation, String timePeriod) {
    inputs.add(new InputFigure("x", "m", scope, timePeriod, 1.0, false, observation));
    return this;
  }

  /** The day by which its period ended at the latest. */
  public ValueBuilder endsBy(LocalDate day) {
    this.endsBy = day;
    return this;
  }

  public ValueBuilder bound(String only) {
    this.bound = only;
    return this;
  }

  /** The value. */
  public IndicatorValue build() {
    return new IndicatorValue(
        area,
        area,
        indicator,
        scope,
        period,
        basePeriod,
        coverage == null ? Origin.REPORTED : Origin.AGGREGATED,
        value,
        null,
        "percent",
        value == null ? "M" : "A",
        bound,
        flags,
        value == null && reason == null ? "no value" : reason,
        inputs,
        coverage,
        null,
        parent,
        null,
        null,
        endsBy);
  }
}

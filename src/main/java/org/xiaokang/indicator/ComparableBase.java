package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Direction;

/**
 * Figures of one metric of a region on the base of another year. Where a comparable base (可比口径) of
 * a year is published, it is that year's figure by the definition of the year after; over a longer
 * span each such year gives a link, as in any chained index: the figure of 2016 on the base of 2019
 * is the restated figure of 2016 times restated over reported of each later year before 2019.
 */
final class ComparableBase {
  /** Figures over time that a link connects. */
  private record Line(String scope, String series) {}

  /**
   * A year after which the definition changed.
   *
   * @param own the figure as reported; null where there is none
   */
  private record Link(FigureCell base, @Nullable FigureCell own) {}

  private final Map<Line, NavigableMap<Integer, Link>> lines = new HashMap<>();

  /**
   * The links of a region's series.
   *
   * @param own the metric's figures by row
   * @param bases the figures restated, by row
   */
  ComparableBase(List<SeriesRow> rows, @Nullable FigureCell[] own, @Nullable FigureCell[] bases) {
    for (int i = 0; i < bases.length; i++) {
      SeriesRow row = rows.get(i);
      Integer year = row.time().year();
      FigureCell base = bases[i];
      if (base != null && year != null) {
        lines
            .computeIfAbsent(new Line(row.scope(), row.time().series()), line -> new TreeMap<>())
            .merge(
                year,
                new Link(base, own[i]),
                (a, b) -> FigureCell.ORDER.compare(a.base, b.base) >= 0 ? a : b);
      }
    }
  }

  /**
   * A figure of another time on the base of a row's.
   *
   * @param plain the figure as it was; null where there is none
   * @param alone the comparable base of the same time, which may stand without the figure; null
   *     where there is none
   */
  @Nullable FigureCell restated(
      @Nullable FigureCell plain, @Nullable FigureCell alone, SeriesRow row) {
    FigureCell from = plain == null ? alone : plain;
    FigureCell.Place place = from == null ? null : from.place();
    if (from == null || place == null || lines.isEmpty()) {
      return plain;
    }
    NavigableMap<Integer, Link> line = lines.get(new Line(place.scope(), place.series()));
    Integer there = place.year();
    Integer here = row.time().year();
    if (line == null || there == null) {
      return plain;
    }
    if (here == null) {
      return line.tailMap(there, true).isEmpty() ? plain : broken(plain);
    }
    NavigableMap<Integer, Link> span =
        line.subMap(Math.min(here, there), true, Math.max(here, there), false);
    return span.isEmpty() ? plain : chained(plain, from, span, there);
  }

  private static @Nullable FigureCell broken(@Nullable FigureCell plain) {
    return plain == null ? null : plain.with(Mark.BASE_BREAK.bit());
  }

  private static @Nullable FigureCell chained(
      @Nullable FigureCell plain, FigureCell from, NavigableMap<Integer, Link> span, int there) {
    boolean isEarlier = there <= span.firstKey();
    Link first = isEarlier ? span.get(there) : null;
    FigureCell start = first == null ? from : first.base;
    List<FigureCell> used = new ArrayList<>(List.of(start));
    double value = start.value();
    double rounding = start.rounding();
    int marks = start.marks();
    for (Link link : (first == null ? span : span.tailMap(there, false)).values()) {
      FigureCell own = link.own;
      double over = own == null ? 0 : isEarlier ? link.base.value() : own.value();
      double under = own == null ? 0 : isEarlier ? own.value() : link.base.value();
      if (own == null || under == 0) {
        return broken(plain);
      }
      value *= over / under;
      rounding *= Math.abs(over / under);
      marks |= Mark.through(link.base.marks() | own.marks(), Direction.UNKNOWN);
      used.add(link.base);
      used.add(own);
    }
    boolean isOne = used.size() == 1;
    return new FigureCell(
        value,
        marks | Mark.COMPARABLE_BASE.bit(),
        isOne ? start.observationId() : null,
        isOne ? start.confidential() : Confidentiality.ofAny(used),
        from.place(),
        rounding);
  }
}

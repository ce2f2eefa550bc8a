package org.xiaokang.job;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.HeadlineValues.CoursePoint;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.ingest.Period;
import org.xiaokang.page.Sparkline;

/** The handful of indicators that the catalogue calls headlines, as people read them. */
final class HeadlineTable {
  private HeadlineTable() {}

  /** By indicator, in the catalogue's order, and region. */
  static List<Headline> of(HeadlineValues values, Catalogue catalogue) {
    List<Headline> lines = new ArrayList<>();
    for (Indicator indicator : catalogue.indicators().values()) {
      if (indicator.headline()) {
        for (HeadlineValues.Latest latest : values.latest(indicator.id())) {
          lines.add(
              new Headline(
                  cells(indicator, latest.value(), catalogue), course(indicator, latest.course())));
        }
      }
    }
    return lines;
  }

  private static List<String> cells(
      Indicator indicator, IndicatorValue value, Catalogue catalogue) {
    List<String> said = new ArrayList<>(value.flags());
    if (!value.scope().equals(Scopes.ALL)) {
      said.add(0, value.scope());
    }
    String base = value.basePeriod();
    Double number = value.value();
    return List.of(
        indicator.name().en(),
        catalogue.regions().name(value.refArea(), value.period().end()),
        (base == null ? "" : base + " → ") + period(value.period().timePeriod()),
        number == null ? "" : shown(indicator, number),
        value.unit(),
        String.join(", ", said));
  }

  private static Optional<Sparkline> course(Indicator indicator, List<CoursePoint> course) {
    if (course.size() < 2) {
      return Optional.empty();
    }
    List<Sparkline.Point> points = new ArrayList<>();
    for (CoursePoint point : course) {
      points.add(
          new Sparkline.Point(
              point.end().toEpochDay(),
              point.value(),
              point.timePeriod() + ": " + shown(indicator, point.value())));
    }
    return Optional.of(new Sparkline(points));
  }

  /** A value with the digits that the indicator shows. */
  static String shown(Indicator indicator, double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(indicator.decimals(), RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + indicator.decimals() + "f", rounded);
  }

  private static String period(String timePeriod) {
    return timePeriod.equals(Period.NOT_STATED) ? "not stated" : timePeriod;
  }
}

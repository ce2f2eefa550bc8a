package org.xiaokang.indicator;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.reverseOrder;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * The latest value of each region for the indicators that the catalogue calls headlines, with its
 * course; of each indicator those of the first regions by code. What is found in parts of the
 * values, cut in whatever way, can be put together, and stays small.
 */
public final class HeadlineValues implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many regions of an indicator are kept. */
  private static final int MOST_REGIONS = 8;

  private final HashMap<String, TreeMap<String, Found>> byIndicator = new HashMap<>();

  private HeadlineValues() {}

  /**
   * The latest value of a region.
   *
   * @param value the value, which is there
   * @param course the values that may be joined by a line, it among them, in the order of time:
   *     those of its origin and breakdown over periods of its kind, as far as their end is known
   */
  public record Latest(IndicatorValue value, List<CoursePoint> course) {
    /** Keeps a copy. */
    public Latest {
      course = List.copyOf(course);
    }
  }

  /**
   * One value of a course.
   *
   * @param end the last day of its period
   * @param timePeriod the period
   * @param value in the indicator's unit
   */
  public record CoursePoint(LocalDate end, String timePeriod, double value)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of one kind, what ends on one day is spelled in the order of its beginning. */
    private static final Comparator<CoursePoint> IN_TIME =
        comparing(CoursePoint::end).thenComparing(CoursePoint::timePeriod);
  }

  /** The indicators that the catalogue calls headlines, by id. */
  public static Set<String> indicators(Catalogue catalogue) {
    return catalogue.indicators().values().stream()
        .filter(Indicator::headline)
        .map(Indicator::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What some values give.
   *
   * @param indicators the ids of those to look for
   */
  public static HeadlineValues of(Set<String> indicators, Iterable<IndicatorValue> values) {
    HeadlineValues found = new HeadlineValues();
    for (IndicatorValue value : values) {
      if (value.value() != null && indicators.contains(value.indicator())) {
        found.region(value.indicator(), value.refArea()).add(value, value.value());
        found.cut(value.indicator());
      }
    }
    return found;
  }

  /** What these values and others give together. */
  public HeadlineValues plus(HeadlineValues others) {
    HeadlineValues both = new HeadlineValues();
    for (HeadlineValues each : List.of(this, others)) {
      each.byIndicator.forEach(
          (indicator, regions) -> {
            regions.forEach((area, found) -> both.region(indicator, area).add(found));
            both.cut(indicator);
          });
    }
    return both;
  }

  /** The latest values of an indicator, by region. */
  public List<Latest> latest(String indicator) {
    return byIndicator.getOrDefault(indicator, new TreeMap<>()).values().stream()
        .map(Found::latest)
        .toList();
  }

  private Found region(String indicator, String area) {
    return byIndicator
        .computeIfAbsent(indicator, id -> new TreeMap<>())
        .computeIfAbsent(area, code -> new Found());
  }

  /** The first regions of a part are all that can be first in the whole. */
  private void cut(String indicator) {
    TreeMap<String, Found> regions = byIndicator.getOrDefault(indicator, new TreeMap<>());
    while (regions.size() > MOST_REGIONS) {
      regions.pollLastEntry();
    }
  }

  /** Values that may be joined by a line. */
  private record Line(String scope, Origin origin, String periodKind) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Line of(IndicatorValue value) {
      return new Line(value.scope(), value.origin(), value.period().kind());
    }
  }

  /** What is found of one indicator and region. */
  private static final class Found implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Comparator<IndicatorValue> LATEST_FIRST =
        comparing((IndicatorValue value) -> value.period().end(), nullsFirst(reverseOrder()))
            .thenComparing(value -> !value.scope().equals(Scopes.ALL))
            .thenComparing(IndicatorValue::scope)
            .thenComparing(IndicatorValue::origin)
            .thenComparing(Found::compareObservations)
            .thenComparing(value -> value.period().kind())
            .thenComparing(value -> value.period().timePeriod());

    private @Nullable IndicatorValue latest;
    private final HashMap<Line, ArrayList<CoursePoint>> lines = new HashMap<>();

    void add(IndicatorValue value, double number) {
      LocalDate end = value.period().end();
      if (end != null) {
        line(Line.of(value)).add(new CoursePoint(end, value.period().timePeriod(), number));
      }
      if (latest == null || LATEST_FIRST.compare(value, latest) < 0) {
        latest = value;
      }
    }

    void add(Found other) {
      other.lines.forEach((line, points) -> line(line).addAll(points));
      IndicatorValue value = other.latest;
      if (value != null && (latest == null || LATEST_FIRST.compare(value, latest) < 0)) {
        latest = value;
      }
    }

    Latest latest() {
      IndicatorValue value = Objects.requireNonNull(latest);
      return new Latest(
          value,
          lines.getOrDefault(Line.of(value), new ArrayList<>()).stream()
              .sorted(CoursePoint.IN_TIME)
              .toList());
    }

    private List<CoursePoint> line(Line line) {
      return lines.computeIfAbsent(line, like -> new ArrayList<>());
    }

    /** By the observations put into the formula; a figure that is none goes first. */
    private static int compareObservations(IndicatorValue one, IndicatorValue other) {
      Comparator<@Nullable Long> order = nullsFirst(naturalOrder());
      List<InputFigure> ones = one.inputs();
      List<InputFigure> others = other.inputs();
      for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
        int compared = order.compare(ones.get(i).observationId(), others.get(i).observationId());
        if (compared != 0) {
          return compared;
        }
      }
      return Integer.compare(ones.size(), others.size());
    }
  }
}

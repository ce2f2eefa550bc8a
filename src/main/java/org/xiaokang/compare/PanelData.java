package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.ScopeRelations;
import org.xiaokang.catalogue.Scopes;

/**
 * What one comparison reads, in memory: numbers only, some 20 bytes a value, for a hundred thousand
 * regions over twenty years are two million of them. Regions are numbered in the order of the code
 * of their series.
 */
final class PanelData {
  /** Of several kinds of periods that end on one day, the first of these goes first. */
  private static final List<String> KINDS = List.of("year", "point");

  /** The order in which kinds of periods are preferred. */
  private static final Comparator<Series> BY_KIND =
      Comparator.<Series, Integer>comparing(s -> rank(s.kind())).thenComparing(Series::kind);

  private final List<String> seriesAreas;
  private final Map<String, List<Series>> series;

  /**
   * Data that keep these.
   *
   * @param seriesAreas the codes of the series by the numbers of their regions
   * @param series by indicator, by scope and kind of period
   */
  PanelData(List<String> seriesAreas, Map<String, List<Series>> series) {
    this.seriesAreas = seriesAreas;
    this.series = series;
  }

  /**
   * Reads values in any order; of one that stands twice the preferred counts.
   *
   * @param years those that are read
   */
  static PanelData of(Iterator<ComparedValue> values, Comparison.Years years) {
    return of(values, years, null, indicator -> ScopeRelations.NONE);
  }

  /**
   * Reads values in any order; of one that stands twice the preferred counts.
   *
   * @param years those that are read
   * @param asOf the day as of which counts without a start are compared; null: as they end
   * @param relations which other breakdowns an indicator's values may stand beside, by its id
   */
  static PanelData of(
      Iterator<ComparedValue> values,
      Comparison.Years years,
      @Nullable LocalDate asOf,
      Function<String, ScopeRelations> relations) {
    PanelDataBuilder builder = new PanelDataBuilder();
    LatestCounts counts = new LatestCounts();
    while (values.hasNext()) {
      ComparedValue value = values.next();
      if (asOf != null && value.start() == null) {
        value.asOf(asOf).ifPresent(at -> counts.put(value, at));
      } else if (years.contains(value.end().getYear())) {
        builder.put(value, relations.apply(value.indicator()));
      }
    }
    counts.each(value -> builder.put(value, relations.apply(value.indicator())));
    return builder.build();
  }

  /** The code under which the series of a region is kept. */
  String seriesArea(int area) {
    return seriesAreas.get(area);
  }

  /** The region of a place in a section, by both its codes. */
  ComparedRegion region(CrossSection section, int i) {
    return new ComparedRegion(section.ref(i), seriesArea(section.area(i)));
  }

  /** The series of an indicator, by scope and kind of period. */
  List<Series> series(String indicator) {
    return series.getOrDefault(indicator, List.of());
  }

  /**
   * The values of an indicator as of the end of a period, for the regions of a section: of the same
   * scope, else of the whole; of a year, else of a point in time, else of another kind of period
   * that ends on that day. NaN where there is none.
   */
  double[] beside(CrossSection section, String scope, String indicator) {
    double[] values = none(section);
    Comparator<Series> order =
        Comparator.<Series, Boolean>comparing(s -> !s.scope().equals(scope)).thenComparing(BY_KIND);
    series(indicator).stream()
        .filter(s -> s.scope().equals(scope) || s.scope().equals(Scopes.ALL))
        .sorted(order)
        .flatMap(s -> s.at(section.period().end()).stream())
        .forEach(other -> fill(values, section, i -> true, other));
    return values;
  }

  /**
   * The values of an indicator in the period of a section, for its regions: of the scope, the kind
   * and the months that a series has. NaN where there is none.
   */
  double[] alike(CrossSection section, Series like, String indicator) {
    double[] values = none(section);
    series(indicator).stream()
        .filter(s -> s.key().equals(like.key()))
        .flatMap(s -> s.at(section.period().end()).stream())
        .forEach(other -> fill(values, section, i -> true, other));
    return values;
  }

  /** Tells what must be said with the values that {@link #beside} finds. */
  void tellBeside(CrossSection section, String scope, String indicator, Reservations to) {
    series(indicator).stream()
        .filter(s -> s.scope().equals(scope) || s.scope().equals(Scopes.ALL))
        .flatMap(s -> s.at(section.period().end()).stream())
        .forEach(
            other -> {
              for (int i = 0; i < section.size(); i++) {
                int place = other.find(section.area(i));
                to.addOther(place < 0 ? 0 : other.said(place).reservations());
              }
            });
  }

  private static double[] none(CrossSection section) {
    double[] values = new double[section.size()];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Puts what another section has of some regions where nothing is yet. */
  private static void fill(
      double[] values, CrossSection section, IntPredicate some, CrossSection other) {
    for (int i = 0; i < values.length; i++) {
      int place = Double.isNaN(values[i]) && some.test(i) ? other.find(section.area(i)) : -1;
      values[i] = place < 0 ? values[i] : other.value(place);
    }
  }

  /**
   * The regions that have a value of one of some indicators as of a day in a scope, and their
   * values by indicator, NaN where there is none. Those of one indicator and level are of like
   * periods: of a year, else of a point in time, else of another kind.
   *
   * @param level of a code as of the day
   */
  MultivariateSection together(
      List<String> indicators, String scope, LocalDate end, UnaryOperator<String> level) {
    List<List<CrossSection>> found =
        indicators.stream()
            .map(
                id ->
                    series(id).stream()
                        .filter(s -> s.scope().equals(scope))
                        .sorted(BY_KIND)
                        .flatMap(s -> s.at(end).stream())
                        .toList())
            .toList();
    CrossSection all = everyRegion(found, end);
    Map<String, BitSet> levels = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      levels.computeIfAbsent(level.apply(all.ref(i)), l -> new BitSet()).set(i);
    }
    double[][] columns = new double[found.size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = none(all);
      for (BitSet its : levels.values()) {
        for (CrossSection section : found.get(k)) {
          if (its.stream().anyMatch(i -> section.find(all.area(i)) >= 0)) {
            fill(columns[k], all, its::get, section);
            break;
          }
        }
      }
    }
    return new MultivariateSection(scope, all, columns);
  }

  /** The regions of several sections that end on one day, without values. */
  private static CrossSection everyRegion(List<List<CrossSection>> found, LocalDate end) {
    TreeMap<Integer, String> refs = new TreeMap<>();
    TreeMap<Integer, Integer> bits = new TreeMap<>();
    for (List<CrossSection> its : found) {
      for (CrossSection section : its) {
        for (int i = 0; i < section.size(); i++) {
          refs.put(section.area(i), section.ref(i));
          bits.merge(section.area(i), section.said(i).reservations(), (a, b) -> a | b);
        }
      }
    }
    return new CrossSection(
        new ComparedPeriod("", end.toString(), end),
        refs.keySet().stream().mapToInt(Integer::intValue).toArray(),
        refs.values().toArray(String[]::new),
        new double[refs.size()],
        bits.values().stream()
            .map(its -> new CrossSection.Said("", null, its, 0))
            .toArray(CrossSection.Said[]::new));
  }

  private static int rank(String kind) {
    int rank = KINDS.indexOf(kind);
    return rank < 0 ? KINDS.size() : rank;
  }
}

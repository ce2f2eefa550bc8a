package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.LikePeriods;
import org.xiaokang.catalogue.Scopes;

/**
 * What one comparison reads, in memory: numbers only, for a hundred thousand regions over twenty
 * years are two million of them. Regions are numbered in the order of the code of their series.
 */
final class Values {
  /** Of several kinds of periods that end on one day, the first of these goes first. */
  private static final List<String> KINDS = List.of("year", "point");

  /** The order in which kinds of periods are preferred. */
  private static final Comparator<Series> BY_KIND =
      Comparator.<Series, Integer>comparing(s -> rank(s.kind())).thenComparing(Series::kind);

  private final List<String> panels = new ArrayList<>();
  private final Map<String, TreeMap<String, Series>> series = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  private Values() {}

  /**
   * Reads rows of panel_area, ref_area, indicator, scope, period_kind, time_period, period_start
   * and period_end (days since 1970-01-01), obs_value, ordered by panel_area; of one value that
   * stands twice the last counts.
   */
  static Values of(Iterator<Row> rows, Comparison.Years years) {
    Values values = new Values();
    while (rows.hasNext()) {
      values.put(rows.next(), years);
    }
    return values;
  }

  private void put(Row row, Comparison.Years years) {
    LocalDate end = LocalDate.ofEpochDay(row.getInt(7));
    if (!years.contains(end.getYear())) {
      return;
    }
    String panel = row.getString(0);
    if (panels.isEmpty() || !panels.get(panels.size() - 1).equals(panel)) {
      panels.add(panel);
    }
    @Nullable LocalDate start = row.isNullAt(6) ? null : LocalDate.ofEpochDay(row.getInt(6));
    Period period = new Period(text(row.getString(4)), text(row.getString(5)), end);
    String scope = text(row.getString(3));
    String indicator = text(row.getString(2));
    String like = LikePeriods.of(start, end).orElseThrow();
    series
        .computeIfAbsent(indicator, id -> new TreeMap<>())
        .computeIfAbsent(
            String.join("\n", scope, period.kind(), like),
            key -> new Series(indicator, scope, period.kind(), key))
        .section(period)
        .put(panels.size() - 1, text(row.getString(1)), row.getDouble(8));
  }

  /** The same text once in memory. */
  private String text(String text) {
    return texts.computeIfAbsent(text, same -> same);
  }

  /** The code under which the series of a region is kept. */
  String panel(int area) {
    return panels.get(area);
  }

  /** The series of an indicator, by scope and kind of period. */
  List<Series> series(String indicator) {
    TreeMap<String, Series> found = series.get(indicator);
    return found == null ? List.of() : List.copyOf(found.values());
  }

  /**
   * The values of an indicator as of the end of a period, for the regions of a section: of the same
   * scope, else of the whole; of a year, else of a point in time, else of another kind of period
   * that ends on that day. NaN where there is none.
   */
  double[] beside(Section section, String scope, String indicator) {
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
  double[] alike(Section section, Series like, String indicator) {
    double[] values = none(section);
    series(indicator).stream()
        .filter(s -> s.key().equals(like.key()))
        .flatMap(s -> s.at(section.period().end()).stream())
        .forEach(other -> fill(values, section, i -> true, other));
    return values;
  }

  private static double[] none(Section section) {
    double[] values = new double[section.size()];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Puts what another section has of some regions where nothing is yet. */
  private static void fill(double[] values, Section section, IntPredicate some, Section other) {
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
  Together together(
      List<String> indicators, String scope, LocalDate end, UnaryOperator<String> level) {
    List<List<Section>> found =
        indicators.stream()
            .map(
                id ->
                    series(id).stream()
                        .filter(s -> s.scope().equals(scope))
                        .sorted(BY_KIND)
                        .flatMap(s -> s.at(end).stream())
                        .toList())
            .toList();
    TreeMap<Integer, String> refs = new TreeMap<>();
    for (List<Section> its : found) {
      for (Section section : its) {
        for (int i = 0; i < section.size(); i++) {
          refs.put(section.area(i), section.ref(i));
        }
      }
    }
    Section all = new Section(new Period("", end.toString(), end));
    refs.forEach((area, ref) -> all.put(area, ref, 0));
    Map<String, BitSet> levels = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      levels.computeIfAbsent(level.apply(all.ref(i)), l -> new BitSet()).set(i);
    }
    double[][] columns = new double[found.size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = none(all);
      for (BitSet its : levels.values()) {
        for (Section section : found.get(k)) {
          if (its.stream().anyMatch(i -> section.find(all.area(i)) >= 0)) {
            fill(columns[k], all, its::get, section);
            break;
          }
        }
      }
    }
    return new Together(scope, all, columns);
  }

  private static int rank(String kind) {
    int rank = KINDS.indexOf(kind);
    return rank < 0 ? KINDS.size() : rank;
  }
}

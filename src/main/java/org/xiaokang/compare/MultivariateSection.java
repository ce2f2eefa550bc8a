package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Several indicators of the same regions as of one day.
 *
 * @param scope the breakdown
 * @param regions those that have one of the indicators
 * @param columns values by indicator and region, NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MultivariateSection(String scope, CrossSection regions, double[][] columns) {

  /**
   * The indicators of a comparison as of each day on which some region has them all; if there is
   * none, as of the last day on which one has one of them.
   */
  static List<MultivariateSection> of(Subject subject) {
    List<String> indicators = subject.comparison().indicators();
    TreeMap<String, TreeSet<LocalDate>> days = new TreeMap<>();
    for (String indicator : indicators) {
      for (Series series : subject.series(indicator)) {
        series
            .sections()
            .forEach(
                section ->
                    days.computeIfAbsent(series.scope(), scope -> new TreeSet<>())
                        .add(section.period().end()));
      }
    }
    List<MultivariateSection> sections = new ArrayList<>();
    MultivariateSection last = null;
    for (String scope : days.keySet()) {
      for (LocalDate end : days.getOrDefault(scope, new TreeSet<>())) {
        MultivariateSection one =
            subject.data().together(indicators, scope, end, ref -> subject.level(ref, end));
        if (one.complete().length > 0) {
          sections.add(one);
        }
        boolean later =
            last == null || !last.regions.period().end().isAfter(one.regions.period().end());
        last = later ? one : last;
      }
    }
    return sections.isEmpty() && last != null ? List.of(last) : sections;
  }

  /** The same of some of the regions. */
  MultivariateSection only(int[] places) {
    return new MultivariateSection(
        scope,
        regions.only(i -> Arrays.binarySearch(places, i) >= 0),
        Arrays.stream(columns)
            .map(column -> CompleteCases.in(places, column))
            .toArray(double[][]::new));
  }

  /** The places of the regions that have them all. */
  int[] complete() {
    return CompleteCases.of(columns);
  }

  /** The values by region and indicator, of regions that have them all. */
  double[][] rows(int[] places) {
    return Arrays.stream(places)
        .mapToObj(i -> Arrays.stream(columns).mapToDouble(column -> column[i]).toArray())
        .toArray(double[][]::new);
  }

  /** Those of the indicators that a region lacks. */
  List<String> lacking(List<String> indicators, int region) {
    return IntStream.range(0, columns.length)
        .filter(k -> Double.isNaN(columns[k][region]))
        .mapToObj(indicators::get)
        .toList();
  }

  /** Why a region is left out that lacks some indicators. */
  static String reason(List<String> lacking) {
    return "has no value of " + String.join(", ", lacking);
  }
}

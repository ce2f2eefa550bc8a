package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;

/**
 * The features of regions that peers are sought by, standardised: (x - mean) / standard deviation,
 * over the regions of one level that have all of them.
 */
record Features(Measure.Peers measure) implements Comparer<PeerFeatures> {
  @Override
  public Iterator<PeerFeatures> compare(Subject subject) {
    Map<String, Map<String, MultivariateSection>> chosen = new TreeMap<>();
    for (MultivariateSection together : MultivariateSection.of(subject)) {
      if (measure.year() != null && together.regions().period().end().getYear() != measure.year()) {
        continue;
      }
      Map<String, MultivariateSection> byLevel =
          chosen.computeIfAbsent(together.scope(), scope -> new TreeMap<>());
      subject
          .placesByLevel(together.regions())
          .forEach(
              (level, its) ->
                  byLevel.merge(
                      level,
                      together.only(its.stream().toArray()),
                      (earlier, later) -> rank(later) >= rank(earlier) ? later : earlier));
    }
    List<PeerFeatures> rows = new ArrayList<>();
    chosen
        .values()
        .forEach(levels -> levels.forEach((level, its) -> level(subject, level, its, rows)));
    return rows.iterator();
  }

  /**
   * How fit a day is, the regions being those of one level: enough of them are there, some, none.
   */
  private int rank(MultivariateSection together) {
    int there = imputes() ? together.regions().size() : together.complete().length;
    return there > measure.least() ? 2 : there > 0 ? 1 : 0;
  }

  /** Whether the median of the others stands for what is missing. */
  private boolean imputes() {
    return measure.missing() == Measure.Peers.Missing.MEDIAN;
  }

  private void level(
      Subject subject, String level, MultivariateSection together, List<PeerFeatures> rows) {
    List<String> ids = subject.comparison().indicators();
    boolean impute = imputes();
    CrossSection regions = together.regions();
    int at = ids.indexOf(measure.orderBy());
    double[] order =
        at < 0
            ? subject.data().beside(regions, together.scope(), measure.orderBy())
            : together.columns()[at];
    double[][] columns = new double[ids.size()][];
    int[] counted = counted(together, ids, impute);
    List<String> alike = new ArrayList<>();
    for (int k = 0; k < columns.length; k++) {
      double[] column = together.columns()[k];
      columns[k] = standardised(impute ? imputed(column) : column, counted);
      if (Arrays.stream(CompleteCases.in(counted, columns[k])).allMatch(z -> z == 0)) {
        alike.add(ids.get(k));
      }
    }
    PeerFeatures.Among among =
        new PeerFeatures.Among(subject.comparison().id(), together.scope(), level);
    String unit = subject.world().fact(measure.orderBy()).unit();
    Reservations said = new Reservations();
    regions.tell(said);
    for (int i = 0; i < regions.size(); i++) {
      List<String> lacking = together.lacking(ids, i);
      boolean known = impute ? lacking.size() < ids.size() : lacking.isEmpty();
      @Nullable String reason =
          !known
              ? MultivariateSection.reason(lacking)
              : alike.size() == ids.size() ? "all regions have the same features" : null;
      int region = i;
      rows.add(
          new PeerFeatures(
              among,
              regions.period().end(),
              subject.data().region(regions, i),
              Double.isNaN(order[i]) ? null : order[i],
              unit,
              known ? lacking : List.of(),
              reason == null
                  ? Arrays.stream(columns).mapToDouble(column -> column[region]).toArray()
                  : null,
              said.words(),
              reason));
    }
  }

  /** The places of the regions that can be grouped. */
  private static int[] counted(MultivariateSection together, List<String> ids, boolean impute) {
    int most = impute ? together.columns().length - 1 : 0;
    return IntStream.range(0, together.regions().size())
        .filter(i -> together.lacking(ids, i).size() <= most)
        .toArray();
  }

  /** The median of the others for what is missing. */
  private static double[] imputed(double[] column) {
    double[] known = Arrays.stream(column).filter(x -> !Double.isNaN(x)).sorted().toArray();
    if (known.length == 0) {
      return new double[column.length];
    }
    int half = known.length / 2;
    double median = known.length % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2;
    return Arrays.stream(column).map(x -> Double.isNaN(x) ? median : x).toArray();
  }

  /** Mean 0 and standard deviation 1 of those that count; if these are equal all becomes 0. */
  private static double[] standardised(double[] column, int[] counted) {
    double[] known = Arrays.stream(CompleteCases.in(counted, column)).sorted().toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double square = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    boolean same = known.length == 0 || known[0] == known[known.length - 1];
    double deviation = Math.sqrt(square);
    return Arrays.stream(column)
        .map(x -> Double.isNaN(x) ? x : same ? 0 : (x - mean) / deviation)
        .toArray();
  }
}

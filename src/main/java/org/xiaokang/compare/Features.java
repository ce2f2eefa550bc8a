package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;

/**
 * The features of regions that peers are sought by, standardised: (x - mean) / standard deviation,
 * over the regions of one level that have all of them.
 */
final class Features implements Comparer {
  private static final long serialVersionUID = 1L;

  /** Rows with features, or with the reason why the region has none. */
  static final StructType SCHEMA =
      new StructType()
          .add("comparison", DataTypes.StringType, false)
          .add("scope", DataTypes.StringType, false)
          .add("level", DataTypes.StringType, false)
          .add("period_end", DataTypes.IntegerType, false)
          .add("ref_area", DataTypes.StringType, false)
          .add("panel_area", DataTypes.StringType, false)
          .add("order_value", DataTypes.DoubleType)
          .add("unit_measure", DataTypes.StringType, false)
          .add("imputed", DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add("features", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("reason", DataTypes.StringType);

  @Override
  public Iterator<Row> compare(Subject subject) {
    Measure.Peers measure = (Measure.Peers) subject.comparison().measure();
    Map<String, Map<String, Together>> chosen = new TreeMap<>();
    for (Together together : Together.of(subject)) {
      if (measure.year() != null && together.regions().period().end().getYear() != measure.year()) {
        continue;
      }
      Map<String, Together> byLevel =
          chosen.computeIfAbsent(together.scope(), scope -> new TreeMap<>());
      subject
          .placesByLevel(together.regions())
          .forEach(
              (level, its) ->
                  byLevel.merge(
                      level,
                      together.only(its.stream().toArray()),
                      (earlier, later) ->
                          rank(later, measure) >= rank(earlier, measure) ? later : earlier));
    }
    List<Row> rows = new ArrayList<>();
    chosen
        .values()
        .forEach(levels -> levels.forEach((level, its) -> level(subject, level, its, rows)));
    return rows.iterator();
  }

  /**
   * How fit a day is, the regions being those of one level: enough of them are there, some, none.
   */
  private static int rank(Together together, Measure.Peers measure) {
    boolean impute = measure.missing() == Measure.Peers.Missing.MEDIAN;
    int there = impute ? together.regions().size() : together.complete().length;
    return there > measure.least() ? 2 : there > 0 ? 1 : 0;
  }

  private static void level(Subject subject, String level, Together together, List<Row> rows) {
    Measure.Peers measure = (Measure.Peers) subject.comparison().measure();
    List<String> ids = subject.comparison().indicators();
    boolean impute = measure.missing() == Measure.Peers.Missing.MEDIAN;
    Section regions = together.regions();
    int at = ids.indexOf(measure.orderBy());
    double[] order =
        at < 0
            ? subject.values().beside(regions, together.scope(), measure.orderBy())
            : together.columns()[at];
    double[][] columns = new double[ids.size()][];
    int[] counted = counted(together, impute);
    List<String> alike = new ArrayList<>();
    for (int k = 0; k < columns.length; k++) {
      double[] column = together.columns()[k];
      columns[k] = standardised(impute ? imputed(column) : column, counted);
      if (Arrays.stream(Kept.in(counted, columns[k])).allMatch(z -> z == 0)) {
        alike.add(ids.get(k));
      }
    }
    for (int i = 0; i < regions.size(); i++) {
      List<String> lacking = together.lacking(i).stream().map(ids::get).toList();
      boolean known = impute ? lacking.size() < ids.size() : lacking.isEmpty();
      @Nullable String reason =
          !known
              ? "has no value of " + String.join(", ", lacking)
              : alike.size() == ids.size() ? "all regions have the same features" : null;
      int region = i;
      rows.add(
          RowFactory.create(
              subject.comparison().id(),
              together.scope(),
              level,
              regions.period().day(),
              regions.ref(i),
              subject.values().panel(regions.area(i)),
              Double.isNaN(order[i]) ? null : order[i],
              subject.world().fact(measure.orderBy()).unit(),
              known ? lacking.toArray() : new Object[0],
              reason == null
                  ? Arrays.stream(columns).map(column -> column[region]).toArray(Double[]::new)
                  : null,
              reason));
    }
  }

  /** The places of the regions that can be grouped. */
  private static int[] counted(Together together, boolean impute) {
    int most = impute ? together.columns().length - 1 : 0;
    return IntStream.range(0, together.regions().size())
        .filter(i -> together.lacking(i).size() <= most)
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
    double[] known = Arrays.stream(Kept.in(counted, column)).sorted().toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double square = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    boolean same = known.length == 0 || known[0] == known[known.length - 1];
    double deviation = Math.sqrt(square);
    return Arrays.stream(column)
        .map(x -> Double.isNaN(x) ? x : same ? 0 : (x - mean) / deviation)
        .toArray();
  }
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Measure;

/**
 * The nearest regions of each region of a peer group, by Euclidean distance of their features, and
 * its gap to them. Every pair of a group is looked at.
 */
final class NearestPeers implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  static final StructType KEY =
      new StructType()
          .add("comparison", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("level", DataTypes.StringType)
          .add("peer_group", DataTypes.IntegerType);

  private final HashMap<String, Comparison> declared;

  NearestPeers(Map<String, Comparison> declared) {
    this.declared = new HashMap<>(declared);
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    Measure.Peers measure =
        (Measure.Peers) Objects.requireNonNull(declared.get(key.getString(0))).measure();
    List<Row> regions = new ArrayList<>();
    rows.forEachRemaining(regions::add);
    boolean grouped = !key.isNullAt(3);
    double[][] points =
        grouped
            ? regions.stream().map(NearestPeers::point).toArray(double[][]::new)
            : new double[0][];
    return Lazily.rows(
        regions.size(),
        i ->
            row(
                regions.get(i),
                measure,
                grouped ? nearest(regions, points, i, measure.nearest()) : List.of()));
  }

  private static double[] point(Row region) {
    return region.<Double>getList(region.fieldIndex("features")).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** Another region and how far it is. */
  private record Near(Row region, double distance) {
    /** Of equally near ones the first by code. */
    static final Comparator<Near> ORDER =
        Comparator.comparingDouble(Near::distance)
            .thenComparing(near -> near.region.<String>getAs("panel_area"));
  }

  private static List<Near> nearest(List<Row> regions, double[][] points, int i, int count) {
    PriorityQueue<Near> best = new PriorityQueue<>(Near.ORDER.reversed());
    for (int j = 0; count > 0 && j < points.length; j++) {
      if (j == i) {
        continue;
      }
      double distance = distance(points[i], points[j]);
      if (best.size() < count || distance <= Objects.requireNonNull(best.peek()).distance()) {
        best.add(new Near(regions.get(j), distance));
        if (best.size() > count) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(Near.ORDER).toList();
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += (one[k] - other[k]) * (one[k] - other[k]);
    }
    return Math.sqrt(sum);
  }

  private static Row row(Row region, Measure.Peers measure, List<Near> nearest) {
    Double value = region.getAs("order_value");
    OptionalDouble theirs =
        nearest.stream()
            .map(near -> near.region().<Double>getAs("order_value"))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return RowFactory.create(
        region.getAs("comparison"),
        region.getAs("scope"),
        region.getAs("level"),
        region.getAs("period_end"),
        region.getAs("ref_area"),
        region.getAs("panel_area"),
        region.getAs("peer_group"),
        region.getAs("groups"),
        region.getAs("silhouette"),
        measure.orderBy(),
        value,
        region.getAs("unit_measure"),
        region.getAs("peer_group") == null
            ? null
            : nearest.stream()
                .map(
                    near ->
                        RowFactory.create(
                            near.region().getAs("ref_area"),
                            near.distance(),
                            near.region().getAs("order_value")))
                .toArray(),
        value == null || theirs.isEmpty() ? null : value - theirs.getAsDouble(),
        region.getAs("imputed"),
        region.getAs("reason"));
  }
}

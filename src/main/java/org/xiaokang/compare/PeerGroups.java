package org.xiaokang.compare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Measure;

/**
 * Groups of regions alike, by MLlib's k-means (Bahmani et al. 2012) or bisecting k-means (Steinbach
 * et al. 2000), with as many groups as have the highest silhouette (Rousseeuw 1987, with squared
 * Euclidean distances); of equal ones the fewer groups. Finding groups is work on the spot: the
 * rows that come out wait for nothing but the nearest regions.
 */
final class PeerGroups {
  /** Until no centre moves, or so often: MLlib's own tolerance stops short of it. */
  private static final int ITERATIONS = 100;

  private static final List<String> KEY = List.of("comparison", "scope", "level");

  private final Map<String, Comparison> declared;
  private final StructType found;

  private PeerGroups(Map<String, Comparison> declared, StructType features) {
    this.declared = declared;
    this.found =
        features
            .add("peer_group", DataTypes.IntegerType)
            .add("groups", DataTypes.IntegerType)
            .add("silhouette", DataTypes.DoubleType);
  }

  /**
   * Rows of the table peer_groups.
   *
   * @param features of {@link Features}, in memory, because they are read again and again
   */
  static Dataset<Row> of(
      Dataset<Row> features, Map<String, Comparison> declared, StructType schema) {
    return new PeerGroups(declared, features.schema()).grouped(features, schema);
  }

  private Dataset<Row> grouped(Dataset<Row> features, StructType schema) {
    Dataset<Row> left = ungrouped(features.filter(col("reason").isNotNull()), null);
    List<Row> keys =
        features
            .filter(col("reason").isNull())
            .groupBy(KEY.stream().map(name -> col(name)).toArray(Column[]::new))
            .agg(count(lit(1)))
            .collectAsList();
    for (Row key : keys) {
      Measure.Peers measure =
          (Measure.Peers)
              Objects.requireNonNull(declared.get(key.<String>getAs("comparison"))).measure();
      Dataset<Row> regions =
          features
              .filter(col("reason").isNull())
              .filter(isOf(key))
              .repartition(1)
              .sortWithinPartitions("panel_area");
      left = left.unionAll(one(regions, key.getLong(KEY.size()), measure));
    }
    NearestPeers nearest = new NearestPeers(declared);
    return left.groupBy("comparison", "scope", "level", "peer_group")
        .as(Encoders.row(NearestPeers.KEY), Encoders.row(left.schema()))
        .flatMapSortedGroups(new Column[] {col("panel_area")}, nearest, Encoders.row(schema));
  }

  private static Column isOf(Row key) {
    return KEY.stream()
        .map(name -> col(name).equalTo(key.<String>getAs(name)))
        .reduce(Column::and)
        .orElseThrow();
  }

  private Dataset<Row> ungrouped(Dataset<Row> regions, @Nullable String reason) {
    Dataset<Row> rows =
        regions
            .withColumn("peer_group", lit(null).cast("int"))
            .withColumn("groups", lit(null).cast("int"))
            .withColumn("silhouette", lit(null).cast("double"));
    return rows.withColumn("reason", reason == null ? col("reason") : lit(reason)).to(found);
  }

  /** The groups of one set of regions. */
  private Dataset<Row> one(Dataset<Row> regions, long size, Measure.Peers measure) {
    if (size <= measure.least()) {
      return ungrouped(
          regions,
          "%d groups need at least %d regions with all features, there are %d"
              .formatted(measure.least(), measure.least() + 1, size));
    }
    Dataset<Row> points =
        regions.withColumn("point", org.apache.spark.ml.functions.array_to_vector(col("features")));
    Optional<Found> best = Optional.empty();
    for (int k = measure.least(); k <= Math.min(measure.most(), size - 1); k++) {
      Optional<Found> one = fit(points, k, measure);
      if (one.isPresent() && (best.isEmpty() || one.get().silhouette() > best.get().silhouette())) {
        best = one;
      }
    }
    return best.map(this::numbered)
        .orElseGet(() -> ungrouped(regions, "the regions are too much alike to be grouped"));
  }

  /** A grouping. */
  private record Found(Dataset<Row> regions, List<Row> groups, double silhouette) {}

  private static Optional<Found> fit(Dataset<Row> points, int k, Measure.Peers measure) {
    Dataset<Row> grouped = best(points, k, measure);
    List<Row> groups =
        grouped
            .groupBy("prediction")
            .agg(avg("order_value").as("mean"), min("panel_area").as("first"))
            .collectAsList();
    return groups.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Found(
                grouped,
                groups,
                new ClusteringEvaluator().setFeaturesCol("point").evaluate(grouped)));
  }

  /** The grouping with the least sum of squares within groups, of equal ones the first found. */
  private static Dataset<Row> best(Dataset<Row> points, int k, Measure.Peers measure) {
    return LongStream.range(measure.seed(), measure.seed() + measure.starts())
        .mapToObj(seed -> fitted(points, k, measure.algorithm(), seed))
        .min(Comparator.comparing(Fitted::within))
        .orElseThrow()
        .model()
        .transform(points);
  }

  /** What one start found. */
  private record Fitted(Model<?> model, double within) {}

  private static Fitted fitted(
      Dataset<Row> points, int k, Measure.Peers.Algorithm algorithm, long seed) {
    return switch (algorithm) {
      case K_MEANS -> {
        KMeansModel model =
            new KMeans()
                .setK(k)
                .setSeed(seed)
                .setMaxIter(ITERATIONS)
                .setTol(0)
                .setFeaturesCol("point")
                .fit(points);
        yield new Fitted(model, model.summary().trainingCost());
      }
      case BISECTING_K_MEANS -> {
        BisectingKMeansModel model =
            new BisectingKMeans().setK(k).setSeed(seed).setFeaturesCol("point").fit(points);
        yield new Fitted(model, model.summary().trainingCost());
      }
    };
  }

  /** Groups are numbered by the mean of the declared indicator, those without one last. */
  private Dataset<Row> numbered(Found best) {
    List<Row> order = new ArrayList<>(best.groups());
    order.sort(
        Comparator.comparing(
                (Row group) -> group.<Double>getAs("mean"),
                Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(group -> group.<String>getAs("first")));
    int most = order.stream().mapToInt(group -> group.<Integer>getAs("prediction")).max().orElse(0);
    Column[] numbers = new Column[most + 1];
    java.util.Arrays.fill(numbers, lit(0));
    for (int i = 0; i < order.size(); i++) {
      numbers[order.get(i).<Integer>getAs("prediction")] = lit(i + 1);
    }
    return best.regions()
        .withColumn("peer_group", element_at(array(numbers), col("prediction").plus(1)))
        .withColumn("groups", lit(order.size()))
        .withColumn("silhouette", lit(best.silhouette()))
        .to(found);
  }
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Measure;

/**
 * MLlib's k-means (Bahmani et al. 2012) and bisecting k-means (Steinbach et al. 2000), with its
 * silhouette. It runs Spark jobs: on the driver, not in a task. All points lie in one partition, in
 * their order, so that a seed always gives the same clusters.
 */
public final class MllibClustering implements Clustering {
  /** Until no centre moves, or so often: MLlib's own tolerance stops short of it. */
  private static final int ITERATIONS = 100;

  private static final String PLACE = "place";
  private static final String POINT = "point";
  private static final String PREDICTION = "prediction";
  private static final StructType SCHEMA =
      new StructType()
          .add(PLACE, DataTypes.IntegerType, false)
          .add(POINT, SQLDataTypes.VectorType(), false);

  private final BiFunction<List<Row>, StructType, Dataset<Row>> frames;

  /**
   * Clustering by MLlib.
   *
   * @param frames makes a Dataset of rows: {@code SparkSession::createDataFrame}
   */
  public MllibClustering(BiFunction<List<Row>, StructType, Dataset<Row>> frames) {
    this.frames = frames;
  }

  @Override
  public Optional<Clusters> fit(List<double[]> points, int count, Measure.Peers measure) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      rows.add(RowFactory.create(i, Vectors.dense(points.get(i))));
    }
    Dataset<Row> frame = frames.apply(rows, SCHEMA).coalesce(1).sortWithinPartitions(PLACE);
    Dataset<Row> grouped = best(frame, count, measure);
    int[] clusterOf = new int[points.size()];
    for (Row row : grouped.select(PLACE, PREDICTION).collectAsList()) {
      clusterOf[row.getInt(0)] = row.getInt(1);
    }
    return Arrays.stream(clusterOf).distinct().count() < 2
        ? Optional.empty()
        : Optional.of(
            new Clusters(
                clusterOf, new ClusteringEvaluator().setFeaturesCol(POINT).evaluate(grouped)));
  }

  /** The clusters with the least sum of squares within, of equal ones the first found. */
  private static Dataset<Row> best(Dataset<Row> points, int count, Measure.Peers measure) {
    return LongStream.range(measure.seed(), measure.seed() + measure.starts())
        .mapToObj(seed -> fitted(points, count, measure.algorithm(), seed))
        .min(Comparator.comparing(Fitted::within))
        .orElseThrow()
        .model()
        .transform(points);
  }

  /** What one start found. */
  private record Fitted(Model<?> model, double within) {}

  private static Fitted fitted(
      Dataset<Row> points, int count, Measure.Peers.Algorithm algorithm, long seed) {
    return switch (algorithm) {
      case K_MEANS -> {
        KMeansModel model =
            new KMeans()
                .setK(count)
                .setSeed(seed)
                .setMaxIter(ITERATIONS)
                .setTol(0)
                .setFeaturesCol(POINT)
                .fit(points);
        yield new Fitted(model, model.summary().trainingCost());
      }
      case BISECTING_K_MEANS -> {
        BisectingKMeansModel model =
            new BisectingKMeans().setK(count).setSeed(seed).setFeaturesCol(POINT).fit(points);
        yield new Fitted(model, model.summary().trainingCost());
      }
    };
  }
}

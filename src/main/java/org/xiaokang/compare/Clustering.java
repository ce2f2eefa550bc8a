package org.xiaokang.compare;

import java.util.List;
import java.util.Optional;
import org.xiaokang.catalogue.Measure;

/** Puts points into a given number of clusters: a port, which a library implements. */
@FunctionalInterface
public interface Clustering {
  /**
   * The best clusters found. The same points in the same order give the same clusters.
   *
   * @param points more than {@code count}, all of one length
   * @param count how many clusters are wanted; fewer may be found
   * @param measure how they are looked for: algorithm, starts and seed
   * @return empty where fewer than two clusters were found
   */
  Optional<Clusters> fit(List<double[]> points, int count, Measure.Peers measure);

  /**
   * Clusters of points.
   *
   * @param clusterOf the number of each point's cluster, from 0; a number may have no point
   * @param silhouette how well they are apart, -1 to 1 (Rousseeuw 1987, with squared Euclidean
   *     distances)
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Clusters(int[] clusterOf, double silhouette) {}
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;

/**
 * Groups of regions alike: as many as have the highest silhouette, of equal ones the fewer groups.
 */
final class PeerGroups {
  private final Measure.Peers measure;
  private final Clustering clustering;

  PeerGroups(Measure.Peers measure, Clustering clustering) {
    this.measure = measure;
    this.clustering = clustering;
  }

  /**
   * The groups of regions that are grouped together; those in no group last.
   *
   * @param regions in the order of the code of their series
   */
  List<PeerGroup> of(List<PeerFeatures> regions) {
    List<PeerFeatures> known = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (PeerFeatures region : regions) {
      double[] features = region.features();
      if (region.reason() == null && features != null) {
        known.add(region);
        points.add(features);
      }
    }
    if (known.isEmpty()) {
      return List.of(new PeerGroup(null, regions));
    }
    if (known.size() <= measure.least()) {
      String tooFew =
          "%d groups need at least %d regions with all features, there are %d"
              .formatted(measure.least(), measure.least() + 1, known.size());
      return List.of(ungrouped(regions, tooFew));
    }
    return best(points)
        .map(clusters -> grouped(regions, known, clusters))
        .orElseGet(
            () -> List.of(ungrouped(regions, "the regions are too much alike to be grouped")));
  }

  private static PeerGroup ungrouped(List<PeerFeatures> regions, String reason) {
    return new PeerGroup(null, regions.stream().map(region -> region.ungrouped(reason)).toList());
  }

  private Optional<Clustering.Clusters> best(List<double[]> points) {
    Clustering.Clusters best = null;
    for (int k = measure.least(); k <= Math.min(measure.most(), points.size() - 1); k++) {
      Clustering.Clusters one = clustering.fit(points, k, measure).orElse(null);
      if (one != null && (best == null || one.silhouette() > best.silhouette())) {
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Groups are numbered by the mean of the declared indicator, those without one last. */
  private static List<PeerGroup> grouped(
      List<PeerFeatures> regions, List<PeerFeatures> known, Clustering.Clusters clusters) {
    Map<Integer, List<PeerFeatures>> byCluster = new LinkedHashMap<>();
    for (int i = 0; i < known.size(); i++) {
      byCluster
          .computeIfAbsent(clusters.clusterOf()[i], cluster -> new ArrayList<>())
          .add(known.get(i));
    }
    // Groups come in the order of their first region, which stays where means are equal.
    List<List<PeerFeatures>> order = new ArrayList<>(byCluster.values());
    order.sort(
        Comparator.comparing(
            PeerGroups::mean, Comparator.nullsLast(Comparator.<Double>naturalOrder())));
    List<PeerGroup> groups = new ArrayList<>();
    for (List<PeerFeatures> members : order) {
      PeerGroup.Label label =
          new PeerGroup.Label(groups.size() + 1, order.size(), clusters.silhouette());
      groups.add(new PeerGroup(label, members));
    }
    List<PeerFeatures> left = regions.stream().filter(region -> region.reason() != null).toList();
    if (!left.isEmpty()) {
      groups.add(new PeerGroup(null, left));
    }
    return groups;
  }

  private static @Nullable Double mean(List<PeerFeatures> members) {
    double sum = 0;
    int count = 0;
    for (PeerFeatures region : members) {
      Double value = region.orderValue();
      if (value != null) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? null : sum / count;
  }
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.PeerGroupRow.Membership;
import org.xiaokang.compare.PeerGroupRow.NearRegion;
import org.xiaokang.compare.measure.Outcome;

/**
 * The nearest regions of each region of a peer group, by Euclidean distance of their features, and
 * its gap to them. Every pair of a group is looked at.
 */
final class NearestPeers {
  private final Measure.Peers measure;
  private final PeerGroup group;
  private final List<double[]> points = new ArrayList<>();

  NearestPeers(Measure.Peers measure, PeerGroup group) {
    this.measure = measure;
    this.group = group;
    if (group.label() != null) {
      group.regions().forEach(region -> points.add(Objects.requireNonNull(region.features())));
    }
  }

  /** The rows of a group, or of the regions in none. */
  Iterator<PeerGroupRow> rows() {
    return RowIterators.rows(group.regions().size(), this::row);
  }

  /** Another region of the group, by its place, and how far it is. */
  private record Near(int place, double distance) {
    /** Of equally near ones the first by code. */
    static final Comparator<Near> ORDER =
        Comparator.comparingDouble(Near::distance).thenComparingInt(Near::place);
  }

  private List<Near> nearest(int i) {
    PriorityQueue<Near> best = new PriorityQueue<>(Near.ORDER.reversed());
    for (int j = 0; measure.nearest() > 0 && j < points.size(); j++) {
      if (j == i) {
        continue;
      }
      double distance = distance(points.get(i), points.get(j));
      if (best.size() < measure.nearest()
          || distance < Objects.requireNonNull(best.peek()).distance()) {
        best.add(new Near(j, distance));
        if (best.size() > measure.nearest()) {
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

  private PeerGroupRow row(int i) {
    PeerFeatures region = group.regions().get(i);
    PeerGroup.Label label = group.label();
    List<NearRegion> nearest = label == null ? List.of() : regions(nearest(i));
    Double value = region.orderValue();
    OptionalDouble theirs =
        nearest.stream()
            .map(NearRegion::value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return new PeerGroupRow(
        region.among().comparison(),
        region.among().scope(),
        region.among().level(),
        region.periodEnd(),
        region.region(),
        label == null
            ? new Outcome<>(null, region.reason())
            : Outcome.of(new Membership(label, nearest)),
        measure.orderBy(),
        value,
        region.unit(),
        value == null || theirs.isEmpty() ? null : value - theirs.getAsDouble(),
        region.imputed(),
        region.reservations());
  }

  private List<NearRegion> regions(List<Near> nearest) {
    List<NearRegion> regions = new ArrayList<>();
    for (Near near : nearest) {
      PeerFeatures other = group.regions().get(near.place());
      regions.add(new NearRegion(other.region().refArea(), near.distance(), other.orderValue()));
    }
    return regions;
  }
}

package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.indicator.IndicatorValue.Coverage;

/**
 * One indicator in one scope and period, for all regions at once: what the regions' own figures
 * make for the regions above them, as the hierarchy was on the last day of the period.
 */
final class HierarchyAggregator {
  private static final double ROUNDING = 1e-9;
  private static final String NOBODY =
      "no region below has all the figures, and the weights, that the value needs";

  private final RollUp rollUp;
  private final Regions regions;
  private final LocalDate day;
  private final Map<String, RegionInput> inputs = new TreeMap<>();
  private final Map<String, Aggregate> aggregates = new TreeMap<>();
  private final Set<String> above = new TreeSet<>();
  private final @Nullable String base;

  /**
   * A aggregator.
   *
   * @param day the last day of the period; the latest possible where it is unknown
   * @param all one input per region
   */
  HierarchyAggregator(RollUp rollUp, Regions regions, LocalDate day, List<RegionInput> all) {
    this.rollUp = rollUp;
    this.regions = regions;
    this.day = day;
    all.forEach(input -> inputs.put(input.refArea(), input));
    this.base = commonBase(all);
    for (RegionInput input : all) {
      if (input.complete()) {
        rise(input.refArea());
      }
    }
    above.forEach(this::aggregate);
  }

  private void rise(String from) {
    if (rollUp.ownIsPart() && !regions.parts(from, day).isEmpty()) {
      above.add(from);
    }
    for (String total : regions.totals(from, day)) {
      if (above.add(total)) {
        rise(total);
      }
    }
  }

  /** The base period that most regions have; regions compare over the same base only. */
  private static @Nullable String commonBase(List<RegionInput> all) {
    Map<String, Long> bases =
        all.stream()
            .filter(input -> input.complete() && input.basePeriod() != null)
            .collect(
                Collectors.groupingBy(
                    input -> Objects.requireNonNull(input.basePeriod()),
                    TreeMap::new,
                    Collectors.counting()));
    return bases.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** The inputs, by region. */
  Map<String, RegionInput> inputs() {
    return inputs;
  }

  /** All regions that may have a value. */
  Set<String> areas() {
    Set<String> areas = new TreeSet<>(inputs.keySet());
    areas.addAll(aggregates.keySet());
    return areas;
  }

  /** What came together for the regions above, by region; those with nothing below are left out. */
  Map<String, Aggregate> aggregates() {
    Map<String, Aggregate> told = new TreeMap<>(aggregates);
    told.values().removeIf(aggregate -> !aggregate.told());
    return told;
  }

  /** The region's value: its own where that covers it, else what its children's figures make. */
  @Nullable Double value(String area) {
    return isFromBelow(area) ? fromBelow(area) : own(area);
  }

  /** Whether {@link #value} is the one from the regions below. */
  boolean isFromBelow(String area) {
    return fromBelow(area) != null && (rollUp.ownIsPart() || own(area) == null);
  }

  private @Nullable Double own(String area) {
    RegionInput input = inputs.get(area);
    return input == null || !input.complete() || !isShowable(input) ? null : input.value();
  }

  private @Nullable Double fromBelow(String area) {
    Aggregate aggregate = aggregates.get(area);
    return aggregate == null || aggregate.isConfidential() ? null : aggregate.value();
  }

  /** Whether a region's own value may be shown. */
  boolean isShowable(RegionInput input) {
    return rollUp.disclosure().isShowable(input);
  }

  private boolean isComplete(String area) {
    RegionInput input = inputs.get(area);
    return input != null && input.complete();
  }

  private @Nullable RegionInput usable(String area) {
    RegionInput input = inputs.get(area);
    return input != null && input.isUsable(rollUp, base) ? input : null;
  }

  /** What a region adds to the one above. */
  private @Nullable Contribution share(String area) {
    RegionInput own = usable(area);
    if (own != null && !rollUp.ownIsPart()) {
      return Contribution.of(rollUp, own);
    }
    if (above.contains(area)) {
      Aggregate aggregate = aggregate(area);
      if (aggregate.reason() == null) {
        return aggregate.contribution();
      }
      return null;
    }
    return own == null ? null : Contribution.of(rollUp, own);
  }

  private Aggregate aggregate(String area) {
    Aggregate known = aggregates.get(area);
    if (known == null) {
      known = computed(area);
      aggregates.put(area, known);
    }
    return known;
  }

  private Aggregate computed(String area) {
    List<String> children = regions.parts(area, day);
    List<Contribution> shares = new ArrayList<>();
    List<Double> covered = new ArrayList<>();
    List<Double> coveredWeights = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (String child : children) {
      Contribution share = share(child);
      double weight = Objects.requireNonNullElse(weight(child), Double.NaN);
      weights.add(weight);
      if (share != null) {
        covered.add(share.coverage());
        coveredWeights.add(weight * share.coverage());
        shares.add(share);
      }
    }
    int reported = shares.size();
    RegionInput own = usable(area);
    if (own != null && rollUp.ownIsPart()) {
      shares.add(Contribution.of(rollUp, own));
    }
    OptionalInt expected = regions.expectedChildren(area, day);
    boolean allListed = expected.isPresent() && expected.getAsInt() == children.size();
    double weightShare = allListed ? sum(coveredWeights) / sum(weights) : Double.NaN;
    double countShare =
        expected.isPresent() && expected.getAsInt() > 0
            ? sum(covered) / expected.getAsInt()
            : Double.NaN;
    double coverage = Double.isNaN(weightShare) ? countShare : weightShare;
    Coverage counts =
        new Coverage(
            reported,
            expected.isPresent() ? expected.getAsInt() : null,
            known(weightShare),
            known(coverage));
    String reason = shares.isEmpty() ? NOBODY : reason(area, counts);
    boolean told = !shares.isEmpty() || children.stream().anyMatch(this::isComplete);
    boolean refused = rollUp.refusal() != null;
    if (reason != null) {
      return new Aggregate(area, counts, told, reason, !refused, false, null, null, null, null);
    }
    Contribution total = Contribution.sum(shares, Double.isNaN(coverage) ? 1 : coverage);
    boolean whole = coverage >= 1 - ROUNDING;
    RollUp.Span span = total.example().span();
    RegionInput here = inputs.get(area);
    int marks =
        total.marks() | (whole ? 0 : Mark.PARTIAL.bit()) | (here == null ? 0 : here.contextMarks());
    Double value = rollUp.value(total.sums(), here, span, false);
    boolean adjusted = (marks & Mark.COMPARABLE_BASE.bit()) != 0;
    Double unadjusted = adjusted ? rollUp.value(total.sums(), here, span, true) : null;
    boolean isConfidential =
        !rollUp.disclosure().isShowable(rollUp, total.sums(), here, span, value, unadjusted);
    return new Aggregate(
        area,
        counts,
        true,
        null,
        false,
        isConfidential,
        total.saying(marks),
        here,
        value,
        unadjusted);
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The same in whatever order they come. */
  private static double sum(List<Double> values) {
    return values.stream().sorted().mapToDouble(value -> value).reduce(0, Double::sum);
  }

  /** Why there is no value to show; null where there is one. */
  private @Nullable String reason(String area, Coverage counts) {
    if (rollUp.refusal() != null) {
      return rollUp.refusal();
    }
    for (String needed : rollUp.mustHave()) {
      if (isBelow(needed, area) && share(needed) == null) {
        return "region " + needed + " must be in it and has no figure";
      }
    }
    if (rollUp.minCoverage() <= 0) {
      return null;
    }
    Double share = counts.share();
    if (share == null) {
      return "the region table does not say how many regions lie below, so it cannot be told what"
          + " share of them reports";
    }
    return share + ROUNDING >= rollUp.minCoverage()
        ? null
        : String.format(
            Locale.ROOT,
            "%d of %d regions below report, a coverage of %.0f %%; at least %.0f %% is needed",
            counts.reported(),
            Objects.requireNonNullElse(counts.expected(), 0),
            100 * share,
            100 * rollUp.minCoverage());
  }

  private boolean isBelow(String area, String ancestor) {
    return regions.totals(area, day).stream()
        .anyMatch(total -> total.equals(ancestor) || isBelow(total, ancestor));
  }

  /** How much of its parent a region is: as reported, else as its children's weights add up. */
  private @Nullable Double weight(String area) {
    RegionInput input = inputs.get(area);
    if (input != null && input.weight() != null) {
      return input.weight();
    }
    List<String> children = above.contains(area) ? regions.parts(area, day) : List.of();
    double sum = 0;
    for (String child : children) {
      Double weight = weight(child);
      if (weight == null) {
        return null;
      }
      sum += weight;
    }
    return children.isEmpty() ? null : sum;
  }

  /** The region above, as it was on the day. */
  Optional<String> parent(String area) {
    return regions.parent(area, day);
  }

  /** The region above of whose total a region is a part; groups have none. */
  Optional<String> whole(String area) {
    return regions.isInParentTotal(area, day) ? parent(area) : Optional.empty();
  }

  /**
   * What came together for a region.
   *
   * @param told whether any region right below has anything to tell
   * @param reason why there is no value; null where the figures make one
   * @param suppressed whether there would be one that is not shown
   * @param isConfidential whether the value is there for the region above only
   * @param contribution what it adds to the region above; null with a reason
   */
  record Aggregate(
      String area,
      Coverage coverage,
      boolean told,
      @Nullable String reason,
      boolean suppressed,
      boolean isConfidential,
      @Nullable Contribution contribution,
      @Nullable RegionInput here,
      @Nullable Double value,
      @Nullable Double unadjusted) {}
}

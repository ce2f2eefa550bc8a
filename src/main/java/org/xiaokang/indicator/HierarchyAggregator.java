package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Territory;
import org.xiaokang.indicator.IndicatorValue.Coverage;

/**
 * One indicator in one scope and period, for all regions at once: what the regions' own figures
 * make for the regions above them, as the hierarchy was on the last day of the period.
 */
final class HierarchyAggregator {
  private static final String NOBODY =
      "no region below has all the figures, and the weights, that the value needs";

  private final RollUp rollUp;
  private final Regions regions;
  private final LocalDate day;
  private final Map<String, RegionInput> inputs = new TreeMap<>();
  private final Map<String, Aggregate> aggregates = new TreeMap<>();
  private final Map<String, Composition> compositions = new HashMap<>();
  private final Set<String> above = new TreeSet<>();
  private final Map<String, String> standingIn = new TreeMap<>();
  private final Set<String> replaced = new TreeSet<>();
  private final @Nullable String base;
  private final Territory territory;
  private final StandIns standIns;

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
    this.base = RegionInput.commonBase(all);
    this.territory = regions.territory(day);
    this.standIns = new StandIns(this, rollUp);
    for (RegionInput input : all) {
      if (input.complete()) {
        rise(input.refArea());
      }
      for (String home : territory.homes(input.refArea())) {
        if (above.add(home)) {
          rise(home);
        }
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

  /** Whether a region has a value of its own and one from the regions below. */
  boolean hasBoth(String area) {
    return isComplete(area) && fromBelow(area) != null;
  }

  /** The region's value: its own where that covers it, else what its children's figures make. */
  @Nullable Double value(String area) {
    return isFromBelow(area) ? fromBelow(area) : own(area);
  }

  /** Whether {@link #value} is the one from the regions below. */
  boolean isFromBelow(String area) {
    return fromBelow(area) != null && (rollUp.ownIsPart() || own(area) == null);
  }

  /**
   * Whether the region's value is that of all of it. A value that is not there, or is not shown, is
   * not whole only where it would be made of some of the regions below.
   */
  boolean isWhole(String area) {
    RegionInput own = inputs.get(area);
    boolean reports = own != null && own.complete() && !rollUp.ownIsPart();
    Aggregate aggregate = aggregates.get(area);
    if (reports || aggregate == null) {
      return own == null || (own.marks() & Mark.PARTIAL.bit()) == 0;
    }
    Contribution all = aggregate.contribution();
    Double share = aggregate.coverage().share();
    return share != null
        && StandIns.isWhole(share)
        && (all == null || (all.marks() & Mark.PARTIAL.bit()) == 0);
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

  /** Whether a region may have a value from those below. */
  boolean isAbove(String area) {
    return above.contains(area);
  }

  private boolean isComplete(String area) {
    RegionInput input = inputs.get(area);
    return input != null && input.complete();
  }

  private @Nullable RegionInput usable(String area) {
    RegionInput input = inputs.get(area);
    return input != null && isUsable(input) ? input : null;
  }

  boolean isUsable(RegionInput input) {
    return input.isUsable(rollUp, base);
  }

  /** Whether a region's own figures cover it, with all that lies below. */
  boolean reportsWhole(String area) {
    return !rollUp.ownIsPart() && usable(area) != null;
  }

  /** What the figures under one of the codes of a region's series give; null without any. */
  @Nullable RegionInput inputOf(String code) {
    for (String one : territory.codes(code)) {
      RegionInput input = inputs.get(one);
      if (input != null) {
        return input;
      }
    }
    return null;
  }

  Territory territory() {
    return territory;
  }

  StandIns standIns() {
    return standIns;
  }

  /** Whether another region stands for it, so that it does not count itself. */
  boolean isReplaced(String area) {
    return replaced.contains(area);
  }

  /** What a region adds to the one above. */
  @Nullable Contribution share(String area) {
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

  /** Who makes the value of a region. */
  Composition composition(String area) {
    Composition known = compositions.get(area);
    if (known == null) {
      known = new Composition(this, regions, day, area);
      compositions.put(area, known);
    }
    return known;
  }

  private Aggregate computed(String area) {
    Composition made = composition(area);
    made.standing().forEach(code -> standingIn.put(code, area));
    replaced.addAll(made.replaced());
    List<Contribution> shares = made.contributions();
    RegionInput own = usable(area);
    if (own != null && rollUp.ownIsPart()) {
      shares.add(Contribution.of(rollUp, own));
    }
    Coverage counts = made.coverage();
    String reason = shares.isEmpty() ? NOBODY : reason(area, counts, made);
    boolean told =
        !shares.isEmpty() || regions.parts(area, day).stream().anyMatch(this::isComplete);
    boolean refused = rollUp.refusal() != null;
    if (reason != null) {
      return new Aggregate(area, counts, told, reason, !refused, false, null, null, null, null);
    }
    Double coverage = counts.share();
    Contribution total = Contribution.sum(shares, coverage == null ? 1 : coverage);
    boolean whole = coverage != null && StandIns.isWhole(coverage);
    RollUp.Span span = total.example().span();
    RegionInput here = inputs.get(area);
    int marks =
        total.marks() | (whole ? 0 : Mark.PARTIAL.bit()) | (here == null ? 0 : here.contextMarks());
    boolean isMixed =
        here != null
            && (total.marks() & Mark.BASE_BREAK.bit()) != 0
            && (here.contextMarks() & Mark.COMPARABLE_BASE.bit()) != 0;
    marks &= isMixed ? ~Mark.COMPARABLE_BASE.bit() : -1;
    Double value = rollUp.value(total.sums(), here, span, isMixed);
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

  /** Why there is no value to show; null where there is one. */
  private @Nullable String reason(String area, Coverage counts, Composition made) {
    if (rollUp.refusal() != null) {
      return rollUp.refusal();
    }
    for (String needed : rollUp.mustHave()) {
      if (isBelow(needed, area) && !made.has(needed)) {
        return "region " + needed + " must be in it and has no figure";
      }
    }
    return counts.tooLittle(rollUp.minCoverage());
  }

  private boolean isBelow(String area, String ancestor) {
    return regions.totals(area, day).stream()
        .anyMatch(total -> total.equals(ancestor) || isBelow(total, ancestor));
  }

  /** The region above, as it was on the day; of one of another time, the one it stands in. */
  Optional<String> parent(String area) {
    return regions.parent(area, day).or(() -> Optional.ofNullable(standingIn.get(area)));
  }

  /** The region above of whose total a region is a part; groups have none. */
  Optional<String> whole(String area) {
    return regions.isInParentTotal(area, day) ? parent(area) : Optional.empty();
  }
}

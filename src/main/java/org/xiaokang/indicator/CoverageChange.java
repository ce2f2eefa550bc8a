package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.SameLand;

/**
 * The change of an aggregate between two periods, split into what changed in the regions that are
 * in both and what changed because regions came or went.
 *
 * @param total the sum of the two parts: the later value minus the earlier, to the last digit but
 *     one that a double has
 * @param inBoth the later value minus the earlier, both of the regions that are in both
 * @param inCoverage the rest
 */
public record CoverageChange(String previousPeriod, double total, double inBoth, double inCoverage)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same with another spelling of the period before. */
  CoverageChange of(String period) {
    return new CoverageChange(period, total, inBoth, inCoverage);
  }

  /** Null where one of the periods has no value, or the regions in both make none. */
  static @Nullable CoverageChange between(
      RollUp rollUp, SameLand land, String previousPeriod, Aggregate then, Aggregate now) {
    if (then.contribution() == null
        || now.contribution() == null
        || then.value() == null
        || now.value() == null
        || then.isConfidential()
        || now.isConfidential()) {
      return null;
    }
    double change = now.value() - then.value();
    Double inBoth = inBoth(rollUp, land, then, now);
    if (inBoth == null) {
      return null;
    }
    double rest = change - inBoth;
    return new CoverageChange(previousPeriod, inBoth + rest, inBoth, rest);
  }

  /** Zero where no region is in both: then nothing is left but who came and who went. */
  private static @Nullable Double inBoth(
      RollUp rollUp, SameLand land, Aggregate then, Aggregate now) {
    Map<String, Sums> earlier = Objects.requireNonNull(then.contribution()).units();
    Map<String, Sums> later = Objects.requireNonNull(now.contribution()).units();
    if (!earlier.keySet().equals(later.keySet())) {
      Map<String, Sums> all = earlier;
      earlier = joined(land, earlier, later);
      later = joined(land, later, all);
    }
    Sums before = null;
    Sums after = null;
    for (Map.Entry<String, Sums> unit : later.entrySet()) {
      Sums own = earlier.get(unit.getKey());
      if (own != null) {
        before = before == null ? own : before.plus(own);
        after = after == null ? unit.getValue() : after.plus(unit.getValue());
      }
    }
    if (before == null || after == null) {
      return 0.0;
    }
    if (!before.areShowable() || !after.areShowable()) {
      return null;
    }
    Double earlierValue = value(rollUp, before, then);
    Double laterValue = value(rollUp, after, now);
    return earlierValue == null || laterValue == null ? null : laterValue - earlierValue;
  }

  /** The units with parts put together where the other period has only the whole. */
  private static Map<String, Sums> joined(
      SameLand land, Map<String, Sums> units, Map<String, Sums> others) {
    Map<String, Sums> rest = new HashMap<>(units);
    rest.keySet().removeAll(others.keySet());
    Map<String, Sums> joined = land.joined(rest, Sums::plus);
    units.forEach(
        (code, sums) -> {
          if (others.containsKey(code)) {
            joined.put(code, sums);
          }
        });
    return joined;
  }

  private static @Nullable Double value(RollUp rollUp, Sums sums, Aggregate of) {
    RegionInput example = Objects.requireNonNull(of.contribution()).example();
    return rollUp.value(sums, of.here(), example.span(), false);
  }
}

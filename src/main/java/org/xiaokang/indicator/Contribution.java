package org.xiaokang.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.catalogue.Indicator;

/**
 * What one region, or several together, add to the region above.
 *
 * @param sums their figures
 * @param units the regions whose own figures these are, by panel
 * @param marks what must be said with them
 * @param coverage how much of the regions they cover, 0 to 1
 * @param example one of the inputs, for what all have in common
 */
record Contribution(
    Sums sums, Map<String, Sums> units, int marks, double coverage, RegionInput example) {
  static Contribution of(RollUp rollUp, RegionInput input) {
    Sums sums = Sums.of(rollUp, input);
    boolean weighted = rollUp.rule() == Indicator.RollUp.Rule.PARTS;
    int marks = weighted ? input.marks() | input.weightMarks() : input.marks();
    return new Contribution(sums, Map.of(input.seriesArea(), sums), marks, 1, input);
  }

  /** All of them together, covering so much of the region above. */
  static Contribution sum(List<Contribution> shares, double coverage) {
    Map<String, Sums> units = new HashMap<>();
    int marks = 0;
    for (Contribution share : shares) {
      units.putAll(share.units);
      marks |= share.marks;
    }
    Sums sums = shares.stream().map(Contribution::sums).reduce(Sums::plus).orElseThrow();
    return new Contribution(sums, units, marks, coverage, shares.get(0).example);
  }

  /** The same with other marks. */
  Contribution saying(int others) {
    return new Contribution(sums, units, others, coverage, example);
  }
}

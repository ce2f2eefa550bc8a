package org.xiaokang.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.catalogue.Indicator;

/**
 * What one region, or several together, add to the region above.
 *
 * @param totals their figures
 * @param units the regions whose own figures these are, by panel
 * @param marks what must be said with them
 * @param coverage how much of the regions they cover, 0 to 1
 * @param example one of the findings, for what all have in common
 */
record Share(
    Totals totals, Map<String, Totals> units, int marks, double coverage, Finding example) {
  static Share of(RollUp rollUp, Finding finding) {
    Totals totals = Totals.of(rollUp, finding);
    boolean weighted = rollUp.rule() == Indicator.RollUp.Rule.PARTS;
    int marks = weighted ? finding.marks() | finding.weightMarks() : finding.marks();
    return new Share(totals, Map.of(finding.panel(), totals), marks, 1, finding);
  }

  /** All of them together, covering so much of the region above. */
  static Share sum(List<Share> shares, double coverage) {
    Map<String, Totals> units = new HashMap<>();
    int marks = 0;
    for (Share share : shares) {
      units.putAll(share.units);
      marks |= share.marks;
    }
    Totals totals = shares.stream().map(Share::totals).reduce(Totals::plus).orElseThrow();
    return new Share(totals, units, marks, coverage, shares.get(0).example);
  }

  /** The same with other marks. */
  Share saying(int others) {
    return new Share(totals, units, others, coverage, example);
  }
}

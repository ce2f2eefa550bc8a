package org.xiaokang.quality;

import java.util.Arrays;
import java.util.List;
import org.xiaokang.assess.ContradictionCounts;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.config.Gate;

/** Judges how many statements contradict each other: the gate contradictions. */
public final class ContradictionFindings {
  private ContradictionFindings() {}

  /**
   * What the gates say of the contradictions of a release.
   *
   * @param gates all gates; those of other kinds are left out
   */
  public static GateResults of(List<Gate> gates, ContradictionCounts found) {
    ResultCollector results = new ResultCollector();
    for (Gate gate : gates) {
      if (gate.rule() instanceof Gate.Contradictions rule) {
        List<Certainty> counted =
            Arrays.stream(Certainty.values())
                .filter(certainty -> rule.of().contains(certainty.code()))
                .toList();
        double number = found.of(counted);
        ExpectedRange range = new ExpectedRange(0, rule.atMost());
        if (range.isBrokenBy(number)) {
          String codes =
              String.join(", ", counted.stream().map(one -> "'" + one.code() + "'").toList());
          results.failed(
              gate,
              FindingSubject.WHOLE,
              number,
              range,
              "%.0f sets of statements cannot all be true: select * from contradictions where certainty in (%s)"
                  .formatted(number, codes));
        }
        results.counted(gate, GateCounts.ONE_JUDGED);
      }
    }
    return results.results();
  }
}

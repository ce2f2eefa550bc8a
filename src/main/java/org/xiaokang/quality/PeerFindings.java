package org.xiaokang.quality;

import static java.util.Comparator.comparingDouble;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.config.Gate;

/**
 * Judges the values of regions of one parent: each is held against the others, itself left out. The
 * gate peers.
 */
public final class PeerFindings implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WatchingGates gates;

  /**
   * Compiles what is declared.
   *
   * @param gates all gates; those of other kinds are left out
   * @param indicators all indicators of the catalogue
   */
  public PeerFindings(List<Gate> gates, Collection<Indicator> indicators) {
    this.gates = new WatchingGates(gates, indicators, rule -> rule instanceof Gate.Peers);
  }

  /** Whether no gate looks at peers. */
  public boolean areNone() {
    return gates.areNone();
  }

  /** Whether a gate looks at peers' values of this indicator. */
  public boolean watch(String indicator) {
    return gates.watch(indicator);
  }

  /**
   * What the gates say of the regions of one parent.
   *
   * @param key what their values have in common
   * @param now all their values in this run, in any order
   * @param before all their values in the release before, in any order
   */
  public GateResults of(PeerKey key, List<JudgedValue> now, List<JudgedValue> before) {
    PublishedValues published = new PublishedValues(before);
    List<JudgedValue> sorted = now.stream().sorted(comparingDouble(JudgedValue::value)).toList();
    ResultCollector results = new ResultCollector();
    for (Gate gate : gates.of(key.indicator())) {
      if (gate.rule() instanceof Gate.Peers rule) {
        Gate.Limits limits = rule.limits();
        boolean areEnough = key.isOfPeers() && now.size() - 1 >= limits.atLeast();
        int judged = areEnough ? judge(gate, limits, sorted, published, results) : 0;
        String why =
            "fewer than %s other regions of the same parent and period, or all of them 0"
                .formatted(Integer.toString(limits.atLeast()));
        results.counted(gate, GateCounts.of(judged, now.size() - judged, why));
      }
    }
    return results.results();
  }

  private static int judge(
      Gate gate,
      Gate.Limits limits,
      List<JudgedValue> sorted,
      PublishedValues published,
      ResultCollector results) {
    double[] numbers = sorted.stream().mapToDouble(JudgedValue::value).toArray();
    int judged = 0;
    for (int i = 0; i < numbers.length; i++) {
      Optional<RobustRange> others = RobustRange.of(Spread.of(numbers, i), limits);
      if (others.isEmpty()) {
        continue;
      }
      judged++;
      ExpectedRange range = others.get().range();
      if (range.isBrokenBy(numbers[i])) {
        String message = others.get().message(numbers[i], "regions of the same parent");
        results.failed(gate, sorted.get(i), range, message, published::hasSame);
      }
    }
    return judged;
  }
}

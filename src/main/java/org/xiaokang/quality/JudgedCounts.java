package org.xiaokang.quality;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What gates judged, as small as it is however many values there were: tasks count, and the driver
 * adds.
 *
 * @param byGate by the gate's name; a gate that met nothing need not be there
 */
public record JudgedCounts(Map<String, GateCounts> byGate) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing was judged. */
  public static final JudgedCounts NONE = new JudgedCounts(Map.of());

  /** Keeps a copy. */
  public JudgedCounts {
    byGate = Map.copyOf(byGate);
  }

  /** The counts of both. */
  public JudgedCounts plus(JudgedCounts other) {
    if (byGate.isEmpty() || other.byGate.isEmpty()) {
      return byGate.isEmpty() ? other : this;
    }
    Map<String, GateCounts> sum = new HashMap<>(byGate);
    other.byGate.forEach((gate, counts) -> sum.merge(gate, counts, GateCounts::plus));
    return new JudgedCounts(sum);
  }

  GateCounts of(String gate) {
    return byGate.getOrDefault(gate, GateCounts.NONE);
  }
}

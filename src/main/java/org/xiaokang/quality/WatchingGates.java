package org.xiaokang.quality;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.config.Gate;

/** Which gates judge the values of which indicator. */
final class WatchingGates implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, List<Gate>> byIndicator = new HashMap<>();

  /** The gates of some kinds of rules. */
  WatchingGates(List<Gate> gates, Collection<Indicator> indicators, Predicate<Gate.Rule> rules) {
    for (Indicator indicator : indicators) {
      List<Gate> watching =
          gates.stream()
              .filter(gate -> rules.test(gate.rule()))
              .filter(gate -> gate.watches(indicator.id(), indicator.theme()))
              .toList();
      if (!watching.isEmpty()) {
        byIndicator.put(indicator.id(), watching);
      }
    }
  }

  boolean areNone() {
    return byIndicator.isEmpty();
  }

  boolean watch(String indicator) {
    return byIndicator.containsKey(indicator);
  }

  /** In the order of the configuration. */
  List<Gate> of(String indicator) {
    return byIndicator.getOrDefault(indicator, List.of());
  }
}

package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;

/** The figures of a plan in layers, each of which needs only those before it. */
final class FigureLayers {
  private final Plan plan;
  private final Map<Figure, Integer> levels = new LinkedHashMap<>();

  FigureLayers(Plan plan) {
    this.plan = plan;
  }

  /** The lowest: figures reported by documents. */
  List<Figure.Reported> reported() {
    List<Figure.Reported> reported = new ArrayList<>();
    for (Figure figure : levels.keySet()) {
      if (figure instanceof Figure.Reported r) {
        reported.add(r);
      }
    }
    return reported;
  }

  /** All others, the lowest first. */
  List<List<Figure>> above() {
    Map<Integer, List<Figure>> layers = new TreeMap<>();
    levels.forEach((f, level) -> layers.computeIfAbsent(level, l -> new ArrayList<>()).add(f));
    layers.remove(0);
    return List.copyOf(layers.values());
  }

  /** How many layers lie below a figure, which is put into its own. */
  int level(Figure figure) {
    Integer known = levels.get(figure);
    if (known != null) {
      return known;
    }
    int level = 0;
    if (figure instanceof Figure.Placed placed) {
      level = level(placed.figure()) + 1;
    } else if (figure instanceof Figure.Undivided undivided) {
      level = level(undivided.figure()) + 1;
    } else if (figure instanceof Figure.Restated restated) {
      level = Math.max(level(restated.base()), level(restated.plain())) + 1;
    } else if (figure instanceof Figure.Completed completed) {
      level = level(completed.reported()) + 1;
      for (Metric.Derivation derivation : plan.derivations(completed.metric())) {
        for (Input input : derivation.inputs()) {
          level = Math.max(level, level(plan.figure(input, completed)) + 1);
        }
      }
    }
    levels.put(figure, level);
    return level;
  }
}

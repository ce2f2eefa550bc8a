package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;

/**
 * The catalogue compiled for one run: which figures each row needs, in which order they can be had,
 * and what is computed from them. Every figure is computed once, however many indicators use it.
 */
public final class Plan {
  private final Catalogue catalogue;
  private final List<Indicator> indicators;
  private final Map<Figure, Integer> levels = new LinkedHashMap<>();
  private final Map<Figure, String> columns = new LinkedHashMap<>();

  private Plan(Catalogue catalogue, List<Indicator> indicators) {
    this.catalogue = catalogue;
    this.indicators = List.copyOf(indicators);
    indicators.forEach(indicator -> indicator.inputs().forEach(input -> level(figure(input))));
    int next = 0;
    for (Figure figure : levels.keySet()) {
      columns.put(figure, "figure_" + next++);
    }
  }

  /** Compiles all indicators of a catalogue. */
  public static Plan of(Catalogue catalogue) {
    return new Plan(catalogue, List.copyOf(catalogue.indicators().values()));
  }

  /** Compiles some indicators of a catalogue. */
  public static Plan of(Catalogue catalogue, Collection<String> ids) {
    return new Plan(catalogue, ids.stream().map(catalogue::indicator).toList());
  }

  List<Indicator> indicators() {
    return indicators;
  }

  /** The figure an input stands for. */
  Figure figure(Input input) {
    Figure figure = own(input);
    boolean inPlace = input.at().isSame() && input.scope().isEmpty();
    return inPlace ? figure : new Figure.Placed(figure, input.scope(), input.at());
  }

  /** The figure of an input's metric on the row itself. */
  Figure own(Input input) {
    Figure.Reported reported = new Figure.Reported(input.metric(), input.ofParent());
    return derivations(input.metric()).isEmpty() ? reported : new Figure.Completed(reported);
  }

  /** The figure an input of a derivation stands for, on the side of the figure it completes. */
  Figure figure(Input input, Figure.Completed completed) {
    return figure(onSideOf(input, completed));
  }

  private static Input onSideOf(Input input, Figure.Completed completed) {
    return new Input(
        input.variable(),
        input.metric(),
        input.scope(),
        input.at(),
        completed.reported().ofParent());
  }

  List<Metric.Derivation> derivations(String metric) {
    return Objects.requireNonNull(catalogue.metrics().get(metric)).derivations();
  }

  /** The column of a figure. */
  String column(Figure figure) {
    return Objects.requireNonNull(columns.get(figure));
  }

  /** The figures reported by documents. */
  List<Figure.Reported> reported() {
    List<Figure.Reported> reported = new ArrayList<>();
    for (Figure figure : levels.keySet()) {
      if (figure instanceof Figure.Reported r) {
        reported.add(r);
      }
    }
    return reported;
  }

  /** The other figures in layers: each layer needs only those before it. */
  List<List<Figure>> layers() {
    Map<Integer, List<Figure>> layers = new java.util.TreeMap<>();
    levels.forEach((f, level) -> layers.computeIfAbsent(level, l -> new ArrayList<>()).add(f));
    layers.remove(0);
    return List.copyOf(layers.values());
  }

  /** The metrics that are read. */
  Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    reported().forEach(reported -> metrics.add(reported.metric()));
    return metrics;
  }

  /** The metrics whose figure for the parent region is looked up. */
  Set<String> parentMetrics() {
    Set<String> metrics = new TreeSet<>();
    reported().stream().filter(Figure.Reported::ofParent).forEach(r -> metrics.add(r.metric()));
    return metrics;
  }

  private int level(Figure figure) {
    Integer known = levels.get(figure);
    if (known != null) {
      return known;
    }
    int level = 0;
    if (figure instanceof Figure.Placed placed) {
      level = level(placed.figure()) + 1;
    } else if (figure instanceof Figure.Completed completed) {
      level = level(completed.reported()) + 1;
      for (Metric.Derivation derivation : derivations(completed.metric())) {
        for (Input input : derivation.inputs()) {
          level = Math.max(level, level(figure(input, completed)) + 1);
        }
      }
    }
    levels.put(figure, level);
    return level;
  }
}

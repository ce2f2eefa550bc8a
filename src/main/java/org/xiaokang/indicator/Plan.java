package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    for (Indicator indicator : indicators) {
      indicator.inputs().forEach(input -> level(figure(input)));
      indicator.inputs().forEach(input -> weight(indicator, input).ifPresent(this::level));
      coverageWeight(indicator).ifPresent(this::level);
    }
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

  /** The catalogue this was compiled from. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** The figure an input stands for. */
  Figure figure(Input input) {
    Figure plain = plain(input);
    boolean lastYear = input.at() instanceof Input.At.Shifted shifted && shifted.months() == -12;
    return metric(input.metric())
        .comparableBase()
        .filter(base -> lastYear && input.over().isEmpty())
        .<Figure>map(base -> new Figure.Restated(plain(like(input, base)), plain))
        .orElse(plain);
  }

  /** The figure an input stands for, not restated. */
  Figure plain(Input input) {
    Figure figure = own(input);
    boolean inPlace = input.at().isSame() && input.scope().isEmpty();
    return inPlace ? figure : new Figure.Placed(figure, input.scope(), input.at());
  }

  /** The figure of an input's metric on the row itself. */
  Figure own(Input input) {
    Figure.Reported reported = new Figure.Reported(input.metric(), input.of(), input.over());
    boolean derivable = input.over().isEmpty() && !derivations(input.metric()).isEmpty();
    return derivable ? new Figure.Completed(reported) : reported;
  }

  /** The figure an input of a derivation stands for, on the side of the figure it completes. */
  Figure figure(Input input, Figure.Completed completed) {
    return plain(
        new Input(
            input.variable(),
            input.metric(),
            input.scope(),
            input.at(),
            completed.reported().of(),
            Optional.empty(),
            false));
  }

  /** The weight of an input's figure among those of other regions; none: figures are summed. */
  Optional<Figure> weight(Indicator indicator, Input input) {
    return RollUp.refusal(catalogue, indicator).isEmpty() && input.of().isSelf()
        ? metric(input.metric()).aggregation().by().map(by -> plain(like(input, by)))
        : Optional.empty();
  }

  /** What says how much of its parent a region is. */
  Optional<Figure> coverageWeight(Indicator indicator) {
    return indicator
        .rollUp()
        .weight()
        .map(
            code ->
                own(
                    new Input(
                        code,
                        code,
                        Optional.empty(),
                        new Input.At.Same(),
                        Input.Of.SELF,
                        Optional.empty(),
                        false)));
  }

  private static Input like(Input input, String metric) {
    return new Input(
        input.variable(), metric, input.scope(), input.at(), input.of(), input.over(), false);
  }

  private Metric metric(String code) {
    return Objects.requireNonNull(catalogue.metrics().get(code));
  }

  List<Metric.Derivation> derivations(String metric) {
    return metric(metric).derivations();
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
    // A span of years is there because a report says something of it.
    Set<String> ofSpans = new TreeSet<>();
    for (Indicator indicator : indicators) {
      if (indicator.inputs().stream().anyMatch(input -> input.at() instanceof Input.At.Edge)) {
        ofSpans.add(indicator.id());
      }
    }
    for (Metric metric : catalogue.metrics().values()) {
      metric.reports().filter(ofSpans::contains).ifPresent(id -> metrics.add(metric.code()));
    }
    return metrics;
  }

  /** How a metric's figures of several regions make one. */
  Metric.Aggregation.Rule rule(String metric) {
    return metric(metric).aggregation().rule();
  }

  /** The reported figures of other regions than the row's own. */
  List<Figure.Reported> lookedUp() {
    return reported().stream().filter(r -> !r.of().isSelf()).toList();
  }

  /** The reported figures that are made of shorter periods' figures. */
  List<Figure.Reported> madeOver() {
    return reported().stream().filter(r -> r.over().isPresent()).toList();
  }

  private int level(Figure figure) {
    Integer known = levels.get(figure);
    if (known != null) {
      return known;
    }
    int level = 0;
    if (figure instanceof Figure.Placed placed) {
      level = level(placed.figure()) + 1;
    } else if (figure instanceof Figure.Restated restated) {
      level = Math.max(level(restated.restated()), level(restated.plain())) + 1;
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

package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Hash;
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
  private final FigureLayers layers = new FigureLayers(this);

  /** The plan that this one is a part of, where it needs the same rows; else null. */
  private final @Nullable Plan whole;

  private Plan(Catalogue catalogue, List<Indicator> indicators, @Nullable Plan whole) {
    this.whole = whole;
    this.catalogue = catalogue;
    this.indicators = List.copyOf(indicators);
    for (Indicator indicator : indicators) {
      indicator.inputs().forEach(input -> layers.level(figure(input)));
      indicator.inputs().forEach(input -> weights(indicator, input).forEach(layers::level));
      coverageWeight(indicator).ifPresent(layers::level);
    }
  }

  /** Compiles all indicators of a catalogue. */
  public static Plan of(Catalogue catalogue) {
    return new Plan(catalogue, List.copyOf(catalogue.indicators().values()), null);
  }

  /** Compiles some indicators of a catalogue. */
  public static Plan of(Catalogue catalogue, Collection<String> ids) {
    return new Plan(catalogue, ids.stream().map(catalogue::indicator).toList(), null);
  }

  List<Indicator> indicators() {
    return indicators;
  }

  /** Whether there is nothing to compute. */
  public boolean isEmpty() {
    return indicators.isEmpty();
  }

  /** The ids of the indicators that are computed. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    indicators.forEach(indicator -> ids.add(indicator.id()));
    return ids;
  }

  /**
   * The same for those of its indicators whose values may change with these metrics' figures: those
   * that read one of them, and those that have a value on any row of a region's, whichever figure
   * it is there for.
   */
  public Plan reading(Set<String> metrics) {
    return only(
        indicators.stream()
            .filter(one -> isOnAnyRow(one) || !Collections.disjoint(reads(one), metrics))
            .toList());
  }

  /** The same for those of its indicators that have such an id. */
  public Plan only(Set<String> ids) {
    return only(indicators.stream().filter(one -> ids.contains(one.id())).toList());
  }

  private Plan only(List<Indicator> some) {
    return new Plan(catalogue, some, some.stream().anyMatch(this::isOnAnyRow) ? rows() : null);
  }

  private Set<String> reads(Indicator indicator) {
    return new Plan(catalogue, List.of(indicator), null).metrics();
  }

  /** Whether the indicator may have a value on a row without a figure of its own there. */
  private boolean isOnAnyRow(Indicator indicator) {
    return indicator.value().toleratesMissing()
        || !indicator.inputs().stream().allMatch(input -> input.of().isSelf())
        || indicator.inputs().stream()
            .noneMatch(input -> !input.missingIsZero() && figure(input) instanceof Figure.Reported);
  }

  /**
   * The indicators of which a region's own figure covers only a part of it, so that what the
   * regions below make goes before it.
   */
  public Set<String> partial() {
    return indicators.stream()
        .filter(indicator -> RollUp.of(catalogue, indicator).ownIsPart())
        .map(Indicator::id)
        .collect(Collectors.toSet());
  }

  /**
   * A hash of everything that decides the values of each indicator, by id: its definition, the
   * metrics that it reads, the regions.
   */
  public Map<String, String> hashes() {
    String regions = catalogue.regions().spells().toString();
    String around = Hash.of(regions + catalogue.suppression().map(Object::toString).orElse(""));
    Map<String, String> hashes = new TreeMap<>();
    for (Indicator indicator : indicators) {
      StringBuilder decisive = new StringBuilder(indicator.hash()).append(around);
      for (String code : reads(indicator)) {
        Metric metric = metric(code);
        decisive.append('|').append(code).append(metric.unit()).append(metric.aggregation());
        decisive.append(metric.comparableBase());
        metric.backcastBefore().ifPresent(decisive::append);
        metric.lineUp().ifPresent(decisive::append);
        for (Metric.Derivation derivation : metric.derivations()) {
          decisive.append(Input.named(derivation.inputs()));
          decisive.append(FormulaText.of(derivation.value()));
          decisive.append(derivation.scope());
        }
      }
      decisive.append(isOnAnyRow(indicator) ? rows().metrics() + "" + rows().reported() : "");
      hashes.put(indicator.id(), Hash.of(decisive.toString()).substring(0, 16));
    }
    return hashes;
  }

  /** The catalogue this was compiled from. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** The figure an input stands for. */
  Figure figure(Input input) {
    Figure plain = plain(input);
    Optional<String> base = metric(input.metric()).comparableBase();
    return !input.at().isSame()
            && base.isPresent()
            && plain instanceof Figure.Placed placed
            && plain(like(input, base.get())) instanceof Figure.Placed placedBase
        ? new Figure.Restated(placedBase, placed)
        : plain;
  }

  /** The figure an input stands for, not restated. */
  Figure plain(Input input) {
    return placed(input, own(input));
  }

  private static Figure placed(Input input, Figure figure) {
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

  /**
   * The weight of an input's figure among those of other regions: in the breakdown that is
   * declared, else in the figure's own. The first that is there counts; none: figures are summed.
   */
  List<Figure> weights(Indicator indicator, Input input) {
    Metric.Aggregation aggregation = metric(input.metric()).aggregation();
    if (RollUp.refusal(catalogue, indicator).isPresent()
        || !input.of().isSelf()
        || aggregation.by().isEmpty()) {
      return List.of();
    }
    Input like = like(input, aggregation.by().get());
    List<Figure> weights = new ArrayList<>();
    aggregation.weightScope().ifPresent(scope -> weights.add(plain(in(scope, like))));
    weights.add(placed(like, undivided(own(like), aggregation.without())));
    return weights;
  }

  private static Figure undivided(Figure figure, List<String> without) {
    return without.isEmpty() ? figure : new Figure.Undivided(figure, without);
  }

  /** The dimensions that a weight does not have, wherever one of the inputs is weighted by it. */
  private List<String> without(Indicator indicator, String weight) {
    return indicator.inputs().stream()
        .map(input -> metric(input.metric()).aggregation())
        .filter(aggregation -> aggregation.by().equals(Optional.of(weight)))
        .flatMap(aggregation -> aggregation.without().stream())
        .distinct()
        .toList();
  }

  /** What says how much of its parent a region is. */
  Optional<Figure> coverageWeight(Indicator indicator) {
    return indicator
        .rollUp()
        .weight()
        .map(
            code ->
                undivided(
                    own(
                        new Input(
                            code,
                            code,
                            Optional.empty(),
                            new Input.At.Same(),
                            Input.Of.SELF,
                            Optional.empty(),
                            false)),
                    without(indicator, code)));
  }

  private static Input in(String scope, Input input) {
    return new Input(
        input.variable(),
        input.metric(),
        Optional.of(scope),
        input.at(),
        input.of(),
        input.over(),
        false);
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

  /** The figures reported by documents. */
  List<Figure.Reported> reported() {
    return layers.reported();
  }

  /** The other figures in layers: each layer needs only those before it. */
  List<List<Figure>> layers() {
    return layers.above();
  }

  /** What makes the rows that this looks at: itself, or the plan it is a part of. */
  Plan rows() {
    return whole == null ? this : whole;
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
}

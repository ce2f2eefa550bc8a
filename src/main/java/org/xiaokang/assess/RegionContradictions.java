package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.assess.ContradictionRow.Kind;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Identity;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Names;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.indicator.MetricReconciliation;
import org.xiaokang.ingest.Observation;

/**
 * Finds statements about one region that cannot all be true: the same figure stated twice, figures
 * that declared identities and the identities of metrics hold together, reported figures against
 * those that they follow from.
 */
public final class RegionContradictions {
  private static final String WHOLE = "reported";

  private final Catalogue catalogue;
  private final List<Identity.Holds> identities = new ArrayList<>();
  private final Set<String> metrics = new HashSet<>();

  /** By what a catalogue declares. */
  public RegionContradictions(Catalogue catalogue) {
    this.catalogue = catalogue;
    for (Identity identity : catalogue.assessments().identities().values()) {
      if (identity instanceof Identity.Holds holds) {
        identities.add(holds);
      }
      metrics.addAll(identity.metrics());
    }
    for (Metric metric : catalogue.metrics().values()) {
      for (Metric.Derivation derivation : metric.derivations()) {
        Identity.Holds identity = identity(metric, derivation);
        identities.add(identity);
        metrics.addAll(identity.metrics());
      }
    }
  }

  /** A metric's identity as a condition. */
  private static Identity.Holds identity(Metric metric, Metric.Derivation derivation) {
    List<Input> inputs = new ArrayList<>(derivation.inputs());
    inputs.add(
        new Input(
            WHOLE,
            metric.code(),
            derivation.scope(),
            new Input.At.Same(),
            Input.Of.SELF,
            java.util.Optional.empty(),
            false));
    Formula condition =
        new Formula.Compared(
            Formula.Comparison.EQUAL, new Formula.Variable(WHOLE), derivation.value());
    Names name = metric.name();
    return new Identity.Holds("derive_" + metric.code(), name, false, inputs, condition);
  }

  /** Whether figures of the metric are held against others. */
  public boolean reads(String metric) {
    return metrics.contains(metric);
  }

  /**
   * What cannot all be true of one region.
   *
   * @param figures all its figures that may be shown, preferred or not
   * @param preferred the ids of those that indicators use
   * @param reported its reported figures beside what indicators compute
   */
  public List<ContradictionRow> rows(
      Collection<Observation> figures,
      Set<Long> preferred,
      Collection<MetricReconciliation.Match> reported) {
    FigureIndex index = new FigureIndex(catalogue, figures, preferred);
    Map<String, ContradictionRow> rows = new LinkedHashMap<>();
    index.all().values().forEach(stated -> twice(stated, rows));
    identities.forEach(identity -> broken(identity, index, rows));
    Map<Long, Observation> byId = new HashMap<>();
    figures.forEach(figure -> byId.put(figure.observationId(), figure));
    for (MetricReconciliation.Match match : reported) {
      new ReportedContradiction(catalogue, byId).of(match).forEach(row -> rows.put(row.id(), row));
    }
    return List.copyOf(rows.values());
  }

  /** Pairs of statements of one figure that exclude each other, of each value one statement. */
  private void twice(List<Observation> stated, Map<String, ContradictionRow> rows) {
    if (stated.size() < 2) {
      return;
    }
    Map<Interval, StatedFigure> values = new LinkedHashMap<>();
    for (Observation figure : stated) {
      StatedFigure one = FigureIndex.stated(figure, catalogue);
      if (one.interval() != null) {
        values.putIfAbsent(one.interval(), one);
      }
    }
    List<StatedFigure> all = List.copyOf(values.values());
    for (int i = 0; i < all.size(); i++) {
      for (StatedFigure other : all.subList(i + 1, all.size())) {
        Interval mine = all.get(i).interval();
        Interval its = other.interval();
        if (mine != null && its != null && mine.excludes(its)) {
          Observation figure = stated.get(0);
          add(
              new ContradictionRow(
                  Kind.TWICE,
                  figure.metric(),
                  Certainty.IMPOSSIBLE,
                  figure.region().refArea(),
                  figure.scope(),
                  figure.period().timePeriod(),
                  "%s is stated as %s and as %s"
                      .formatted(figure.metric(), all.get(i).printed(), other.printed()),
                  List.of(all.get(i), other)),
              rows);
        }
      }
    }
  }

  private static void add(ContradictionRow row, Map<String, ContradictionRow> rows) {
    rows.put(row.id(), row);
  }

  private void broken(
      Identity.Holds identity, FigureIndex index, Map<String, ContradictionRow> rows) {
    Set<FigureIndex.Place> seen = new LinkedHashSet<>();
    for (Input input : identity.inputs()) {
      boolean moves = input.scope().isPresent() && identity.inputs().size() > 1;
      if (!input.at().isSame() || (moves && input.scope().orElseThrow().startsWith("+"))) {
        continue;
      }
      for (Observation figure : index.of(input.metric())) {
        boolean fits = input.scope().map(figure.scope()::equals).orElse(true);
        String scope = input.scope().isPresent() ? Scopes.ALL : figure.scope();
        if (fits && seen.add(new FigureIndex.Place("", scope, FigureIndex.time(figure, 0)))) {
          broken(identity, index, figure, scope, rows);
        }
      }
    }
  }

  private void broken(
      Identity.Holds identity,
      FigureIndex index,
      Observation at,
      String scope,
      Map<String, ContradictionRow> rows) {
    List<Constraint.Part> parts = new ArrayList<>();
    int stated = 0;
    for (Input input : identity.inputs()) {
      int years = input.at() instanceof Input.At.Shifted shifted ? shifted.months() / 12 : 0;
      Constraint.Part part =
          index.part(
              new FigureIndex.Place(
                  input.metric(), scope(input, scope), FigureIndex.time(at, years)));
      parts.add(part);
      stated += part.stated().isEmpty() ? 0 : 1;
    }
    if (stated < Math.min(2, parts.size())) {
      return;
    }
    Constraint constraint =
        new Constraint(
            parts,
            intervals ->
                IntervalFormula.canBeTrue(identity.condition(), named(identity, intervals)));
    for (List<StatedFigure> set : constraint.contradictions()) {
      if (!set.isEmpty()) {
        add(
            new ContradictionRow(
                Kind.IDENTITY,
                identity.id(),
                identity.plausible() ? Certainty.IMPLAUSIBLE : Certainty.IMPOSSIBLE,
                at.region().refArea(),
                scope,
                at.period().timePeriod(),
                message(identity, parts, set),
                set),
            rows);
      }
    }
  }

  /** A scope that begins with a plus adds to that of the others. */
  private static String scope(Input input, String row) {
    return input
        .scope()
        .map(
            scope ->
                scope.startsWith("+") ? Scopes.canonical(row + ";" + scope.substring(1)) : scope)
        .orElse(row);
  }

  private static Map<String, Interval> named(Identity.Holds identity, List<Interval> intervals) {
    Map<String, Interval> named = new HashMap<>();
    for (int i = 0; i < intervals.size(); i++) {
      named.put(identity.inputs().get(i).variable(), intervals.get(i));
    }
    return named;
  }

  private static String message(
      Identity.Holds identity, List<Constraint.Part> parts, List<StatedFigure> set) {
    Map<String, String> printed = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      for (StatedFigure stated : parts.get(i).stated()) {
        if (set.contains(stated)) {
          printed.put(identity.inputs().get(i).variable(), stated.printed());
        }
      }
    }
    String condition = FormulaText.of(identity.condition());
    String numbers =
        identity.condition().match(new FormulaText(name -> orName(printed.get(name), name)));
    return "%s: %s".formatted(condition, numbers);
  }

  private static String orName(@Nullable String printed, String name) {
    return printed == null ? name : printed;
  }
}

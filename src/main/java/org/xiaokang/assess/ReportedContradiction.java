package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.assess.ContradictionRow.Kind;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.MetricReconciliation;
import org.xiaokang.indicator.ReconciliationVerdict;
import org.xiaokang.ingest.Observation;

/**
 * Holds a reported figure against those that it follows from: a rate against its numerator and
 * denominator, a growth against both levels.
 *
 * @param catalogue what is declared
 * @param figures the region's figures that may be shown, by their ids
 */
record ReportedContradiction(Catalogue catalogue, Map<Long, Observation> figures) {
  /** The contradiction; none where they fit, or where they are not all there. */
  List<ContradictionRow> of(MetricReconciliation.Match match) {
    IndicatorValue value = match.value();
    Observation reported = match.figure();
    if (value == null
        || value.value() == null
        || value.flags().contains("derived")
        || !figures.containsKey(reported.observationId())) {
      return List.of();
    }
    Indicator indicator = catalogue.indicator(value.indicator());
    List<Constraint.Part> parts = new ArrayList<>();
    parts.add(part(reported));
    List<String> names = new ArrayList<>();
    Map<String, Interval> given = new HashMap<>(builtIn(value));
    boolean traced = true;
    for (IndicatorValue.InputFigure input : value.inputs()) {
      Long id = input.observationId();
      Observation figure = id == null ? null : figures.get(id);
      if (figure != null) {
        names.add(input.variable());
        parts.add(part(figure));
      } else {
        traced = false;
      }
    }
    traced &= given.keySet().containsAll(builtInsOf(indicator.value()));
    boolean disagrees = match.row().verdict() == ReconciliationVerdict.DISAGREES;
    if (traced) {
      Constraint constraint =
          new Constraint(
              parts,
              intervals -> {
                Map<String, Interval> inputs = new HashMap<>(given);
                for (int i = 0; i < names.size(); i++) {
                  inputs.put(names.get(i), intervals.get(i + 1));
                }
                Interval computed = FormulaRange.of(indicator.value(), inputs);
                return !computed.excludes(intervals.get(0));
              });
      List<List<StatedFigure>> sets = constraint.contradictions();
      if (!sets.isEmpty()) {
        return sets.stream()
            .filter(set -> !set.isEmpty())
            .map(set -> row(match, value, Certainty.IMPOSSIBLE, set))
            .toList();
      }
    }
    List<StatedFigure> all = parts.stream().flatMap(part -> part.stated().stream()).toList();
    return disagrees ? List.of(row(match, value, Certainty.AS_PRINTED, all)) : List.of();
  }

  private Constraint.Part part(Observation figure) {
    return FigureIndex.part(List.of(figure), figure.metric(), catalogue);
  }

  private static List<String> builtInsOf(Formula formula) {
    return formula.variables().stream().filter(Indicator.BUILT_IN::containsKey).toList();
  }

  /** The years from the base period to the value's own, where both begin with a year. */
  private static Map<String, Interval> builtIn(IndicatorValue value) {
    String base = value.basePeriod();
    String time = value.period().timePeriod();
    boolean dated = base != null && base.matches("\\d{4}.*") && time.matches("\\d{4}.*");
    if (base == null || !dated) {
      return Map.of();
    }
    int years = Integer.parseInt(time.substring(0, 4)) - Integer.parseInt(base.substring(0, 4));
    return Map.of(Indicator.YEARS, Interval.point(Fraction.of(years)));
  }

  private static ContradictionRow row(
      MetricReconciliation.Match match,
      IndicatorValue value,
      Certainty certainty,
      List<StatedFigure> statements) {
    Observation figure = match.figure();
    return new ContradictionRow(
        Kind.REPORTED,
        value.indicator(),
        certainty,
        figure.region().refArea(),
        figure.scope(),
        figure.period().timePeriod(),
        "%s is stated as %s; from the figures that it follows from %s comes to %s"
            .formatted(
                figure.metric(),
                figure.valuePrinted() + figure.unitPrinted(),
                value.indicator(),
                value.value()),
        statements);
  }
}

package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.assess.ContradictionRow.Kind;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.indicator.ClaimReconciliation;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.indicator.ReconciliationVerdict;
import org.xiaokang.ingest.Observation;

/** Claims of documents that their own figures contradict. */
public final class ClaimContradictions {
  private ClaimContradictions() {}

  /** One row per claim that disagrees with the figures it is about, as far as they are needed. */
  public static List<ContradictionRow> rows(
      Collection<ClaimReconciliation.Checked> claims, Catalogue catalogue) {
    return claims.stream()
        .filter(claim -> claim.row().verdict() == ReconciliationVerdict.DISAGREES)
        .flatMap(claim -> rows(claim, catalogue).stream())
        .toList();
  }

  private static List<ContradictionRow> rows(
      ClaimReconciliation.Checked claim, Catalogue catalogue) {
    ReconciliationRow row = claim.row();
    Interval claimed = claimed(row);
    StatedFigure statement =
        new StatedFigure(
            row.docId() == null ? "" : row.docId(),
            row.claimId(),
            null,
            row.refArea(),
            null,
            null,
            null,
            row.statement() + (row.reported() == null ? "" : " (" + row.reported() + ")"),
            null,
            null,
            claimed);
    List<Constraint.Part> parts = new ArrayList<>();
    parts.add(new Constraint.Part(List.of(statement), Interval.ALL));
    List<String> names = new ArrayList<>();
    for (Observation figure : claim.figures()) {
      names.add(figure.obsId());
      parts.add(FigureIndex.part(List.of(figure), figure.metric(), catalogue));
    }
    Formula formula = claim.formula();
    if (formula != null) {
      List<List<StatedFigure>> sets =
          new Constraint(parts, canHold(formula, names, claimed)).contradictions();
      if (!sets.isEmpty()) {
        return sets.stream()
            .filter(set -> !set.isEmpty())
            .map(set -> row(row, Certainty.IMPOSSIBLE, with(statement, set)))
            .toList();
      }
    }
    List<StatedFigure> all = parts.stream().flatMap(part -> part.stated().stream()).toList();
    return List.of(row(row, Certainty.AS_PRINTED, all));
  }

  /** A check that is claimed to hold has no number of its own, and is always one of the set. */
  private static List<StatedFigure> with(StatedFigure claim, List<StatedFigure> set) {
    if (set.contains(claim)) {
      return set;
    }
    List<StatedFigure> all = new ArrayList<>(List.of(claim));
    all.addAll(set);
    return all;
  }

  private static Predicate<List<Interval>> canHold(
      Formula formula, List<String> names, @Nullable Interval claimed) {
    return intervals -> {
      Map<String, Interval> inputs = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        inputs.put(names.get(i), intervals.get(i + 1));
      }
      return claimed == null
          ? IntervalFormula.canBeTrue(formula, inputs)
          : !FormulaRange.of(formula, inputs).excludes(intervals.get(0));
    };
  }

  private static @Nullable Interval claimed(ReconciliationRow row) {
    Double value = row.reportedValue();
    Double tolerance = row.tolerance();
    if (value == null) {
      return null;
    }
    Fraction half = tolerance == null ? Fraction.ZERO : Fraction.of(tolerance);
    Fraction at = Fraction.of(value);
    return Interval.closed(at.minus(half), at.plus(half));
  }

  private static ContradictionRow row(
      ReconciliationRow row, Certainty certainty, List<StatedFigure> statements) {
    String why =
        row.computedValue() != null && row.reportedValue() != null
            ? "%s comes to %s".formatted(row.subject(), row.computedValue())
            : row.reason() == null ? row.subject() : row.reason();
    return new ContradictionRow(
        Kind.CLAIM,
        row.subject(),
        certainty,
        row.refArea(),
        null,
        null,
        "claimed: %s; %s".formatted(row.reported() == null ? row.statement() : row.reported(), why),
        statements);
  }
}

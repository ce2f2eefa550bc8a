package org.xiaokang.assess;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.Formula;

/**
 * One criterion and what is known of a region for it.
 *
 * @param criterion the criterion
 * @param threshold that of the region and the year; null where there is none
 * @param formula what gives the value
 * @param facts what the formula's names stand for
 */
record CriterionCase(
    Criterion criterion, @Nullable Fraction threshold, Formula formula, List<Fact> facts) {
  /** Keeps a copy. */
  CriterionCase {
    facts = List.copyOf(facts);
  }

  /** Whether a value is there for each of the formula's names. */
  boolean isComplete() {
    return facts.stream().allMatch(Fact::isKnown);
  }

  /** Whether anything is known. */
  boolean hasAny() {
    return facts.stream().anyMatch(Fact::isKnown);
  }

  /** Where the value lies. */
  Interval value() {
    return value(Map.of());
  }

  /**
   * The same where some figures lie elsewhere.
   *
   * @param others where, by the formula's names
   */
  Interval value(Map<String, Interval> others) {
    Map<String, Interval> inputs = new HashMap<>();
    facts.forEach(fact -> inputs.put(fact.variable(), fact.interval()));
    inputs.putAll(others);
    return FormulaRange.of(formula, inputs);
  }

  AssessmentVerdict verdict() {
    return verdict(value());
  }

  AssessmentVerdict verdict(Interval value) {
    return threshold == null
        ? AssessmentVerdict.NOT_DECIDABLE
        : AssessmentVerdict.of(value, criterion.comparing(), threshold);
  }

  /** The same where the figure of an observation is corrected. */
  AssessmentVerdict verdict(long observationId, PrintedFigure corrected) {
    Map<String, Interval> others = new HashMap<>();
    for (Fact fact : facts) {
      if (fact.isOf(observationId)) {
        others.put(fact.variable(), corrected.interval());
      }
    }
    return others.isEmpty() ? verdict() : verdict(value(others));
  }

  /** The formula's value for the figures as they are printed; null where one is not known. */
  @Nullable Double asPrinted() {
    Map<String, Interval> inputs = new HashMap<>();
    for (Fact fact : facts) {
      if (!fact.isKnown()) {
        return null;
      }
      PrintedFigure printed = fact.printed();
      inputs.put(
          fact.variable(), printed == null ? fact.interval() : Interval.point(printed.value()));
    }
    Interval value = IntervalFormula.of(formula, inputs);
    Fraction low = value.low();
    return low == null || !value.isPoint() ? null : (Double) low.toDouble();
  }

  /**
   * How far the value is on the right side of the threshold, in the criterion's unit: of the worst
   * that it may be where the criterion is met, of the best where it is not; null where that is not
   * known.
   */
  @Nullable Double margin() {
    Fraction at = threshold;
    AssessmentVerdict verdict = verdict();
    if (at == null || verdict == AssessmentVerdict.NOT_DECIDABLE) {
      return null;
    }
    Interval value = value();
    boolean upper =
        criterion.comparing() == Criterion.Comparing.BELOW
            || criterion.comparing() == Criterion.Comparing.AT_MOST;
    Fraction end = upper == (verdict == AssessmentVerdict.MET) ? value.high() : value.low();
    if (end == null) {
      return null;
    }
    return upper ? at.minus(end).toDouble() : end.minus(at).toDouble();
  }
}

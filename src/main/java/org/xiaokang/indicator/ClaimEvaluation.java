package org.xiaokang.indicator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.ingest.Observation;

/**
 * What a claim's formula comes to, and whether that is what is claimed.
 *
 * @param reported the number that is claimed; null where none is
 * @param computed the formula's value, of a check 1 or 0; null where it has none
 * @param tolerance half of the last digit of what is claimed, and the rounding of the figures that
 *     the formula names; null where no number is claimed
 * @param verdict how the two stand to each other
 * @param reason why; null where the verdict says all
 */
record ClaimEvaluation(
    @Nullable Double reported,
    @Nullable Double computed,
    @Nullable Double tolerance,
    ReconciliationVerdict verdict,
    @Nullable String reason) {
  private static final Pattern NUMBER = Pattern.compile("([+-]?\\d[\\d,]*(?:\\.(\\d+))?)\\s*\\D*");

  /** Nothing can be said. */
  static ClaimEvaluation notCheckable(String reason) {
    return new ClaimEvaluation(null, null, null, ReconciliationVerdict.NOT_CHECKABLE, reason);
  }

  /**
   * Evaluates one claim.
   *
   * @param figures the figures of its document that it names, as far as there are; of two with one
   *     id the first is put into the formula
   */
  static ClaimEvaluation of(
      ClaimReconciliation.Parsed parsed, List<Observation> figures, PrintedRounding rounding) {
    Formula formula = parsed.formula();
    if (formula == null) {
      return notCheckable(String.valueOf(parsed.problem()));
    }
    Map<String, Double> values = new HashMap<>();
    Map<String, Double> roundings = new HashMap<>();
    for (Observation figure : figures) {
      values.putIfAbsent(figure.obsId(), figure.value().doubleValue());
      roundings.putIfAbsent(figure.obsId(), rounding.of(figure));
    }
    TreeSet<String> missing = new TreeSet<>(formula.variables());
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      return notCheckable("the document has no observation " + String.join(", ", missing));
    }
    Double computed = FormulaValue.of(formula, values);
    if (computed == null) {
      return notCheckable("the formula has no value for these figures");
    }
    String claimed = parsed.claim().claimed().strip();
    Matcher number = NUMBER.matcher(claimed);
    if (number.matches()) {
      return number(
          number.group(1),
          number.group(2),
          computed,
          PrintedRounding.through(formula, values, roundings));
    }
    return switch (claimed) {
      case "" ->
          truth(
              computed, ReconciliationVerdict.NOT_CHECKABLE, "the document claims no such figure");
      case "holds" ->
          isEqualButForRounding(formula, values, roundings)
              ? truth(
                  computed, ReconciliationVerdict.WITHIN_ROUNDING, "equal but for printed rounding")
              : holds(formula, figures, computed);
      case "identical" -> identical(figures, computed);
      default ->
          truth(
              computed,
              ReconciliationVerdict.NOT_CHECKABLE,
              "'" + claimed + "' is no number, and neither 'holds' nor 'identical'");
    };
  }

  private static ClaimEvaluation number(
      String digits, @Nullable String decimals, double computed, double rounding) {
    double reported = Double.parseDouble(digits.replace(",", ""));
    double tolerance = 0.5 * Math.pow(10, decimals == null ? 0 : -decimals.length()) + rounding;
    ReconciliationVerdict verdict = ReconciliationVerdict.of(reported, computed, tolerance);
    return new ClaimEvaluation(reported, computed, tolerance, verdict, null);
  }

  /** A check that holds as printed; an equality of rounded figures holds up to their rounding. */
  private static ClaimEvaluation holds(Formula formula, List<Observation> figures, double truth) {
    boolean isEquality =
        formula instanceof Formula.Compared compared
            && compared.comparison() == Formula.Comparison.EQUAL;
    boolean isRounded = figures.stream().anyMatch(figure -> !figure.qualifier().equals("exact"));
    if (truth != 1) {
      return doesNotHold(truth);
    }
    return isEquality && isRounded
        ? truth(
            truth, ReconciliationVerdict.WITHIN_ROUNDING, "equal as printed; not printed as exact")
        : truth(truth, ReconciliationVerdict.AGREES, null);
  }

  /** Whether an equality does not hold to the digit, and its two sides could be the same. */
  private static boolean isEqualButForRounding(
      Formula formula, Map<String, Double> values, Map<String, Double> roundings) {
    if (!(formula instanceof Formula.Compared compared)
        || compared.comparison() != Formula.Comparison.EQUAL) {
      return false;
    }
    Formula apart =
        new Formula.Arithmetic(Formula.Operator.SUBTRACT, compared.left(), compared.right());
    Double difference = FormulaValue.of(apart, values);
    return difference != null
        && ReconciliationVerdict.of(
                difference, 0.0, PrintedRounding.through(apart, values, roundings))
            == ReconciliationVerdict.WITHIN_ROUNDING;
  }

  private static ClaimEvaluation identical(List<Observation> figures, double truth) {
    TreeSet<String> scopes = new TreeSet<>();
    figures.forEach(figure -> scopes.add(figure.scope()));
    if (truth != 1) {
      return doesNotHold(truth);
    }
    return scopes.size() > 1
        ? truth(
            truth,
            ReconciliationVerdict.DISAGREES,
            "the numbers are equal, but their scopes differ: " + scopes)
        : truth(truth, ReconciliationVerdict.AGREES, null);
  }

  private static ClaimEvaluation doesNotHold(double truth) {
    return truth(truth, ReconciliationVerdict.DISAGREES, "the check does not hold");
  }

  /** Where no number is claimed. */
  private static ClaimEvaluation truth(
      double computed, ReconciliationVerdict verdict, @Nullable String reason) {
    return new ClaimEvaluation(null, computed, null, verdict, reason);
  }
}

package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.FormulaException;

/** Checks one claim; see {@link Claims}. */
final class ClaimCheck {
  private static final Pattern NUMBER = Pattern.compile("([+-]?\\d[\\d,]*(?:\\.(\\d+))?)\\s*\\D*");

  private final Row claim;
  private final List<Row> figures;
  private final Map<String, Double> values = new HashMap<>();

  private ClaimCheck(Row claim) {
    this.claim = claim;
    this.figures = new ArrayList<>(claim.<Row>getList(claim.fieldIndex("figures")));
    for (Row figure : figures) {
      values.putIfAbsent(text(figure, "obs_id"), figure.getAs("value"));
    }
  }

  /** claim_id, claimed, formula and figures to the columns of the check. */
  static Row check(Row claim) {
    return new ClaimCheck(claim).check();
  }

  private Row check() {
    if (claim.<Boolean>getAs(Confidential.NAME)) {
      return result(null, null, null, Verdict.NOT_CHECKABLE, Confidential.REASON);
    }
    Formula formula;
    try {
      formula = new CatalystFormulas().parse(text(claim, "formula"));
    } catch (FormulaException e) {
      return result(null, null, null, Verdict.NOT_CHECKABLE, e.text());
    }
    TreeSet<String> missing = new TreeSet<>(formula.variables());
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      String reason = "the document has no observation " + String.join(", ", missing);
      return result(null, null, null, Verdict.NOT_CHECKABLE, reason);
    }
    Double computed = FormulaValue.of(formula, values);
    if (computed == null) {
      return result(
          null, null, null, Verdict.NOT_CHECKABLE, "the formula has no value for these figures");
    }
    String claimed = text(claim, "claimed").strip();
    Matcher number = NUMBER.matcher(claimed);
    if (number.matches()) {
      return number(number, computed);
    }
    return switch (claimed) {
      case "" ->
          result(null, computed, null, Verdict.NOT_CHECKABLE, "the document claims no such figure");
      case "holds" -> holds(formula, computed);
      case "identical" -> identical(computed);
      default ->
          result(
              null,
              computed,
              null,
              Verdict.NOT_CHECKABLE,
              "'" + claimed + "' is no number, and neither 'holds' nor 'identical'");
    };
  }

  private Row number(Matcher number, double computed) {
    double reported = Double.parseDouble(number.group(1).replace(",", ""));
    String decimals = number.group(2);
    double tolerance = 0.5 * Math.pow(10, decimals == null ? 0 : -decimals.length());
    String verdict = Verdict.of(reported, computed, tolerance);
    return result(reported, computed, tolerance, verdict, null);
  }

  /** A check that holds as printed; an equality of rounded figures holds up to their rounding. */
  private Row holds(Formula formula, double truth) {
    boolean equality =
        formula instanceof Formula.Compared compared
            && compared.comparison() == Formula.Comparison.EQUAL;
    boolean rounded = figures.stream().anyMatch(f -> !text(f, "qualifier").equals("exact"));
    if (truth != 1) {
      return result(null, truth, null, Verdict.DISAGREES, "the check does not hold");
    }
    return equality && rounded
        ? result(
            null, truth, null, Verdict.WITHIN_ROUNDING, "equal as printed; not printed as exact")
        : result(null, truth, null, Verdict.AGREES, null);
  }

  private Row identical(double truth) {
    TreeSet<String> scopes = new TreeSet<>();
    figures.forEach(figure -> scopes.add(text(figure, "scope")));
    if (truth == 1 && scopes.size() > 1) {
      String reason = "the numbers are equal, but their scopes differ: " + scopes;
      return result(null, truth, null, Verdict.DISAGREES, reason);
    }
    return truth == 1
        ? result(null, truth, null, Verdict.AGREES, null)
        : result(null, truth, null, Verdict.DISAGREES, "the check does not hold");
  }

  private Row result(
      @Nullable Double reported,
      @Nullable Double computed,
      @Nullable Double tolerance,
      String verdict,
      @Nullable String reason) {
    return RowFactory.create(
        text(claim, "claim_id"), reported, computed, tolerance, verdict, reason);
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNullElse(row.<String>getAs(column), "");
  }
}

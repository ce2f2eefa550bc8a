package org.xiaokang.estimate;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * One declared estimate of one grouped table: all its figures, at all lines. Each names its curve,
 * and a refusal names why.
 */
public final class GroupedEstimates {
  private final Estimate estimate;
  private final String area;
  private final String scope;
  private final Consumer<EstimatedFigure> figures;

  /**
   * An estimate.
   *
   * @param area the table's region
   * @param scope the table's breakdown, as parts of a scope
   * @param figures takes the figures
   */
  public GroupedEstimates(
      Estimate estimate, String area, String scope, Consumer<EstimatedFigure> figures) {
    this.estimate = estimate;
    this.area = area;
    this.scope = scope;
    this.figures = figures;
  }

  /** A value with the curve that it is from. */
  private record FromCurve(double value, String curve) {}

  /** All figures of a table that is one, or the refusal of each. */
  public void of(GroupedTable.Checked checked) {
    GroupedTable table = checked.table();
    Outcome<CurveChoice> choice = table == null ? null : CurveChoice.of(table.points());
    for (Estimate.Figure figure : estimate.figures()) {
      Statistic.Needs needs = figure.statistic().kind().needs();
      boolean hasLine = needs == Statistic.Needs.LINE || needs == Statistic.Needs.CURVE_AND_LINE;
      if (table == null || choice == null) {
        EstimatedFigure.Refusal fault = checked.fault();
        parts(hasLine).forEach(part -> refuse(figure, part, fault));
      } else if (choice.result() == null) {
        parts(hasLine)
            .forEach(part -> refuse(figure, part, "no_curve", String.valueOf(choice.reason())));
      } else if (hasLine) {
        estimate.lines().forEach(line -> atLine(figure, line, table, choice.result()));
      } else {
        give(figure, "", "", ofCurve(figure.statistic(), table, choice.result()));
      }
    }
  }

  private List<String> parts(boolean hasLine) {
    return hasLine
        ? estimate.lines().stream().map(Estimate.PovertyLine::scope).toList()
        : List.of("");
  }

  private Outcome<LorenzCurve> curve(CurveChoice choice) {
    LorenzCurve quadratic = choice.quadratic();
    LorenzCurve beta = choice.beta();
    return switch (estimate.curve()) {
      case CHOSEN -> choice.forDistribution();
      case QUADRATIC ->
          quadratic == null
              ? Outcome.none("the points determine no quadratic curve")
              : Outcome.of(quadratic);
      case BETA ->
          beta == null ? Outcome.none("the points determine no beta curve") : Outcome.of(beta);
    };
  }

  private Outcome<FromCurve> ofCurve(Statistic statistic, GroupedTable table, CurveChoice choice) {
    Outcome<LorenzCurve> chosen = curve(choice);
    LorenzCurve curve = chosen.result();
    if (curve == null) {
      return Outcome.none("%s", String.valueOf(chosen.reason()));
    }
    double value = value(statistic, table, curve);
    return Double.isFinite(value)
        ? Outcome.of(new FromCurve(value, curve.name()))
        : Outcome.none("the %s curve has none", curve.name());
  }

  private static double value(Statistic statistic, GroupedTable table, LorenzCurve curve) {
    double mean = table.mean();
    return switch (statistic.kind()) {
      case MEAN -> mean;
      case MEDIAN -> mean * curve.slope(0.5);
      case QUANTILE -> mean * curve.slope(statistic.parameter(0));
      case QUANTILE_RATIO ->
          curve.slope(statistic.parameter(0)) / curve.slope(statistic.parameter(1));
      case QUANTILE_SHARE -> curve.at(statistic.parameter(1)) - curve.at(statistic.parameter(0));
      case SHARE_RATIO -> (1 - curve.at(statistic.parameter(0))) / curve.at(statistic.parameter(1));
      case LORENZ -> curve.at(statistic.parameter(0));
      case GINI -> curve.gini();
      case DISTRIBUTION_CORRECTED_MEAN -> mean * (1 - curve.gini());
      case MEAN_OF_POOREST_HALF -> 2 * mean * curve.at(0.5);
      case POLARIZATION -> 2 * (1 - curve.gini() - 2 * curve.at(0.5)) / curve.slope(0.5);
      case CURVE_COEFFICIENT -> curve.coefficients()[(int) statistic.parameter(0) - 1];
      case CURVE_COEFFICIENT_ERROR -> curve.standardErrors()[(int) statistic.parameter(0) - 1];
      case CURVE_THETA ->
          curve instanceof BetaLorenz ? Math.exp(curve.coefficients()[0]) : Double.NaN;
      case CURVE_R_SQUARED -> curve.rSquared();
      case CURVE_RESIDUAL_SUM -> curve.residualSum();
      default -> throw new IllegalArgumentException(statistic.kind() + " is of no grouped table");
    };
  }

  private void atLine(
      Estimate.Figure figure, Estimate.PovertyLine line, GroupedTable table, CurveChoice choice) {
    double amount = line.amount();
    if (line.base() != Estimate.Base.AMOUNT) {
      LorenzCurve curve = curve(choice).result();
      if (curve == null) {
        refuse(figure, line.scope(), "no_curve", String.valueOf(curve(choice).reason()));
        return;
      }
      boolean isOfMean = line.base() == Estimate.Base.MEAN;
      amount *= table.mean() * (isOfMean ? 1 : curve.slope(line.at()));
    }
    Double bound = table.lastBound();
    if (bound != null && amount > bound) {
      refuse(
          figure,
          line.scope(),
          "line_above_table",
          "the line of %s is above %s, the last bound of the table".formatted(amount, bound));
      return;
    }
    String said = "line " + amount;
    if (figure.statistic().kind() == Statistic.Kind.POVERTY_LINE) {
      give(
          figure,
          line.scope(),
          said,
          Outcome.of(
              new FromCurve(
                  amount, estimate.curve() == Estimate.CurveRule.CHOSEN ? "chosen" : "")));
      return;
    }
    Outcome<CurveChoice.ChosenPoverty> poverty = poverty(choice, table.mean(), amount);
    CurveChoice.ChosenPoverty known = poverty.result();
    give(
        figure,
        line.scope(),
        said,
        known == null
            ? Outcome.none("%s", String.valueOf(poverty.reason()))
            : Outcome.of(
                new FromCurve(value(figure.statistic().kind(), known.poverty()), known.curve())));
  }

  private Outcome<CurveChoice.ChosenPoverty> poverty(
      CurveChoice choice, double mean, double amount) {
    if (estimate.curve() == Estimate.CurveRule.CHOSEN) {
      return choice.poverty(mean, amount);
    }
    LorenzCurve curve = curve(choice).result();
    if (curve == null || !(amount > 0)) {
      return Outcome.none("no %s curve, or a line of %s", estimate.curve(), amount);
    }
    GroupedPoverty poverty = GroupedPoverty.of(curve, mean, amount);
    return poverty
        .fault()
        .<Outcome<CurveChoice.ChosenPoverty>>map(
            fault -> Outcome.none("by the %s curve %s", curve.name(), fault))
        .orElseGet(() -> Outcome.of(new CurveChoice.ChosenPoverty(curve.name(), poverty)));
  }

  private static double value(Statistic.Kind kind, GroupedPoverty poverty) {
    GroupedPoverty.Elasticities by = poverty.elasticities();
    return switch (kind) {
      case HEADCOUNT -> poverty.headcount();
      case POVERTY_GAP -> poverty.gap();
      case SQUARED_POVERTY_GAP -> poverty.squaredGap();
      case HEADCOUNT_ELASTICITY_TO_MEAN -> by.headcountByMean();
      case HEADCOUNT_ELASTICITY_TO_GINI -> by.headcountByGini();
      case POVERTY_GAP_ELASTICITY_TO_MEAN -> by.gapByMean();
      case POVERTY_GAP_ELASTICITY_TO_GINI -> by.gapByGini();
      case SQUARED_POVERTY_GAP_ELASTICITY_TO_MEAN -> by.squaredGapByMean();
      case SQUARED_POVERTY_GAP_ELASTICITY_TO_GINI -> by.squaredGapByGini();
      default -> throw new IllegalArgumentException(kind + " has no line of a grouped table");
    };
  }

  private void give(Estimate.Figure figure, String part, String said, Outcome<FromCurve> outcome) {
    FromCurve known = outcome.result();
    if (known == null || !Double.isFinite(known.value())) {
      refuse(
          figure,
          part,
          "not_estimable",
          known == null ? String.valueOf(outcome.reason()) : "the value is " + known.value());
      return;
    }
    boolean isShare = figure.statistic().kind().in() == Statistic.In.NUMBER;
    double factor = isShare && figure.isInPercent() ? 100 : 1;
    String curve = known.curve().isEmpty() ? "" : known.curve() + " Lorenz curve";
    accept(
        figure,
        part,
        factor * known.value(),
        said.isEmpty() ? curve : curve.isEmpty() ? said : said + "; " + curve,
        null);
  }

  private void refuse(Estimate.Figure figure, String part, String code, String reason) {
    refuse(figure, part, new EstimatedFigure.Refusal(code, reason));
  }

  private void refuse(
      Estimate.Figure figure, String part, EstimatedFigure.@Nullable Refusal refusal) {
    accept(
        figure,
        part,
        null,
        "",
        refusal == null ? new EstimatedFigure.Refusal("not_estimable", "no table") : refusal);
  }

  private void accept(
      Estimate.Figure figure,
      String part,
      @Nullable Double value,
      String method,
      EstimatedFigure.@Nullable Refusal refusal) {
    boolean isMoney = figure.statistic().kind().in() == Statistic.In.MONEY;
    figures.accept(
        new EstimatedFigure(
            figure.metric(),
            isMoney && !estimate.unit().isEmpty() ? estimate.unit() : figure.unit(),
            area,
            ScopeText.joined(figure.scope(), part, scope),
            value,
            null,
            null,
            null,
            null,
            method,
            refusal));
  }
}

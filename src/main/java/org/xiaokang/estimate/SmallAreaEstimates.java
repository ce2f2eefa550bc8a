package org.xiaokang.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * Figures of areas by the Fay-Herriot model: of one metric, period and scope. Direct estimates that
 * are rougher than declared are replaced; the others take part in the model and stay.
 */
public final class SmallAreaEstimates {
  private final Estimate estimate;
  private final Estimate.SmallAreaRule rule;
  private final Consumer<EstimatedFigure> figures;

  /**
   * A model.
   *
   * @param figures takes the figures
   */
  public SmallAreaEstimates(
      Estimate estimate, Estimate.SmallAreaRule rule, Consumer<EstimatedFigure> figures) {
    this.estimate = estimate;
    this.rule = rule;
    this.figures = figures;
  }

  /**
   * An area.
   *
   * @param code its region
   * @param direct its direct estimate; null where it has none
   * @param standardError of it; null where it has none
   * @param sampleSize of it; null where it is not told
   * @param weight its population; 1 where it is not told
   * @param covariates numbers, as the rule lists them; NaN where one is missing
   * @param factors texts, as the rule lists them, those of levels last; null where one is missing
   * @param parent the region it is benchmarked to; null where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Area(
      String code,
      @Nullable Double direct,
      @Nullable Double standardError,
      @Nullable Long sampleSize,
      double weight,
      double[] covariates,
      @Nullable String[] factors,
      @Nullable String parent) {
    boolean isExplained() {
      return Arrays.stream(covariates).noneMatch(Double::isNaN)
          && Arrays.stream(factors).allMatch(factor -> factor != null);
    }

    boolean isDirect() {
      return direct != null && standardError != null && standardError > 0;
    }
  }

  /**
   * Figures of all areas.
   *
   * @param figure the metric they are of
   * @param scope what they cover
   * @param areas all areas
   * @param parents direct estimates of the regions above, by code
   */
  public void of(
      Estimate.Figure figure, String scope, List<Area> areas, Map<String, Double> parents) {
    List<Area> ordered = new ArrayList<>(areas);
    ordered.sort(Comparator.comparing(Area::code));
    List<Area> explained = ordered.stream().filter(Area::isExplained).toList();
    List<Area> modelled = explained.stream().filter(Area::isDirect).toList();
    List<String> terms = new ArrayList<>();
    double[][] rows = design(explained, terms);
    double[][] columns = new double[terms.size()][modelled.size()];
    double[] y = new double[modelled.size()];
    double[] variances = new double[modelled.size()];
    int at = 0;
    for (int i = 0; i < explained.size(); i++) {
      Area area = explained.get(i);
      if (area.isDirect() && area.direct() != null && area.standardError() != null) {
        y[at] = area.direct();
        variances[at] = area.standardError() * area.standardError();
        for (int j = 0; j < columns.length; j++) {
          columns[j][at] = rows[i][j];
        }
        at++;
      }
    }
    Outcome<FayHerriot> outcome = FayHerriot.of(y, variances, columns);
    FayHerriot model = outcome.result();
    if (model == null) {
      ordered.forEach(
          area -> refuse(figure, scope, area, "no_model", String.valueOf(outcome.reason())));
      return;
    }
    if (figure.statistic().kind() == Statistic.Kind.SMALL_AREA_COEFFICIENT) {
      coefficients(figure, scope, ordered, terms, model);
      return;
    }
    for (Area area : ordered) {
      if (!area.isExplained()) {
        refuse(figure, scope, area, "covariate_missing", "a covariate of the area is missing");
      }
    }
    for (int i = 0; i < explained.size(); i++) {
      if (!explained.get(i).isDirect()) {
        synthetic(figure, scope, explained.get(i), model, rows[i]);
      }
    }
    give(figure, scope, modelled, model, parents);
  }

  /**
   * The columns of the regression: a constant, the numbers, and each factor's levels but the first.
   */
  private double[][] design(List<Area> areas, List<String> terms) {
    terms.add("constant");
    terms.addAll(rule.covariates());
    List<String> names = new ArrayList<>(rule.factors());
    names.addAll(rule.factorLevels());
    List<List<String>> levels = new ArrayList<>();
    for (int factor = 0; factor < names.size(); factor++) {
      TreeSet<String> known = new TreeSet<>();
      for (Area area : areas) {
        known.add(String.valueOf(area.factors()[factor]));
      }
      List<String> others = known.stream().skip(1).toList();
      levels.add(others);
      for (String level : others) {
        terms.add(names.get(factor) + "_" + level);
      }
    }
    double[][] rows = new double[areas.size()][terms.size()];
    for (int i = 0; i < rows.length; i++) {
      int column = 0;
      rows[i][column++] = 1;
      for (double covariate : areas.get(i).covariates()) {
        rows[i][column++] = covariate;
      }
      for (int factor = 0; factor < levels.size(); factor++) {
        for (String level : levels.get(factor)) {
          rows[i][column++] = level.equals(areas.get(i).factors()[factor]) ? 1 : 0;
        }
      }
    }
    return rows;
  }

  private void coefficients(
      Estimate.Figure figure,
      String scope,
      List<Area> areas,
      List<String> terms,
      FayHerriot model) {
    String parent =
        areas.stream().map(Area::parent).filter(code -> code != null).findFirst().orElse(null);
    if (parent == null) {
      return; // checked when it is declared: coefficients are of the region above
    }
    for (int j = 0; j < terms.size(); j++) {
      SamplingError error =
          SamplingError.of(
              model.coefficients()[j],
              model.standardErrors()[j] * model.standardErrors()[j],
              0,
              estimate.confidence(),
              0,
              0);
      figures.accept(
          new EstimatedFigure(
              figure.metric(),
              figure.unit(),
              parent,
              ScopeText.joined(figure.scope(), "term=" + ScopeText.word(terms.get(j)), scope),
              model.coefficients()[j],
              new SamplingError(error.standardError(), error.low(), error.high(), null),
              null,
              null,
              null,
              "Fay-Herriot model, restricted maximum likelihood",
              null));
    }
  }

  private void give(
      Estimate.Figure figure,
      String scope,
      List<Area> areas,
      FayHerriot model,
      Map<String, Double> parents) {
    double[] estimates = model.estimates().clone();
    double[] errors = model.meanSquaredErrors().clone();
    boolean[] replaced = new boolean[estimates.length];
    for (int i = 0; i < estimates.length; i++) {
      Area area = areas.get(i);
      double direct = area.direct() == null ? Double.NaN : area.direct();
      double error = area.standardError() == null ? Double.NaN : area.standardError();
      replaced[i] = !(error <= rule.aboveVariation() * Math.abs(direct));
      if (!replaced[i]) {
        estimates[i] = direct;
        errors[i] = error * error;
      }
    }
    boolean[] moved = benchmarked(areas, estimates, errors, parents);
    for (int i = 0; i < estimates.length; i++) {
      Area area = areas.get(i);
      String method =
          (replaced[i]
                  ? "Fay-Herriot model, restricted maximum likelihood, shrinkage "
                      + (float) model.shrinkage()[i]
                  : "direct estimate, whose variation is not above " + rule.aboveVariation())
              + (moved[i] ? "; benchmarked to " + area.parent() : "");
      SamplingError error =
          SamplingError.of(estimates[i], errors[i], 0, estimate.confidence(), 0, 0);
      figures.accept(
          new EstimatedFigure(
              figure.metric(),
              figure.unit(),
              area.code(),
              ScopeText.joined(figure.scope(), scope),
              estimates[i],
              new SamplingError(error.standardError(), error.low(), error.high(), null),
              area.sampleSize(),
              null,
              area.weight(),
              method,
              null));
    }
  }

  /** Which estimates were moved so that they agree with that of the region above. */
  private boolean[] benchmarked(
      List<Area> areas, double[] estimates, double[] errors, Map<String, Double> parents) {
    boolean[] moved = new boolean[estimates.length];
    Map<String, List<Integer>> byParent = new TreeMap<>();
    for (int i = 0; i < estimates.length && rule.within().isPresent(); i++) {
      String parent = areas.get(i).parent();
      if (parent != null && parents.containsKey(parent)) {
        byParent.computeIfAbsent(parent, code -> new ArrayList<>()).add(i);
      }
    }
    byParent.forEach(
        (parent, children) -> {
          double whole = parents.getOrDefault(parent, Double.NaN);
          double[] y = children.stream().mapToDouble(i -> estimates[i]).toArray();
          double[] mse = children.stream().mapToDouble(i -> errors[i]).toArray();
          double[] w = children.stream().mapToDouble(i -> areas.get(i).weight()).toArray();
          Benchmarking known = Benchmarking.of(y, mse, w, whole, rule.benchmark()).result();
          for (int i = 0; known != null && i < children.size(); i++) {
            estimates[children.get(i)] = known.estimates()[i];
            errors[children.get(i)] = known.meanSquaredErrors()[i];
            moved[children.get(i)] = true;
          }
        });
    return moved;
  }

  /** An area that takes no part in the model: what its covariates tell. */
  private void synthetic(
      Estimate.Figure figure, String scope, Area area, FayHerriot model, double[] row) {
    double value = model.synthetic(row);
    SamplingError error =
        SamplingError.of(value, model.syntheticError(row), 0, estimate.confidence(), 0, 0);
    figures.accept(
        new EstimatedFigure(
            figure.metric(),
            figure.unit(),
            area.code(),
            ScopeText.joined(figure.scope(), scope),
            value,
            new SamplingError(error.standardError(), error.low(), error.high(), null),
            area.sampleSize(),
            null,
            area.weight(),
            "Fay-Herriot model, by covariates alone: no direct estimate with an error",
            null));
  }

  private void refuse(Estimate.Figure figure, String scope, Area area, String code, String reason) {
    figures.accept(
        new EstimatedFigure(
            figure.metric(),
            figure.unit(),
            area.code(),
            ScopeText.joined(figure.scope(), scope),
            null,
            null,
            area.sampleSize(),
            null,
            area.weight(),
            "",
            new EstimatedFigure.Refusal(code, reason)));
  }
}

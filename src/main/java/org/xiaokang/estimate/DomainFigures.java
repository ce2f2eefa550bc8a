package org.xiaokang.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/** Gives the figures of one domain of households, or the reason why there are none. */
final class DomainFigures {
  private final Estimate estimate;
  private final Consumer<EstimatedFigure> figures;
  private final String area;
  private final String scope;
  private final long size;
  private final long households;
  private final @Nullable WelfareSample sample;

  /**
   * A domain.
   *
   * @param figures takes its figures
   * @param scope its breakdown, as parts of a scope
   * @param size rows of it
   * @param sample null where its weights sum to 0
   */
  DomainFigures(
      Estimate estimate,
      Consumer<EstimatedFigure> figures,
      String area,
      String scope,
      long size,
      long households,
      @Nullable WelfareSample sample) {
    this.estimate = estimate;
    this.figures = figures;
    this.area = area;
    this.scope = scope;
    this.size = size;
    this.households = households;
    this.sample = sample;
  }

  void refuse(String code, String reason) {
    for (Estimate.Figure figure : estimate.figures()) {
      if (!figure.statistic().kind().isOfMicrodata()) {
        continue;
      }
      for (String part : parts(figure)) {
        figures.accept(figure(figure, part, null, null, "", refusal(code, reason)));
      }
    }
  }

  private List<String> parts(Estimate.Figure figure) {
    return switch (figure.statistic().kind().needs()) {
      case LINE -> estimate.lines().stream().map(Estimate.PovertyLine::scope).toList();
      case DEPRIVATIONS ->
          estimate.deprivations().orElseThrow().cutoffs().stream()
              .map(Estimate.Cutoff::scope)
              .toList();
      case DEPRIVATION -> {
        List<String> parts = new ArrayList<>();
        Estimate.DeprivationRule rule = estimate.deprivations().orElseThrow();
        boolean isAll = figure.statistic().of().isEmpty();
        for (Estimate.Cutoff cutoff : rule.cutoffs()) {
          for (String name : isAll ? rule.weights().keySet() : List.of("")) {
            parts.add(ScopeText.joined(cutoff.scope(), name.isEmpty() ? "" : "indicator=" + name));
          }
        }
        yield parts;
      }
      default -> List.of("");
    };
  }

  void give(
      Estimate.Figure figure, String part, String said, Outcome<DomainErrors.Estimated> outcome) {
    DomainErrors.Estimated estimated = outcome.result();
    if (estimated == null) {
      String reason = String.valueOf(outcome.reason());
      figures.accept(figure(figure, part, null, null, said, refusal("not_estimable", reason)));
      return;
    }
    boolean isShare = figure.statistic().kind().in() == Statistic.In.NUMBER;
    double factor = isShare && figure.isInPercent() ? 100 : 1;
    String method = said.isEmpty() ? estimated.method() : said + "; " + estimated.method();
    SamplingError error = estimated.error();
    figures.accept(
        figure(
            figure,
            part,
            factor * estimated.value(),
            error == null ? null : possible(figure, estimated.value(), error).times(factor),
            method,
            null));
  }

  private static SamplingError possible(Estimate.Figure figure, double value, SamplingError error) {
    Statistic.Kind kind = figure.statistic().kind();
    boolean isMoney = kind.in() == Statistic.In.MONEY;
    boolean isCount = kind.in() == Statistic.In.COUNT;
    return isMoney ? error : error.possible(value, kind.isShare() && !isCount);
  }

  private static EstimatedFigure.Refusal refusal(String code, String reason) {
    return new EstimatedFigure.Refusal(code, reason);
  }

  private EstimatedFigure figure(
      Estimate.Figure figure,
      String part,
      @Nullable Double value,
      @Nullable SamplingError error,
      String method,
      EstimatedFigure.@Nullable Refusal refusal) {
    boolean isMoney = figure.statistic().kind().in() == Statistic.In.MONEY;
    return new EstimatedFigure(
        figure.metric(),
        isMoney && !estimate.unit().isEmpty() ? estimate.unit() : figure.unit(),
        area,
        ScopeText.joined(figure.scope(), part, scope),
        value,
        error,
        size,
        households,
        sample == null ? null : sample.weight(),
        method,
        refusal);
  }
}

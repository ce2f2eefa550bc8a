package org.xiaokang.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.config.Distribution;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.EstimatedFigure;
import org.xiaokang.estimate.SamplingError;
import org.xiaokang.estimate.SmallAreaEstimates;
import org.xiaokang.estimate.SmallAreaEstimates.Area;
import org.xiaokang.estimate.Statistic;
import org.xiaokang.ingest.DistributionCells;
import org.xiaokang.ingest.EstimateRow;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.run.ReadDistributionTask.AreaRow;

/** Brings direct estimates and what explains them together, and makes figures of small areas. */
final class SmallAreas {
  private final EstimatePlan plan;
  private final EstimatePlan.Ancestors ancestors;
  private final List<ReceivedRow> rows = new ArrayList<>();

  SmallAreas(EstimatePlan plan, Regions regions) {
    this.plan = plan;
    this.ancestors = new EstimatePlan.Ancestors(regions);
  }

  /** One model: figures of one metric, period and scope. */
  private record Model(Period period, String scope) {}

  /** Figures of all models, by what tasks reported. */
  List<ReceivedRow> rows(StageReports reports) {
    List<AreaRow> explained = new ArrayList<>(reports.of(AreaRow.class));
    explained.sort(
        Comparator.comparing(AreaRow::area).thenComparing(row -> row.period().timePeriod()));
    for (SourceEstimates source : plan.sources().values()) {
      for (Estimate estimate : source.estimates()) {
        estimate
            .smallAreas()
            .ifPresent(rule -> estimate(source, estimate, rule, explained, reports));
      }
    }
    return rows;
  }

  private void estimate(
      SourceEstimates source,
      Estimate estimate,
      Estimate.SmallAreaRule rule,
      List<AreaRow> explained,
      StageReports reports) {
    for (Estimate.Figure figure : estimate.figures()) {
      if (figure.statistic().kind().needs() != Statistic.Needs.AREAS) {
        continue;
      }
      Map<String, Model> models = new TreeMap<>();
      Map<String, List<Area>> areas = new HashMap<>();
      Map<String, Map<String, Double>> parents = new HashMap<>();
      if (source.kind() == Distribution.Kind.AREAS) {
        for (AreaRow row : explained) {
          if (row.source().equals(source.name())) {
            String key = key(row.period(), row.scope());
            models.put(key, new Model(row.period(), row.scope()));
            areas.computeIfAbsent(key, name -> new ArrayList<>()).add(area(source, rule, row));
          }
        }
      } else {
        for (EstimateTask.Direct direct : reports.of(EstimateTask.Direct.class)) {
          if (!direct.estimate().equals(estimate.id())
              || !direct.figure().metric().equals(figure.statistic().of())) {
            continue;
          }
          EstimatedFigure its = direct.figure();
          String key = key(direct.period(), its.scope());
          LocalDate day = direct.period().end();
          boolean isParent =
              rule.within().isPresent()
                  && day != null
                  && its.area().equals(ancestors.of(its.area(), day, rule.within().get()));
          if (isParent && its.value() != null) {
            parents.computeIfAbsent(key, name -> new HashMap<>()).put(its.area(), its.value());
          } else if (!isParent) {
            models.put(key, new Model(direct.period(), its.scope()));
            areas
                .computeIfAbsent(key, name -> new ArrayList<>())
                .add(area(rule, direct, explained));
          }
        }
      }
      models.forEach(
          (key, model) ->
              make(
                  source,
                  estimate,
                  rule,
                  figure,
                  model,
                  areas.getOrDefault(key, List.of()),
                  parents.getOrDefault(key, Map.of())));
    }
  }

  private static String key(Period period, String scope) {
    return period.kind() + " " + period.timePeriod() + " " + scope;
  }

  private void make(
      SourceEstimates source,
      Estimate estimate,
      Estimate.SmallAreaRule rule,
      Estimate.Figure figure,
      Model model,
      List<Area> areas,
      Map<String, Double> parents) {
    if (figure.statistic().kind() == Statistic.Kind.DIRECT) {
      areas.forEach(area -> direct(source, estimate, figure, model, area));
      return;
    }
    new SmallAreaEstimates(
            estimate,
            rule,
            made ->
                rows.add(
                    EstimateRow.of(
                        source.name(), source.path(), estimate.id(), made, model.period())))
        .of(figure, model.scope(), areas, parents);
  }

  /** The estimate that an area came with, beside the one that is made of it. */
  private void direct(
      SourceEstimates source, Estimate estimate, Estimate.Figure figure, Model model, Area area) {
    Double value = area.direct();
    Double error = area.standardError();
    EstimatedFigure.Refusal none =
        value == null
            ? new EstimatedFigure.Refusal("no_direct_estimate", "the area has no direct estimate")
            : null;
    SamplingError known =
        value == null || error == null
            ? null
            : SamplingError.of(value, error * error, 0, estimate.confidence(), 0, 0);
    String scope = model.scope().isEmpty() ? figure.scope() : model.scope();
    rows.add(
        EstimateRow.of(
            source.name(),
            source.path(),
            estimate.id(),
            new EstimatedFigure(
                figure.metric(),
                figure.unit(),
                area.code(),
                scope,
                value,
                known == null
                    ? null
                    : new SamplingError(known.standardError(), known.low(), known.high(), null),
                area.sampleSize(),
                null,
                area.weight(),
                "direct estimate",
                none),
            model.period()));
  }

  private Area area(SourceEstimates source, Estimate.SmallAreaRule rule, AreaRow row) {
    Double size = row.sampleSize();
    return new Area(
        row.area(),
        row.estimate(),
        row.standardError(),
        size == null ? null : Math.round(size),
        row.weight(),
        covariates(source, rule, row),
        factors(source, rule, row, row.area(), row.period()),
        parent(rule, row.area(), row.period()));
  }

  private Area area(
      Estimate.SmallAreaRule rule, EstimateTask.Direct direct, List<AreaRow> explained) {
    EstimatedFigure figure = direct.figure();
    SamplingError error = figure.error();
    AreaRow row = null;
    for (AreaRow one : explained) {
      if (one.source().equals(rule.from())
          && one.area().equals(figure.area())
          && one.period().timePeriod().equals(direct.period().timePeriod())) {
        row = one;
      }
    }
    SourceEstimates from = plan.sources().get(rule.from());
    double[] numbers = new double[rule.covariates().size()];
    Arrays.fill(numbers, Double.NaN);
    return new Area(
        figure.area(),
        figure.value(),
        error == null ? null : error.standardError(),
        figure.sampleSize(),
        figure.weight() == null ? 1 : figure.weight(),
        row == null || from == null ? numbers : covariates(from, rule, row),
        factors(from, rule, row, figure.area(), direct.period()),
        parent(rule, figure.area(), direct.period()));
  }

  private static double[] covariates(
      SourceEstimates source, Estimate.SmallAreaRule rule, AreaRow row) {
    return rule.covariates().stream()
        .map(name -> row.variables()[source.layout().variables().indexOf(name)])
        .map(DistributionCells::number)
        .mapToDouble(number -> number == null ? Double.NaN : number)
        .toArray();
  }

  private @Nullable String[] factors(
      @Nullable SourceEstimates source,
      Estimate.SmallAreaRule rule,
      @Nullable AreaRow row,
      String area,
      Period period) {
    int count = rule.factors().size();
    @Nullable String[] factors = new @Nullable String[count + rule.factorLevels().size()];
    for (int i = 0; i < count && source != null && row != null; i++) {
      factors[i] = row.variables()[source.layout().variables().indexOf(rule.factors().get(i))];
    }
    LocalDate day = period.end();
    for (int i = count; i < factors.length; i++) {
      factors[i] = day == null ? null : ancestors.of(area, day, rule.factorLevels().get(i - count));
    }
    return factors;
  }

  private @Nullable String parent(Estimate.SmallAreaRule rule, String area, Period period) {
    LocalDate day = period.end();
    return rule.within().isEmpty() || day == null
        ? null
        : ancestors.of(area, day, rule.within().get());
  }
}

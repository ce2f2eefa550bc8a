package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Distribution;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.Statistic;

/** Holds what is to be estimated against what the named sources have. */
final class EstimateChecks {
  private final Map<String, Distribution> sources = new TreeMap<>();
  private final Problems problems;

  EstimateChecks(List<Distribution> distributions, Problems problems) {
    distributions.forEach(source -> sources.put(source.name(), source));
    this.problems = problems;
  }

  void check(Collection<Estimate> estimates) {
    estimates.forEach(this::check);
  }

  private void problem(Estimate estimate, String message, Object... values) {
    problems.add(
        estimate.file(),
        estimate.line(),
        "estimate '%s' %s".formatted(estimate.id(), String.format(Locale.ROOT, message, values)));
  }

  private void check(Estimate estimate) {
    Distribution source = sources.get(estimate.source());
    if (source == null) {
      problem(
          estimate,
          "is of source '%s', which is none of kind: microdata, grouped or areas%s",
          estimate.source(),
          Nearest.hint(estimate.source(), sources.keySet()));
      return;
    }
    for (Estimate.Figure figure : estimate.figures()) {
      Statistic.Kind kind = figure.statistic().kind();
      boolean fits =
          switch (source.kind()) {
            case MICRODATA ->
                kind.isOfMicrodata()
                    || kind == Statistic.Kind.SMALL_AREA
                    || kind == Statistic.Kind.SMALL_AREA_COEFFICIENT;
            case GROUPED -> kind.isOfGroups();
            case AREAS -> kind.needs() == Statistic.Needs.AREAS;
          };
      if (!fits) {
        problem(
            estimate,
            "has measure '%s', which a source of kind: %s does not tell",
            kind.code(),
            source.kind().name().toLowerCase(Locale.ROOT));
      }
      if (source.kind() == Distribution.Kind.MICRODATA) {
        checkMicrodata(estimate, figure);
      }
    }
    checkNames(estimate, source);
    estimate.smallAreas().ifPresent(rule -> checkAreas(estimate, rule));
  }

  private void checkMicrodata(Estimate estimate, Estimate.Figure figure) {
    Statistic statistic = figure.statistic();
    Statistic.Needs needs = statistic.kind().needs();
    boolean isOfWelfare = needs == Statistic.Needs.WELFARE || needs == Statistic.Needs.LINE;
    boolean isCount = statistic.kind() == Statistic.Kind.POPULATION;
    if (isOfWelfare && !isCount && estimate.welfare().isEmpty()) {
      problem(estimate, "has measure '%s', which needs 'welfare'", statistic.kind().code());
    }
    if (needs == Statistic.Needs.AREAS) {
      List<String> others =
          estimate.figures().stream()
              .filter(other -> other.statistic().kind().isOfMicrodata())
              .map(Estimate.Figure::metric)
              .toList();
      if (!others.contains(statistic.of())) {
        problem(
            estimate,
            "has measure '%s' of '%s'; 'of' names the metric of a direct estimate beside it%s",
            statistic.kind().code(),
            statistic.of(),
            Nearest.hint(statistic.of(), others));
      }
    }
  }

  private void checkNames(Estimate estimate, Distribution source) {
    List<String> variables = new ArrayList<>();
    estimate
        .welfare()
        .ifPresent(
            welfare -> {
              variables.add(welfare.variable());
              welfare.deflator().ifPresent(variables::add);
              welfare.ppp().ifPresent(variables::add);
            });
    estimate.deprivations().ifPresent(rule -> variables.addAll(rule.weights().keySet()));
    variables.forEach(name -> require(estimate, "variable", name, source, source.variables()));
    for (List<String> breakdown : estimate.breakdowns()) {
      breakdown.forEach(name -> require(estimate, "breakdown", name, source, source.breakdowns()));
    }
  }

  private void require(
      Estimate estimate, String what, String name, Distribution source, List<String> known) {
    if (!known.contains(name)) {
      problem(
          estimate,
          "needs %s '%s'; source '%s' has %s%s",
          what,
          name,
          source.name(),
          known,
          Nearest.hint(name, known));
    }
  }

  private void checkAreas(Estimate estimate, Estimate.SmallAreaRule rule) {
    if (rule.covariates().isEmpty() && rule.factors().isEmpty()) {
      return; // levels of regions, or a constant alone
    }
    Distribution from = sources.get(rule.from());
    if (from == null || from.kind() != Distribution.Kind.AREAS) {
      problem(
          estimate,
          "takes covariates from '%s', which is no source of kind: areas%s",
          rule.from(),
          Nearest.hint(rule.from(), sources.keySet()));
      return;
    }
    rule.covariates().forEach(name -> require(estimate, "covariate", name, from, from.variables()));
    rule.factors().forEach(name -> require(estimate, "factor", name, from, from.variables()));
  }
}

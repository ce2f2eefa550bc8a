package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.Statistic;

/**
 * Reads the list {@code figures:} of an estimate.
 *
 * @param metrics those that are declared
 */
record EstimateFigureReader(Map<String, Metric> metrics) {
  /** The figures of an estimate, in the order of the declaration. */
  List<Estimate.Figure> figures(Definition keys) {
    List<Estimate.Figure> figures = new ArrayList<>();
    List<Definition> entries = keys.definitions("figures");
    if (entries.isEmpty()) {
      keys.problem("figures", "'figures' must list what is estimated, each a metric and a measure");
    }
    for (Definition entry : entries) {
      String code = entry.text("metric");
      Metric metric = metrics.get(code);
      if (!code.isEmpty() && metric == null) {
        entry.problem("metric", Definition.unknown("metric", code, metrics.keySet()));
      }
      String unit = metric == null ? "" : metric.unit().toString();
      String scope = entry.optionalText("scope").map(Scopes::canonical).orElse(Scopes.ALL);
      statistics(entry)
          .forEach(
              (part, statistic) ->
                  figures.add(
                      new Estimate.Figure(
                          code,
                          statistic,
                          unit,
                          part.isEmpty() ? scope : Scopes.canonical(scope + ";" + part))));
      entry.done();
    }
    return figures;
  }

  /** What a figure's measure is, by what it covers; several where it is of groups. */
  private static Map<String, Statistic> statistics(Definition entry) {
    String name = entry.text("measure");
    Map<String, Statistic> statistics = new LinkedHashMap<>();
    if (name.equals("quantile_shares")) {
      int groups = entry.integer("groups", 10);
      if (groups < 2 || groups > 1000) {
        entry.problem("groups", "'groups' is a whole number from 2 to 1000; found " + groups);
        groups = 10;
      }
      for (int group = 1; group <= groups; group++) {
        statistics.put(
            "group=" + group,
            new Statistic(
                Statistic.Kind.QUANTILE_SHARE,
                List.of((group - 1.0) / groups, (double) group / groups),
                ""));
      }
      return statistics;
    }
    List<String> known = new ArrayList<>();
    for (Statistic.Kind kind : Statistic.Kind.values()) {
      known.add(kind.code());
    }
    if (!known.contains(name)) {
      if (!name.isEmpty()) {
        known.add("quantile_shares");
        entry.problem(
            "measure",
            "measure '%s' is not known%s; expected one of %s"
                .formatted(name, Nearest.hint(name, known), String.join(", ", known)));
      }
      entry.keys().forEach(entry::has); // what they mean is not known either
      return statistics;
    }
    Statistic.Kind kind = Statistic.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    List<Double> parameters = new ArrayList<>();
    for (String parameter : kind.parameters()) {
      Optional<Double> number = entry.number(parameter);
      if (number.isEmpty() && !entry.has(parameter)) {
        entry.problem("measure", "measure '%s' needs '%s', a number".formatted(name, parameter));
      }
      parameters.add(number.orElse(0.5));
    }
    boolean isOfOne =
        kind.needs() == Statistic.Needs.DEPRIVATION || kind.needs() == Statistic.Needs.AREAS;
    String of = isOfOne ? entry.optionalText("of").orElse("") : "";
    statistics.put("", new Statistic(kind, parameters, of));
    return statistics;
  }

  /** Notes what figures need and the estimate does not declare. */
  static void requireWhatFiguresNeed(Definition keys, Estimate estimate) {
    for (Estimate.Figure figure : estimate.figures()) {
      String measure = figure.statistic().kind().code();
      switch (figure.statistic().kind().needs()) {
        case LINE, CURVE_AND_LINE -> {
          if (estimate.lines().isEmpty()) {
            keys.problem("lines", "measure '%s' needs 'lines'".formatted(measure));
          }
        }
        case DEPRIVATIONS, DEPRIVATION -> {
          String of = figure.statistic().of();
          if (estimate.deprivations().isEmpty()) {
            keys.problem(
                "deprivations",
                "measure '%s' needs 'deprivations' and 'cutoffs'".formatted(measure));
          } else if (!of.isEmpty() && !estimate.deprivations().get().weights().containsKey(of)) {
            keys.problem(
                "figures",
                Definition.unknown(
                    "deprivation", of, estimate.deprivations().get().weights().keySet()));
          }
        }
        case AREAS -> {
          if (estimate.smallAreas().isEmpty()) {
            keys.problem("small_areas", "measure '%s' needs 'small_areas'".formatted(measure));
          } else if (figure.statistic().kind() == Statistic.Kind.SMALL_AREA_COEFFICIENT
              && estimate.smallAreas().get().within().isEmpty()) {
            keys.problem(
                "small_areas",
                "measure '%s' needs 'within', the level that it is told of".formatted(measure));
          }
        }
        case WELFARE, CURVE -> {}
      }
    }
  }
}

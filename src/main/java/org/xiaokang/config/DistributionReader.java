package org.xiaokang.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.Definition;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.estimate.ReplicateWeights;
import org.xiaokang.estimate.SinglePsu;

/** Reads what a source of distributions has beside the keys of every source. */
final class DistributionReader {
  /** The kinds of sources; the first is that of a source without the key. */
  private enum Kind {
    FIGURES,
    MICRODATA,
    GROUPED,
    AREAS
  }

  private enum Centre {
    ESTIMATE,
    MEAN
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private DistributionReader() {}

  /** The kind of distribution that a source is; empty where its rows are figures. */
  static Optional<Distribution.Kind> kind(Definition entry) {
    return switch (entry.choice("kind", Kind.class, Kind.FIGURES)) {
      case FIGURES -> Optional.empty();
      case MICRODATA -> Optional.of(Distribution.Kind.MICRODATA);
      case GROUPED -> Optional.of(Distribution.Kind.GROUPED);
      case AREAS -> Optional.of(Distribution.Kind.AREAS);
    };
  }

  /**
   * A distribution.
   *
   * @param source what every source has, with the mappings of {@code columns} only
   */
  static Distribution read(Definition entry, Distribution.Kind kind, Source source) {
    List<String> contract = Distribution.contract(kind);
    for (String column : source.columns().keySet()) {
      if (!contract.contains(column)) {
        entry.problem(
            "columns",
            "'%s' is no column of a source of this kind%s; it has %s; what is measured goes under"
                    .formatted(column, Nearest.hint(column, contract), String.join(", ", contract))
                + " 'variables', what it is broken down by under 'breakdowns'");
      }
    }
    Map<String, String> variables = named(entry, "variables");
    Map<String, String> breakdowns = named(entry, "breakdowns");
    List<String> weights = new ArrayList<>();
    boolean isMicrodata = kind == Distribution.Kind.MICRODATA;
    Optional<Distribution.Replicates> replicates =
        isMicrodata
            ? entry.optionalDefinition("replicates").map(block -> replicates(block, weights))
            : Optional.empty();
    Map<String, String> columns = new LinkedHashMap<>(source.columns());
    variables.forEach((name, value) -> columns.put(Distribution.variable(name), value));
    breakdowns.forEach((name, value) -> columns.put(Distribution.breakdown(name), value));
    for (int i = 0; i < weights.size(); i++) {
      columns.put(Distribution.replicate(i), weights.get(i));
    }
    return new Distribution(
        source.mapping(columns),
        kind,
        isMicrodata
            ? entry.choice("rows", Distribution.RowsOf.class, Distribution.RowsOf.PERSONS)
            : Distribution.RowsOf.PERSONS,
        List.copyOf(variables.keySet()),
        List.copyOf(breakdowns.keySet()),
        replicates,
        isMicrodata
            ? entry.choice("single_psu", SinglePsu.class, SinglePsu.REFUSE)
            : SinglePsu.REFUSE);
  }

  private static Map<String, String> named(Definition entry, String key) {
    Map<String, String> named = entry.textMap(key);
    for (String name : named.keySet()) {
      if (!NAME.matcher(name).matches()) {
        entry.problem(
            key, "'%s' under '%s': a name is a-z, 0-9 and _, a letter first".formatted(name, key));
      }
    }
    return named;
  }

  private static Distribution.Replicates replicates(Definition block, List<String> weights) {
    weights.addAll(block.texts("columns"));
    if (weights.size() < 2) {
      block.problem("columns", "'columns' must list the replicate weights, two at least");
    }
    ReplicateWeights.Method method =
        block.choice("method", ReplicateWeights.Method.class, ReplicateWeights.Method.BOOTSTRAP);
    if (!block.has("method")) {
      block.problem(
          "method", "'method' is missing: brr, fay, jackknife, bootstrap or successive_difference");
    }
    double fay = block.number("fay").orElse(0.0);
    if (!(fay >= 0 && fay < 1) || (block.has("fay") && method != ReplicateWeights.Method.FAY)) {
      block.problem("fay", "'fay' is Fay's factor, 0 up to below 1, of method: fay");
    }
    boolean aroundMean = block.choice("centre", Centre.class, Centre.ESTIMATE) == Centre.MEAN;
    block.done();
    return new Distribution.Replicates(
        method, Math.max(2, weights.size()), fay >= 0 && fay < 1 ? fay : 0, aroundMean);
  }
}

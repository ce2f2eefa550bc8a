package org.xiaokang.disclosure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * The metrics that report what an indicator computes from counts, so that a confidential count
 * could be computed back from a reported rate.
 *
 * @param inputs the counts of each rate, by the rate's metric
 */
record ReportedRates(Map<String, List<CountInput>> inputs) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy in the order of the metrics. */
  ReportedRates {
    TreeMap<String, List<CountInput>> copy = new TreeMap<>();
    inputs.forEach((rate, counts) -> copy.put(rate, List.copyOf(counts)));
    inputs = copy;
  }

  /** The metrics of the counts that a rate is made of. */
  Set<String> countsOf(String rate) {
    Set<String> counts = new TreeSet<>();
    inputs.getOrDefault(rate, List.of()).forEach(input -> counts.add(input.metric()));
    return counts;
  }

  /**
   * Looks for the rates that a confidential count goes into, once for each such count.
   *
   * @param figures may be of other metrics, too
   * @param confidential takes a rate and its count's group, whose sum never may have the rate where
   *     the count is of another period
   */
  void forEachConfidential(
      Collection<ReportedFigure> figures,
      Map<FigureAddress, Confidentiality> counts,
      BiConsumer<ReportedFigure, Confidentiality> confidential) {
    Map<Series, List<Confidentiality>> ofAllPeriods = new HashMap<>();
    counts.forEach(
        (address, of) ->
            ofAllPeriods
                .computeIfAbsent(
                    new Series(address.metric(), address.refArea(), address.scope()),
                    series -> new ArrayList<>())
                .add(new Confidentiality(of.group(), of.members(), Suppression.NEVER_WHOLE)));
    for (ReportedFigure figure : figures) {
      for (CountInput input : inputs.getOrDefault(figure.metric(), List.of())) {
        FigureAddress address = figure.address().of(input);
        if (!input.isOfSamePeriod()) {
          Series series = new Series(address.metric(), address.refArea(), address.scope());
          ofAllPeriods
              .getOrDefault(series, List.of())
              .forEach(of -> confidential.accept(figure, of));
        } else if (counts.containsKey(address)) {
          confidential.accept(figure, counts.get(address));
        }
      }
    }
  }

  private record Series(String metric, String refArea, String scope) {}
}

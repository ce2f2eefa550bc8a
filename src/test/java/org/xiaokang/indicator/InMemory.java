package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;

/** The steps of {@link RegionFigures} for all regions at once. */
final class InMemory {
  private InMemory() {}

  /**
   * What observations give of each indicator of a plan.
   *
   * @param observations preferred ones
   * @param confidential what of them is confidential, by observation; null where nothing is
   */
  static List<RegionInput> inputs(
      Plan plan,
      List<Observation> observations,
      Function<Observation, @Nullable Confidentiality> confidential) {
    RegionFigures figures = new RegionFigures(plan);
    Map<String, List<SeriesFigure>> sent = new TreeMap<>();
    for (Observation observation : observations) {
      if (figures.reads(observation.metric())) {
        figures.send(observation, confidential.apply(observation), figure -> add(sent, figure));
      }
    }
    Map<String, List<SeriesFigure>> all = new TreeMap<>();
    sent.values()
        .forEach(
            some ->
                figures
                    .settled(some)
                    .forEach(one -> figures.lookUp(one, figure -> add(all, figure))));
    List<RegionInput> inputs = new ArrayList<>();
    all.values().forEach(series -> inputs.addAll(figures.inputs(series)));
    return inputs;
  }

  private static void add(Map<String, List<SeriesFigure>> series, SeriesFigure figure) {
    series.computeIfAbsent(figure.seriesArea(), code -> new ArrayList<>()).add(figure);
  }
}

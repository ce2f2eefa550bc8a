package org.xiaokang.indicator;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.ingest.Observation;

/** The steps of {@link RegionFigures} and {@link HierarchyPlan} for all regions at once. */
public final class InMemory {
  /** Of values for a test to look at: by region, indicator, scope, period and origin. */
  private static final Comparator<IndicatorValue> ORDER =
      comparing(IndicatorValue::refArea)
          .thenComparing(IndicatorValue::indicator)
          .thenComparing(IndicatorValue::scope)
          .thenComparing(value -> value.period().timePeriod())
          .thenComparing(IndicatorValue::origin);

  private InMemory() {}

  /** The values of a catalogue's indicators, in order, where nothing is confidential. */
  public static List<IndicatorValue> values(Catalogue catalogue, List<Observation> observations) {
    List<IndicatorValue> values = new ArrayList<>();
    HierarchyPlan plan = new HierarchyPlan(catalogue);
    inputs(catalogue, observations, figure -> null).stream()
        .collect(groupingBy(HierarchyPlan::key))
        .values()
        .forEach(
            inputs -> {
              HierarchyPlan.Together together = plan.together();
              inputs.stream()
                  .collect(groupingBy(RegionInput::ordinal, TreeMap::new, Collectors.toList()))
                  .values()
                  .forEach(period -> together.next(period, values::add));
            });
    values.sort(ORDER);
    return values;
  }

  /**
   * What observations give of each indicator of a catalogue.
   *
   * @param observations preferred ones
   * @param confidential what of them is confidential, by observation; null where nothing is
   */
  static List<RegionInput> inputs(
      Catalogue catalogue,
      List<Observation> observations,
      Function<Observation, @Nullable Confidentiality> confidential) {
    RegionFigures figures = new RegionFigures(catalogue);
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

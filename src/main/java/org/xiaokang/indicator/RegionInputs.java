package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.RegionReading;

/** What the regions' own figures give of each indicator: all regions at once, in memory. */
final class RegionInputs {
  private RegionInputs() {}

  /**
   * What observations give of each indicator of a plan.
   *
   * @param observations preferred ones
   * @param confidential what of them is confidential, by observation; null where nothing is
   */
  static List<RegionInput> of(
      Plan plan,
      List<Observation> observations,
      Function<Observation, @Nullable Confidentiality> confidential) {
    Set<String> metrics = plan.rows().metrics();
    Map<String, List<SeriesFigure>> own = new TreeMap<>();
    for (Observation observation : observations) {
      if (metrics.contains(observation.metric())) {
        send(plan.rows(), observation, confidential.apply(observation), own);
      }
    }
    Addresses addresses = new Addresses(plan.rows());
    Map<String, List<SeriesFigure>> all = new TreeMap<>();
    own.forEach(
        (series, figures) -> {
          for (SeriesFigure figure : Apportionment.settled(figures)) {
            add(all, series, figure);
            LocalDate end = figure.period().end();
            LocalDate day = end == null ? figure.period().start() : end;
            for (Addresses.Address to : addresses.others(figure.refArea(), figure.metric(), day)) {
              add(all, to.seriesArea(), figure.to(to.refArea(), to.prefix()));
            }
          }
        });
    List<RegionInput> inputs = new ArrayList<>();
    all.forEach(
        (series, figures) ->
            inputs.addAll(
                RegionSeries.inputs(
                    plan, series, PeriodAggregation.of(plan.rows().madeOver(), figures))));
    return inputs;
  }

  /** A figure goes to its region, or in shares to those that took it over. */
  private static void send(
      Plan plan,
      Observation observation,
      @Nullable Confidentiality confidential,
      Map<String, List<SeriesFigure>> own) {
    List<RegionReading.Share> shares = observation.region().shares();
    if (shares.isEmpty() || plan.rule(observation.metric()) != Metric.Aggregation.Rule.SUM) {
      add(own, observation.region().seriesArea(), SeriesFigure.of(observation, confidential));
      return;
    }
    for (RegionReading.Share share : shares) {
      add(own, share.seriesArea(), Apportionment.share(observation, confidential, share));
    }
  }

  private static void add(
      Map<String, List<SeriesFigure>> figures, String series, SeriesFigure figure) {
    figures.computeIfAbsent(series, code -> new ArrayList<>()).add(figure);
  }
}

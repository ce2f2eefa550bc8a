package org.xiaokang.indicator;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.LineUp;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.RegionReading;

/**
 * From preferred observations to what each region's own figures give of each indicator, in three
 * steps; whoever moves figures between regions' series does so between them:
 *
 * <ol>
 *   <li>{@link #send}: a figure goes to its region's series, or in shares to those of its
 *       successors;
 *   <li>{@link #settled} and {@link #lookUp}: of a series' figures those that stand, which also go
 *       to the series that look them up;
 *   <li>{@link #inputs}: all that stands on a series gives its indicators.
 * </ol>
 */
public final class RegionFigures {
  /** The same whatever the order in which figures come. */
  private static final Comparator<SeriesFigure> ORDER =
      comparing(SeriesFigure::key)
          .thenComparing(SeriesFigure::scope)
          .thenComparing((SeriesFigure figure) -> figure.period().kind())
          .thenComparing(figure -> figure.period().timePeriod())
          .thenComparing(SeriesFigure::docId)
          .thenComparing(SeriesFigure::refArea)
          .thenComparing(SeriesFigure::observationId, nullsFirst(naturalOrder()))
          .thenComparing(SeriesFigure::value);

  private final Plan plan;
  private final Set<String> metrics;
  private final Addresses addresses;
  private final List<Figure.Reported> longer;
  private final boolean apportions;
  private final Map<String, LineUp> lineUps = new HashMap<>();

  /** The first day that was surveyed as it is now, by metric. */
  private final Map<String, LocalDate> backcastBefore = new HashMap<>();

  private final SeriesPlan series;
  private final PrintedRounding rounding;

  /** For all indicators of a catalogue. */
  public RegionFigures(Catalogue catalogue) {
    this(Plan.of(catalogue));
  }

  RegionFigures(Plan plan) {
    this.plan = plan;
    this.metrics = plan.rows().metrics();
    this.addresses = new Addresses(plan.rows());
    this.series = new SeriesPlan(plan);
    this.longer = plan.rows().madeOver();
    this.rounding = new PrintedRounding(plan.catalogue().units().whole());
    this.apportions = apportions(plan.catalogue().regions());
    for (String code : metrics) {
      Metric metric = Objects.requireNonNull(plan.catalogue().metrics().get(code));
      metric.lineUp().ifPresent(rule -> lineUps.put(code, rule));
      metric.backcastBefore().ifPresent(year -> backcastBefore.put(code, LocalDate.of(year, 1, 1)));
    }
  }

  /** Whether any indicator reads the metric. */
  public boolean reads(String metric) {
    return metrics.contains(metric);
  }

  /** Whether figures may go in shares to other series than their own. */
  public boolean apportions() {
    return apportions;
  }

  private static boolean apportions(Regions regions) {
    return regions.spells().stream()
        .flatMap(spell -> spell.successors().stream())
        .anyMatch(successor -> successor.weight() != null);
  }

  /** Whether figures are looked up from other series. */
  public boolean looksUp() {
    return !addresses.metrics().isEmpty();
  }

  /**
   * Sends a preferred observation of a metric that is read to its series.
   *
   * @param confidential null where it may be shown
   */
  public void send(
      Observation observation,
      @Nullable Confidentiality confidential,
      Consumer<SeriesFigure> series) {
    List<RegionReading.Share> shares = observation.region().shares();
    int mark = isBackcast(observation) ? Mark.BACKCAST.bit() : 0;
    if (shares.isEmpty() || plan.rule(observation.metric()) != Metric.Aggregation.Rule.SUM) {
      series.accept(
          SeriesFigure.of(observation, confidential, isPart(observation), rounding.of(observation))
              .with(mark));
      return;
    }
    for (RegionReading.Share share : shares) {
      series.accept(
          Apportionment.share(observation, confidential, share, rounding.of(observation))
              .with(mark));
    }
  }

  private boolean isBackcast(Observation observation) {
    LocalDate first = backcastBefore.get(observation.metric());
    LocalDate end = observation.period().end();
    return first != null && end != null && end.isBefore(first);
  }

  /** The figure of a region that was merged into another may stand under that. */
  private boolean isPart(Observation observation) {
    LocalDate end = observation.period().end();
    LocalDate dated = end == null ? observation.period().start() : end;
    LocalDate day = dated == null ? observation.publishedOn() : dated;
    return observation.region().match().equals("merged")
        && day != null
        && plan.catalogue().regions().spell(observation.region().refArea(), day).isPresent();
  }

  /** Of all figures that were sent to one series those that stand. */
  public List<SeriesFigure> settled(List<SeriesFigure> sent) {
    return Apportionment.settled(sent);
  }

  /** Gives a figure that stands to its own series, and to those that look it up. */
  public void lookUp(SeriesFigure standing, Consumer<SeriesFigure> series) {
    series.accept(standing);
    LocalDate end = standing.period().end();
    LocalDate day = end == null ? standing.period().start() : end;
    for (Addresses.Address to : addresses.others(standing.refArea(), standing.metric(), day)) {
      series.accept(standing.to(to));
    }
  }

  /**
   * What all figures on one series give of each indicator.
   *
   * @param figures of one series area; at least one
   */
  public List<RegionInput> inputs(List<SeriesFigure> figures) {
    List<SeriesFigure> sorted = figures.stream().sorted(ORDER).toList();
    return RegionSeries.inputs(
        series,
        sorted.get(0).seriesArea(),
        LineUps.of(lineUps, PeriodAggregation.of(longer, sorted)));
  }
}

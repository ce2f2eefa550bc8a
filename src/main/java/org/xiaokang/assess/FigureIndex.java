package org.xiaokang.assess;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/** All figures of one region by what they are of, whoever states them. */
final class FigureIndex {
  private final Catalogue catalogue;
  private final Map<Place, List<Observation>> figures = new HashMap<>();

  /**
   * What a figure is of.
   *
   * @param metric its metric
   * @param scope its breakdown
   * @param time its period; of a figure without one, its document
   */
  record Place(String metric, String scope, String time) {}

  /**
   * Of one region.
   *
   * @param all figures that may be shown
   * @param preferred the ids of those that indicators use
   */
  FigureIndex(Catalogue catalogue, Collection<Observation> all, Set<Long> preferred) {
    this.catalogue = catalogue;
    all.stream()
        .sorted(
            comparing((Observation figure) -> !preferred.contains(figure.observationId()))
                .thenComparing(Observation::docId)
                .thenComparing(Observation::obsId)
                .thenComparing(Observation::source))
        .forEach(
            figure -> figures.computeIfAbsent(place(figure), at -> new ArrayList<>()).add(figure));
  }

  private static Place place(Observation figure) {
    return new Place(figure.metric(), figure.scope(), time(figure, 0));
  }

  /** The period of a figure, moved by so many years, as a text that tells it from others. */
  static String time(Observation figure, int years) {
    Period period = figure.period();
    if (period.timePeriod().equals(Period.NOT_STATED)) {
      return years == 0 ? "_U " + figure.docId() : "";
    }
    return period.kind() + " " + moved(period.start(), years) + " " + moved(period.end(), years);
  }

  /** The last day of a month stays one. */
  private static @Nullable LocalDate moved(@Nullable LocalDate day, int years) {
    if (day == null || years == 0) {
      return day;
    }
    boolean last = day.equals(day.with(TemporalAdjusters.lastDayOfMonth()));
    LocalDate there = day.plusYears(years);
    return last ? there.with(TemporalAdjusters.lastDayOfMonth()) : there;
  }

  Map<Place, List<Observation>> all() {
    return figures;
  }

  /** The figures of a metric. */
  List<Observation> of(String metric) {
    return figures.entrySet().stream()
        .filter(one -> one.getKey().metric().equals(metric))
        .flatMap(one -> one.getValue().stream())
        .toList();
  }

  /** What is stated at a place. */
  Constraint.Part part(Place place) {
    return part(figures.getOrDefault(place, List.of()), place.metric(), catalogue);
  }

  /** What some figures of one metric state of one number. */
  static Constraint.Part part(List<Observation> stated, String metric, Catalogue catalogue) {
    Metric declared = catalogue.metrics().get(metric);
    Interval domain = declared == null ? Interval.ALL : PrintedFigure.domain(declared);
    List<StatedFigure> statements = new ArrayList<>();
    for (Observation figure : stated) {
      StatedFigure statement = stated(figure, catalogue);
      statements.add(statement);
      domain = statement.interval() == null ? domain : domain.hull(statement.interval());
    }
    return new Constraint.Part(statements, domain);
  }

  static StatedFigure stated(Observation figure, Catalogue catalogue) {
    return StatedFigure.of(figure, PrintedFigure.of(figure, catalogue).interval());
  }
}

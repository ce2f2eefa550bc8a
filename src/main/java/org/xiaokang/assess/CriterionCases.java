package org.xiaokang.assess;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.RuleSet;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/** Looks up what criteria need among the figures and values of one region. */
final class CriterionCases {
  /** Of figures that end on the same day, that of the whole year before a part of it. */
  private static final List<String> KINDS =
      List.of("year", "point", "cumulative", "year_to_date", "average");

  private static final Comparator<Period> LATEST =
      comparing(Period::end, nullsFirst(naturalOrder()))
          .thenComparing(period -> -rank(period.kind()))
          .thenComparing(Period::timePeriod);

  private static final Comparator<Observation> BEST =
      comparing(Observation::period, LATEST)
          .thenComparing(Observation::docId)
          .thenComparing(Observation::obsId)
          .thenComparing(Observation::source);

  /** Two doubles this close, relative to their size, are the same number. */
  private static final double SAME = 1e-9;

  private final Catalogue catalogue;
  private final Map<String, List<Observation>> figures = new HashMap<>();
  private final Map<Long, Observation> byId = new HashMap<>();
  private final Map<String, List<IndicatorValue>> values = new HashMap<>();

  /**
   * Of one region.
   *
   * @param figures its preferred figures that may be shown
   * @param values its values of indicators
   */
  CriterionCases(
      Catalogue catalogue, Collection<Observation> figures, Collection<IndicatorValue> values) {
    this.catalogue = catalogue;
    for (Observation figure : figures) {
      byId.put(figure.observationId(), figure);
      this.figures.computeIfAbsent(figure.metric(), metric -> new ArrayList<>()).add(figure);
    }
    for (IndicatorValue value : values) {
      if (value.value() != null) {
        this.values.computeIfAbsent(value.indicator(), id -> new ArrayList<>()).add(value);
      }
    }
  }

  private static int rank(String kind) {
    int place = KINDS.indexOf(kind);
    return place < 0 ? KINDS.size() : place;
  }

  /** The figures of a metric. */
  List<Observation> figures(String metric) {
    return figures.getOrDefault(metric, List.of());
  }

  /** The values of an indicator. */
  List<IndicatorValue> values(String indicator) {
    return values.getOrDefault(indicator, List.of());
  }

  /**
   * What is known for a criterion in a year: of its subjects the first that is whole, else the
   * first that decides all the same, else the first of which anything is known, else the last.
   *
   * @param threshold that of the region and the year; null where there is none
   */
  CriterionCase of(RuleSet rule, Criterion criterion, int year, @Nullable Fraction threshold) {
    List<CriterionCase> cases = new ArrayList<>();
    for (Criterion.Subject subject : criterion.subjects()) {
      cases.add(
          subject instanceof Criterion.OfIndicator of
              ? ofIndicator(rule, criterion, of.indicator(), year, threshold)
              : computed(rule, criterion, (Criterion.Computed) subject, year, threshold));
    }
    return first(cases, CriterionCase::isComplete)
        .or(() -> first(cases, one -> one.verdict() != AssessmentVerdict.NOT_DECIDABLE))
        .or(() -> first(cases, CriterionCase::hasAny))
        .orElseGet(() -> cases.get(cases.size() - 1));
  }

  private static Optional<CriterionCase> first(
      List<CriterionCase> cases, java.util.function.Predicate<CriterionCase> fits) {
    return cases.stream().filter(fits).findFirst();
  }

  private CriterionCase computed(
      RuleSet rule,
      Criterion criterion,
      Criterion.Computed computed,
      int year,
      @Nullable Fraction threshold) {
    List<Fact> facts = new ArrayList<>();
    for (Input input : computed.inputs()) {
      facts.add(
          latest(input, rule.scope(), year)
              .map(
                  figure ->
                      Fact.stated(input.variable(), figure, PrintedFigure.of(figure, catalogue)))
              .orElseGet(() -> missing(input)));
    }
    return new CriterionCase(criterion, threshold, computed.value(), facts);
  }

  private Fact missing(Input input) {
    if (input.missingIsZero()) {
      return Fact.given(input.variable(), input.metric(), Interval.point(Fraction.ZERO));
    }
    Metric metric = catalogue.metrics().get(input.metric());
    return Fact.unknown(
        input.variable(),
        input.metric(),
        metric == null ? Interval.ALL : PrintedFigure.domain(metric));
  }

  private Optional<Observation> latest(Input input, String scope, int year) {
    String wanted = input.scope().orElse(scope);
    boolean earlier = input.at() instanceof Input.At.End;
    List<String> kinds = input.at() instanceof Input.At.End end ? end.kinds() : List.of();
    return figures(input.metric()).stream()
        .filter(figure -> figure.scope().equals(wanted))
        .filter(figure -> kinds.isEmpty() || kinds.contains(figure.period().kind()))
        .filter(figure -> isIn(figure.period(), year, earlier))
        .max(BEST);
  }

  private static boolean isIn(Period period, int year, boolean earlier) {
    LocalDate end = period.end();
    return end != null && (end.getYear() == year || (earlier && end.getYear() < year));
  }

  private CriterionCase ofIndicator(
      RuleSet rule, Criterion criterion, String id, int year, @Nullable Fraction threshold) {
    Optional<IndicatorValue> found =
        values(id).stream()
            .filter(value -> value.scope().equals(rule.scope()))
            .filter(value -> isIn(value.period(), year, false))
            .max(
                comparing(
                        (IndicatorValue value) -> value.origin() == IndicatorValue.Origin.REPORTED)
                    .thenComparing(IndicatorValue::period, LATEST));
    String name = Criterion.Computed.REPORTED;
    if (found.isEmpty()) {
      return new CriterionCase(
          criterion,
          threshold,
          new Formula.Variable(name),
          List.of(Fact.unknown(name, id, Interval.ALL)));
    }
    IndicatorValue value = found.get();
    Indicator indicator = catalogue.indicator(id);
    CriterionCase fromFigures =
        new CriterionCase(criterion, threshold, indicator.value(), facts(value));
    Double again = fromFigures.asPrinted();
    double said = Optional.ofNullable(value.value()).orElse(Double.NaN);
    if (again != null && Math.abs(again - said) <= SAME * Math.max(1, Math.abs(said))) {
      return fromFigures;
    }
    return new CriterionCase(
        criterion,
        threshold,
        new Formula.Variable(name),
        List.of(Fact.given(name, id, bounded(said, value.bound()))));
  }

  private List<Fact> facts(IndicatorValue value) {
    List<Fact> facts = new ArrayList<>();
    for (IndicatorValue.InputFigure input : value.inputs()) {
      Long id = input.observationId();
      Observation figure = id == null ? null : byId.get(id);
      Double number = input.value();
      if (figure != null) {
        facts.add(Fact.stated(input.variable(), figure, PrintedFigure.of(figure, catalogue)));
      } else if (number != null) {
        Interval at = Interval.point(Fraction.of(number));
        facts.add(Fact.given(input.variable(), input.metric(), at));
      } else {
        facts.add(Fact.unknown(input.variable(), input.metric(), Interval.ALL));
      }
    }
    return facts;
  }

  /** Where a value lies of which its bound alone is known; about so much says nothing. */
  private static Interval bounded(double value, @Nullable String bound) {
    Fraction at = Fraction.of(value);
    if (bound == null) {
      return Interval.point(at);
    }
    return switch (bound) {
      case "at_least" -> new Interval(at, false, null, true);
      case "at_most" -> new Interval(null, true, at, false);
      default -> Interval.ALL;
    };
  }
}

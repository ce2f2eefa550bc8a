package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/**
 * Reported figures of metrics that an indicator computes too, held against the computed values. A
 * region's figures meet values of that region only, so that each region can be done by itself.
 *
 * @param reports the indicator that a metric reports, by the metric's code
 */
public record MetricReconciliation(Map<String, String> reports) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public MetricReconciliation {
    reports = Map.copyOf(reports);
  }

  /** Of the metrics that say {@code reports: indicator}. */
  public static MetricReconciliation of(Catalogue catalogue) {
    Map<String, String> reports = new HashMap<>();
    catalogue
        .metrics()
        .values()
        .forEach(metric -> metric.reports().ifPresent(id -> reports.put(metric.code(), id)));
    return new MetricReconciliation(reports);
  }

  /**
   * A reported figure beside what an indicator computes.
   *
   * @param figure the figure
   * @param value the value that it is held against; null where there is none
   * @param row how the two stand to each other
   */
  public record Match(Observation figure, @Nullable IndicatorValue value, ReconciliationRow row) {}

  private record Address(String refArea, String indicator, String scope) {}

  /**
   * One row per figure of such a metric, preferred or not. A figure over a span of years is held
   * against the change from the span's first year to its last; of an average over years, from the
   * year before. A figure without a known period is held against figures of its own document only.
   *
   * @param observations all figures of some regions
   * @param values all values of indicators of the same regions
   * @param confidential which figures are not shown
   * @return rows in the order of the figures
   */
  public List<ReconciliationRow> rows(
      Collection<Observation> observations,
      Collection<IndicatorValue> values,
      Predicate<Observation> confidential) {
    return matches(observations, values, confidential).stream().map(Match::row).toList();
  }

  /** The same, each with the figure and the value that it is of. */
  public List<Match> matches(
      Collection<Observation> observations,
      Collection<IndicatorValue> values,
      Predicate<Observation> confidential) {
    Map<Long, String> documents = new HashMap<>();
    observations.forEach(figure -> documents.put(figure.observationId(), figure.docId()));
    Set<String> reported = Set.copyOf(reports.values());
    Map<Address, List<IndicatorValue>> computed = new HashMap<>();
    for (IndicatorValue value : values) {
      if (value.origin() == IndicatorValue.Origin.REPORTED
          && reported.contains(value.indicator())) {
        Address address = new Address(value.refArea(), value.indicator(), value.scope());
        computed.computeIfAbsent(address, where -> new ArrayList<>()).add(value);
      }
    }
    List<Match> matches = new ArrayList<>();
    for (Observation figure : observations) {
      String indicator = reports.get(figure.metric());
      if (indicator != null) {
        Address address = new Address(figure.region().refArea(), indicator, figure.scope());
        List<IndicatorValue> there = computed.getOrDefault(address, List.of());
        IndicatorValue value = nearest(figure, there, documents);
        ReconciliationRow row = row(figure, indicator, value, confidential.test(figure));
        matches.add(new Match(figure, value, row));
      }
    }
    return matches;
  }

  /** The value over a figure's span, else the one at its period, else null. */
  private static @Nullable IndicatorValue nearest(
      Observation figure, List<IndicatorValue> values, Map<Long, String> documents) {
    Period period = figure.period();
    Comparator<IndicatorValue> order =
        Comparator.comparing((IndicatorValue value) -> !spansWith(period, value))
            .thenComparing(value -> value.period().timePeriod())
            .thenComparing(value -> !value.period().kind().equals(period.kind()))
            .thenComparing(value -> value.period().kind());
    List<IndicatorValue> met =
        values.stream()
            .filter(value -> spansWith(period, value) || isAt(figure, value, documents))
            .sorted(order)
            .toList();
    // Several that are as near are undated, and nothing tells which document they are of.
    boolean isTold =
        met.size() == 1 || (met.size() > 1 && order.compare(met.get(0), met.get(1)) < 0);
    return isTold ? met.get(0) : null;
  }

  private static boolean spansWith(Period period, IndicatorValue value) {
    if (period.start() == null || period.end() == null || value.basePeriod() == null) {
      return false;
    }
    int base = period.start().getYear() - (period.kind().equals("average") ? 1 : 0);
    return period.end().equals(value.period().end())
        && String.valueOf(base).equals(value.basePeriod());
  }

  private static boolean isAt(
      Observation figure, IndicatorValue value, Map<Long, String> documents) {
    String timePeriod = figure.period().timePeriod();
    return timePeriod.equals(value.period().timePeriod())
        && (!timePeriod.equals(Period.NOT_STATED)
            || !isOfAnother(figure.docId(), value, documents));
  }

  /** Whether a figure without a known period is in a value that another document states. */
  private static boolean isOfAnother(
      String document, IndicatorValue value, Map<Long, String> documents) {
    for (IndicatorValue.InputFigure input : value.inputs()) {
      Long id = input.observationId();
      if (id != null
          && Period.NOT_STATED.equals(input.timePeriod())
          && !documents.getOrDefault(id, document).equals(document)) {
        return true;
      }
    }
    return false;
  }

  private static ReconciliationRow row(
      Observation figure, String indicator, @Nullable IndicatorValue value, boolean isHidden) {
    boolean isCircular = value != null && value.flags().contains("derived");
    Double computed = value == null ? null : value.value();
    Double reported = isHidden ? null : figure.value().doubleValue();
    Double tolerance =
        figure.roundingTolerance() == null ? null : figure.roundingTolerance().doubleValue();
    String reason = null;
    if (isHidden) {
      reason = ReconciliationRow.CONFIDENTIAL;
    } else if (isCircular) {
      reason = "the computed value is derived from reported claims itself";
    } else if (value != null && value.reason() != null) {
      reason = value.reason();
    } else if (computed == null) {
      reason =
          "the inputs of '%s' are not all reported for %s, %s"
              .formatted(indicator, figure.scope(), figure.period().timePeriod());
    }
    return new ReconciliationRow(
        figure.docId() + "/" + figure.obsId(),
        figure.source(),
        figure.docId(),
        figure.region().refArea(),
        ReconciliationRow.Kind.METRIC,
        figure.metric(),
        null,
        figure.scope(),
        figure.period().timePeriod(),
        isHidden ? null : figure.valuePrinted() + figure.unitPrinted(),
        reported,
        computed,
        figure.unit(),
        tolerance,
        ReconciliationVerdict.of(
            reported, isCircular ? null : computed, tolerance == null ? 0 : tolerance),
        reason);
  }
}

package org.xiaokang.indicator;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.StoredDecimal;

/**
 * Figures that still name a region that was split, given to its successors by the shares that the
 * region table declares: figures that add up, and only where a successor has no figure of its own.
 * Such a figure is marked derived and partial.
 */
final class Apportionment {
  private Apportionment() {}

  /** Figures of one region that mean the same. */
  private record Key(
      String metric, String scope, String kind, String timePeriod, @Nullable String document) {

    static Key of(SeriesFigure figure) {
      String timePeriod = figure.period().timePeriod();
      boolean isUndated = timePeriod.equals(Period.NOT_STATED);
      return new Key(
          figure.metric(),
          figure.scope(),
          figure.period().kind(),
          timePeriod,
          isUndated ? figure.docId() : null);
    }
  }

  /** The share of a figure that goes to one of the successors. */
  static SeriesFigure share(
      Observation observation,
      @Nullable Confidentiality confidential,
      RegionReading.Share successor,
      double rounding) {
    SeriesFigure whole = SeriesFigure.of(observation, confidential, false, rounding);
    double part = observation.value().doubleValue() * successor.weight();
    return new SeriesFigure(
        successor.seriesArea(),
        successor.refArea(),
        whole.scope(),
        whole.period(),
        whole.docId(),
        whole.publishedOn(),
        whole.metric(),
        whole.key(),
        BigDecimal.valueOf(part).setScale(StoredDecimal.DECIMALS, RoundingMode.HALF_UP),
        whole.marks() | Mark.DERIVED.bit() | Mark.PARTIAL.bit(),
        whole.observationId(),
        confidential,
        true,
        rounding * successor.weight());
  }

  /**
   * Of the figures of one region those that stand: its own, else the sum of its shares of those of
   * regions that were split.
   */
  static List<SeriesFigure> settled(List<SeriesFigure> figures) {
    if (figures.stream().noneMatch(SeriesFigure::apportioned)) {
      return figures;
    }
    Map<Key, List<SeriesFigure>> alike = new LinkedHashMap<>();
    for (SeriesFigure figure : figures) {
      alike.computeIfAbsent(Key.of(figure), key -> new ArrayList<>()).add(figure);
    }
    return alike.values().stream().map(Apportionment::standing).toList();
  }

  private static SeriesFigure standing(List<SeriesFigure> alike) {
    SeriesFigure first =
        alike.stream()
            .min(comparing(SeriesFigure::apportioned).thenComparing(SeriesFigure::docId))
            .orElseThrow();
    if (!first.apportioned()) {
      return first;
    }
    BigDecimal sum =
        alike.stream().map(SeriesFigure::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean any = alike.stream().map(SeriesFigure::confidential).anyMatch(Objects::nonNull);
    return new SeriesFigure(
        first.seriesArea(),
        first.refArea(),
        first.scope(),
        first.period(),
        first.docId(),
        first.publishedOn(),
        first.metric(),
        first.key(),
        sum,
        first.marks(),
        first.observationId(),
        any ? Confidentiality.NEVER : null,
        true,
        alike.stream().mapToDouble(SeriesFigure::rounding).sum());
  }
}

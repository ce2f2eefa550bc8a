package org.xiaokang.indicator;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.xiaokang.catalogue.Over;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.StoredDecimal;

/**
 * Figures for longer periods made of those for shorter ones: the quarter's of its months'. Sums are
 * exact decimals, so that the order of figures changes nothing.
 */
final class PeriodAggregation {
  private PeriodAggregation() {}

  /**
   * A longer period that a figure is part of.
   *
   * @param needed how many shorter ones there must be
   * @param parts how many a whole one has
   */
  private record Target(Period period, String key, Over.Rule rule, int needed, int parts) {}

  private record Key(String scope, Target target) {}

  /** The figures of one region, and after them those that some longer periods have. */
  static List<SeriesFigure> of(List<Figure.Reported> longer, List<SeriesFigure> figures) {
    if (longer.isEmpty()) {
      return figures;
    }
    Map<Key, List<SeriesFigure>> parts = new LinkedHashMap<>();
    for (Figure.Reported made : longer) {
      Over over = made.over().orElseThrow();
      for (SeriesFigure figure : figures) {
        if (figure.key().equals(made.metric())
            && figure.period().kind().equals(over.from().kind())) {
          for (Target target : targets(made, over, figure.period())) {
            parts
                .computeIfAbsent(new Key(figure.scope(), target), key -> new ArrayList<>())
                .add(figure);
          }
        }
      }
    }
    List<SeriesFigure> all = new ArrayList<>(figures);
    parts.forEach((key, some) -> made(key.target(), some).ifPresent(all::add));
    return all;
  }

  private static Optional<SeriesFigure> made(Target target, List<SeriesFigure> parts) {
    if (parts.size() < target.needed()) {
      return Optional.empty();
    }
    int marks = parts.size() < target.parts() ? Mark.PARTIAL.bit() : 0;
    for (SeriesFigure part : parts) {
      marks |= part.marks();
    }
    SeriesFigure first = parts.get(0);
    boolean any = parts.stream().map(SeriesFigure::confidential).anyMatch(Objects::nonNull);
    return Optional.of(
        new SeriesFigure(
            first.seriesArea(),
            parts.stream().map(SeriesFigure::refArea).max(naturalOrder()).orElseThrow(),
            first.scope(),
            target.period(),
            "",
            null,
            first.metric(),
            target.key(),
            value(target.rule(), parts),
            marks,
            null,
            any ? Confidentiality.NEVER : null,
            false,
            rounding(target.rule(), parts)));
  }

  private static double rounding(Over.Rule rule, List<SeriesFigure> parts) {
    double sum = 0;
    double most = 0;
    for (SeriesFigure part : parts) {
      sum += part.rounding();
      most = Math.max(most, part.rounding());
    }
    return rule == Over.Rule.SUM ? sum : rule == Over.Rule.MEAN ? sum / parts.size() : most;
  }

  private static BigDecimal value(Over.Rule rule, List<SeriesFigure> parts) {
    List<BigDecimal> values = parts.stream().map(SeriesFigure::value).toList();
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return switch (rule) {
      case SUM -> sum;
      case MEAN ->
          sum.divide(
              BigDecimal.valueOf(values.size()), StoredDecimal.DECIMALS, RoundingMode.HALF_UP);
      case MIN -> values.stream().min(naturalOrder()).orElseThrow();
      case MAX -> values.stream().max(naturalOrder()).orElseThrow();
      case LAST ->
          parts.stream()
              .max(comparing((SeriesFigure part) -> Objects.requireNonNull(part.period().end())))
              .orElseThrow()
              .value();
    };
  }

  /** What stands for a figure of longer periods, beside those that are reported. */
  static String key(Figure.Reported figure) {
    return figure.metric() + figure.over().map(over -> " " + over).orElse("");
  }

  private static String freq(Over.Span span) {
    return switch (span) {
      case MONTH -> "M";
      case QUARTER -> "Q";
      case HALF_YEAR -> "S";
      case YEAR -> "A";
      case YEAR_TO_DATE -> "_O";
    };
  }

  /** The longer periods that a shorter one is part of: one, or the rest of the year's to date. */
  private static List<Target> targets(Figure.Reported made, Over over, Period from) {
    if (from.start() == null || from.end() == null) {
      return List.of();
    }
    String key = key(made);
    if (over.period() != Over.Span.YEAR_TO_DATE) {
      LocalDate start = start(over.period(), from.start());
      LocalDate end = start.plusMonths(over.period().months()).minusDays(1);
      int needed = over.atLeast() == Over.ALL ? over.parts() : over.atLeast();
      Period period =
          new Period(
              over.period().kind(),
              start,
              end,
              timePeriod(over.period(), start),
              freq(over.period()));
      return List.of(new Target(period, key, over.rule(), needed, over.parts()));
    }
    LocalDate start = start(Over.Span.YEAR, from.start());
    int step = over.from().months();
    List<Target> targets = new ArrayList<>();
    for (int part = from.end().getMonthValue() / step; part <= 12 / step; part++) {
      int months = part * step;
      Period period =
          new Period(
              Over.Span.YEAR_TO_DATE.kind(),
              start,
              start.plusMonths(months).minusDays(1),
              start + (months == 12 ? "/P1Y" : "/P" + months + "M"),
              freq(Over.Span.YEAR_TO_DATE));
      int needed = over.atLeast() == Over.ALL ? part : over.atLeast();
      targets.add(new Target(period, key, over.rule(), needed, part));
    }
    return targets;
  }

  private static LocalDate start(Over.Span span, LocalDate day) {
    int first = (day.getMonthValue() - 1) / span.months() * span.months() + 1;
    return LocalDate.of(day.getYear(), first, 1);
  }

  /** Spelled as ingest spells it. */
  private static String timePeriod(Over.Span span, LocalDate start) {
    int number = (start.getMonthValue() - 1) / span.months() + 1;
    return switch (span) {
      case QUARTER -> start.getYear() + "-Q" + number;
      case HALF_YEAR -> start.getYear() + "-S" + number;
      default -> String.valueOf(start.getYear());
    };
  }
}

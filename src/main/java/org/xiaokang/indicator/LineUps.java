package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.LineUp;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.StoredDecimal;

/**
 * Figures of surveys lined up to years that regions have in common: {@link LineUp}. A lined-up
 * figure stands under a breakdown of its own, so that it never meets the surveys' own years; what
 * is not of the year itself is marked.
 */
final class LineUps {
  private static final String YEAR = "year";

  private LineUps() {}

  private record Key(String metric, String scope) {}

  /**
   * The figures of one region, and after them those that are lined up.
   *
   * @param rules by metric
   */
  static List<SeriesFigure> of(Map<String, LineUp> rules, List<SeriesFigure> figures) {
    if (rules.isEmpty()) {
      return figures;
    }
    Map<Key, TreeMap<Integer, SeriesFigure>> surveys = new LinkedHashMap<>();
    for (SeriesFigure figure : figures) {
      LocalDate end = figure.period().end();
      boolean isOwn = figure.key().equals(figure.metric());
      if (isOwn && rules.containsKey(figure.metric()) && is(figure.period(), YEAR) && end != null) {
        surveys
            .computeIfAbsent(new Key(figure.metric(), figure.scope()), key -> new TreeMap<>())
            .putIfAbsent(end.getYear(), figure);
      }
    }
    List<SeriesFigure> all = new ArrayList<>(figures);
    surveys.forEach(
        (key, byYear) -> {
          LineUp rule = rules.get(key.metric());
          if (rule == null) {
            return;
          }
          for (int year : rule.years()) {
            SeriesFigure linedUp = linedUp(rule, year, byYear);
            if (linedUp != null) {
              all.add(linedUp);
            }
          }
        });
    return all;
  }

  private static boolean is(Period period, String kind) {
    return period.kind().equals(kind);
  }

  private static @Nullable SeriesFigure linedUp(
      LineUp rule, int year, NavigableMap<Integer, SeriesFigure> surveys) {
    Entry<Integer, SeriesFigure> before = within(rule, year, surveys.floorEntry(year));
    Entry<Integer, SeriesFigure> after = within(rule, year, surveys.ceilingEntry(year));
    if (before == null || after == null) {
      Entry<Integer, SeriesFigure> only = before == null ? after : before;
      return only == null ? null : moved(rule, year, only);
    }
    if (rule.rule() != LineUp.Rule.NEAREST && !before.getKey().equals(after.getKey())) {
      return between(rule, year, before, after);
    }
    boolean isEarlier = year - before.getKey() <= after.getKey() - year;
    return moved(rule, year, isEarlier ? before : after);
  }

  private static @Nullable Entry<Integer, SeriesFigure> within(
      LineUp rule, int year, @Nullable Entry<Integer, SeriesFigure> survey) {
    return survey == null || Math.abs(survey.getKey() - year) > rule.within() ? null : survey;
  }

  private static SeriesFigure moved(LineUp rule, int year, Entry<Integer, SeriesFigure> survey) {
    int mark = survey.getKey() == year ? 0 : Mark.NEAREST_SURVEY.bit();
    SeriesFigure like = survey.getValue();
    return figure(rule, year, like, like.value(), like.marks() | mark, like.observationId());
  }

  private static SeriesFigure between(
      LineUp rule,
      int year,
      Entry<Integer, SeriesFigure> before,
      Entry<Integer, SeriesFigure> after) {
    double from = before.getValue().value().doubleValue();
    double to = after.getValue().value().doubleValue();
    double share = (double) (year - before.getKey()) / (after.getKey() - before.getKey());
    boolean grows = rule.rule() == LineUp.Rule.GROWTH && from > 0 && to > 0;
    double value = grows ? from * Math.pow(to / from, share) : from + share * (to - from);
    int marks = before.getValue().marks() | after.getValue().marks() | Mark.BETWEEN_SURVEYS.bit();
    boolean isHidden =
        before.getValue().confidential() != null || after.getValue().confidential() != null;
    SeriesFigure made =
        figure(
            rule,
            year,
            before.getValue(),
            BigDecimal.valueOf(value).setScale(StoredDecimal.DECIMALS, RoundingMode.HALF_UP),
            marks,
            null);
    return isHidden ? made.hidden() : made;
  }

  private static SeriesFigure figure(
      LineUp rule,
      int year,
      SeriesFigure like,
      BigDecimal value,
      int marks,
      @Nullable Long observationId) {
    return new SeriesFigure(
        like.seriesArea(),
        like.refArea(),
        Scopes.with(like.scope(), rule.scope()),
        new Period(
            YEAR,
            LocalDate.of(year, 1, 1),
            LocalDate.of(year, 12, 31),
            String.valueOf(year),
            like.period().freq()),
        like.docId(),
        like.publishedOn(),
        like.metric(),
        like.key(),
        value,
        marks,
        observationId,
        like.confidential(),
        false,
        like.rounding());
  }
}

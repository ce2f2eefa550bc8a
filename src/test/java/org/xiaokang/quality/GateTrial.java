package org.xiaokang.quality;

import static java.util.stream.Collectors.groupingBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Names;
import org.xiaokang.catalogue.Unit;
import org.xiaokang.config.Gate;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.StandingObservation;

/** Literal values on their way through gates, grouped as the engine groups them. */
final class GateTrial {
  static final LocalDate TODAY = LocalDate.parse("2021-12-31");

  final Figures now = new Figures();
  final Figures before = new Figures();
  private final Collection<Indicator> indicators;
  private final LoadCounter rows = new LoadCounter(TODAY);

  /** The indicators level, of the theme first, and share, of second, expected from 0 to 100. */
  GateTrial() {
    this(Set.of(indicator("level", "first", null, null), indicator("share", "second", 0.0, 100.0)));
  }

  GateTrial(Collection<Indicator> indicators) {
    this.indicators = indicators;
  }

  static Indicator indicator(String id, String theme, @Nullable Double min, @Nullable Double max) {
    return new Indicator(
        id,
        theme,
        new Names(id, id),
        "",
        Unit.PERCENT,
        List.of(),
        new Formula.Literal(1),
        Indicator.Better.NEUTRAL,
        1,
        new Indicator.Expected(Optional.ofNullable(min), Optional.ofNullable(max)),
        false,
        false,
        0,
        false,
        Indicator.RollUp.DEFAULT);
  }

  /** A gate that is called what it is, of these indicators or themes, or of all. */
  static Gate gate(
      String name, Gate.OnFailure onFailure, Gate.Rule rule, String... indicatorsOrThemes) {
    return new Gate(name, onFailure, Set.of(indicatorsOrThemes), rule, "xiaokang.yaml", 1);
  }

  /** What a release has. */
  static final class Figures {
    final List<IndicatorValue> values = new ArrayList<>();
    final List<StandingObservation> observations = new ArrayList<>();

    Figures year(String area, String indicator, int year, @Nullable Double value) {
      return value(
          area,
          "P",
          indicator,
          Origin.REPORTED,
          GateTrial.year("" + year, year, "12-31"),
          0,
          value);
    }

    Figures value(
        String area,
        @Nullable String parent,
        String indicator,
        Origin origin,
        Period period,
        long id,
        @Nullable Double value) {
      values.add(
          GateTrial.value(
              area, area, parent, indicator, "all", origin, period, List.of(id), value));
      return this;
    }

    Figures observed(String area, String metric, String end, boolean preferred) {
      return observed(area, metric, end, null, preferred);
    }

    Figures observed(
        String area, String metric, String end, @Nullable String published, boolean preferred) {
      observations.add(observation(area, metric, end, published, preferred));
      return this;
    }

    private LoadCounts counts() {
      LoadCounter counter = new LoadCounter(TODAY);
      observations.stream()
          .collect(groupingBy(figure -> figure.observation().region().seriesArea()))
          .values()
          .forEach(counter::region);
      return counter.counts();
    }
  }

  static Period year(String timePeriod, int year, String end) {
    return new Period(
        "year", LocalDate.of(year, 1, 1), LocalDate.parse(year + "-" + end), timePeriod, "A");
  }

  static Period yearToDate(String timePeriod, int year, String end) {
    Period same = year(timePeriod, year, end);
    return new Period("year_to_date", same.start(), same.end(), timePeriod, "_O");
  }

  static final Period NOT_STATED = new Period("unknown", null, null, Period.NOT_STATED, "_U");

  static IndicatorValue value(
      String refArea,
      String seriesArea,
      @Nullable String parent,
      String indicator,
      String scope,
      Origin origin,
      Period period,
      List<? extends @Nullable Long> ids,
      @Nullable Double value) {
    return new IndicatorValue(
        refArea,
        seriesArea,
        indicator,
        scope,
        period,
        null,
        origin,
        value,
        null,
        "percent",
        value == null ? "M" : "A",
        null,
        List.of(),
        value == null ? "a figure is missing" : null,
        ids.stream().map(id -> new InputFigure("now", "m", "all", null, 1.0, false, id)).toList(),
        null,
        null,
        parent,
        null);
  }

  static StandingObservation observation(
      String area,
      String metric,
      @Nullable String end,
      @Nullable String published,
      boolean preferred) {
    RegionReading region =
        new RegionReading(area, area, "same", null, List.of(), area, "county", Set.of(), Set.of());
    LocalDate last = end == null ? null : LocalDate.parse(end);
    Observation observation =
        new Observation(
            "s",
            "d",
            "1",
            1,
            region,
            metric,
            "all",
            new Period("year", null, last, end == null ? Period.NOT_STATED : end, "A"),
            BigDecimal.ONE,
            "percent",
            "1",
            "%",
            0,
            null,
            "exact",
            published == null ? null : LocalDate.parse(published),
            null,
            null,
            null);
    return new StandingObservation(observation, preferred, 1, null);
  }

  /** So many rows of a source, so many of them with this verdict. */
  void read(String source, int received, int refused, RejectedRow.Verdict verdict) {
    for (int i = 0; i < received; i++) {
      rows.received(source);
    }
    ReceivedRow row = new ReceivedRow(source, "s.csv", 1L, null, "x", Map.of());
    for (int i = 0; i < refused; i++) {
      rows.rejected(new RejectedRow(row, verdict, List.of()));
    }
  }

  /** The rows of the table quality as text, sorted. */
  List<String> judge(boolean compared, Gate... gates) {
    return findings(compared, List.of(gates)).stream().map(GateTrial::text).sorted().toList();
  }

  /** The rows of the table quality. */
  List<QualityFinding> findings(boolean compared, List<Gate> gates) {
    List<QualityFinding> found = new ArrayList<>();
    JudgedCounts counts = JudgedCounts.NONE;
    SeriesFindings series = new SeriesFindings(gates, indicators, compared);
    PeerFindings peers = new PeerFindings(gates, indicators);
    List<GateResults> all = new ArrayList<>();
    all.addAll(grouped(compared, SeriesKey::of, key -> series.watch(key.indicator()), series::of));
    all.addAll(grouped(compared, PeerKey::of, key -> peers.watch(key.indicator()), peers::of));
    LoadCounts load = now.counts().plus(rows.counts());
    all.add(LoadFindings.of(gates, TODAY, load, compared ? before.counts() : null));
    for (GateResults results : all) {
      found.addAll(results.findings());
      counts = counts.plus(results.counts());
    }
    found.addAll(GateSummaries.of(gates, counts, compared));
    return found;
  }

  private interface Judge<K> {
    GateResults of(K key, List<JudgedValue> now, List<JudgedValue> before);
  }

  private <K> List<GateResults> grouped(
      boolean compared, Function<JudgedValue, K> key, Predicate<K> isWatched, Judge<K> judge) {
    Map<K, List<JudgedValue>> nowByKey = judged(now).collect(groupingBy(key));
    Map<K, List<JudgedValue>> beforeByKey =
        (compared ? judged(before) : Stream.<JudgedValue>empty()).collect(groupingBy(key));
    Set<K> keys = new HashSet<>(nowByKey.keySet());
    keys.addAll(beforeByKey.keySet());
    return keys.stream()
        .filter(isWatched)
        .map(
            one ->
                judge.of(
                    one,
                    nowByKey.getOrDefault(one, List.of()),
                    beforeByKey.getOrDefault(one, List.of())))
        .toList();
  }

  private static Stream<JudgedValue> judged(Figures figures) {
    return figures.values.stream().flatMap(value -> JudgedValue.of(value).stream());
  }

  /** The cells of a row, parted by bars, without those that are null and without scope and kind. */
  static String text(QualityFinding finding) {
    FindingSubject subject = finding.subject();
    return Stream.of(
            finding.gate(),
            finding.severity().code(),
            finding.verdict().code(),
            subject.refArea(),
            subject.indicator(),
            subject.metric(),
            subject.source(),
            subject.timePeriod(),
            subject.origin() == null ? null : subject.origin().code(),
            number(finding.value()),
            number(finding.expectedLow()),
            number(finding.expectedHigh()),
            number(finding.excess()),
            finding.message())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("|"));
  }

  private static @Nullable String number(@Nullable Double number) {
    return number == null ? null : String.format(Locale.ROOT, "%.4f", number);
  }
}

package org.xiaokang.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.config.Source;

/**
 * Reads a row of a source: an observation, or every reason why it is none. What other rows of the
 * same figure say is not its business.
 *
 * @param metrics what metric names and unit symbols mean
 * @param regions what region codes and names mean
 */
public record RowValidator(MetricResolution metrics, RegionIndex regions) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What stands where a cell's bytes are no text of the source's encoding. */
  private static final String UNDECODED = "\uFFFD";

  private static final String ENCODING =
      "text in the encoding of the source: UTF-8, or what options: {encoding: ...} says";

  private static final String REQUIRED = "a value; the contract requires it";
  private static final Set<String> QUALIFIERS =
      Set.of("exact", "approx", "at_least", "at_most", "above", "below", "nearly");
  private static final Set<String> REPORTING = Set.of("i", "a", "r", "m");
  private static final Pattern CONFIDENCE = Pattern.compile("[0-9.]+([eE]-?[0-9]+)?");

  /**
   * What a row says.
   *
   * @param observation the figure; null where there is a reason, and where the row withdraws one
   * @param reasons why it is no observation, in the order of {@link Source#CONTRACT}'s checks;
   *     empty for a good row
   */
  public record Validated(@Nullable Observation observation, List<Reason> reasons) {}

  /** Reads a row of a source. */
  public Validated validate(String source, ContractRow row) {
    return withdraws(row) ? ofWithdrawal(row) : ofFigure(source, row);
  }

  /** A row that could not be split into cells: its columns mean nothing. */
  public static Validated malformed(String text) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(
        new Reason(
            "malformed",
            "malformed",
            text,
            "as many cells as the header has, quotes closed; or one JSON object"));
    addUndecoded(reasons, "malformed", text);
    return new Validated(null, List.copyOf(reasons));
  }

  /** Whether a row says that there is no such figure any more (SDMX-CSV 2.0, action D). */
  public static boolean withdraws(ContractRow row) {
    String action = row.action();
    return action != null && NameKey.of(action).equals("d");
  }

  /** It needs to name the figure, and nothing else. */
  private static Validated ofWithdrawal(ContractRow row) {
    List<Reason> reasons = new ArrayList<>();
    addMissing(reasons, "doc_id", row.docId());
    addMissing(reasons, "obs_id", row.obsId());
    return new Validated(null, List.copyOf(reasons));
  }

  private Validated ofFigure(String source, ContractRow row) {
    List<Reason> reasons = new ArrayList<>();
    addMissing(reasons, "doc_id", row.docId());
    addMissing(reasons, "obs_id", row.obsId());
    addMissing(reasons, "metric_code", row.metricCode());
    addMissing(reasons, "value", row.value());
    addMissing(reasons, "unit", row.unit());
    if (row.regionCode() == null && row.regionName() == null) {
      reasons.add(Reason.missing("region_code", "a region_code or a region_name"));
    }
    List<@Nullable String> cells = row.cells();
    for (int i = 0; i < cells.size(); i++) {
      addUndecoded(reasons, Source.CONTRACT.get(i), cells.get(i));
    }
    MetricResolution.Measured measured = measured(row, reasons);
    MetricResolution.Conversion conversion = conversion(row, measured, reasons);
    PeriodReader period = PeriodReader.read(row.periodKind(), row.periodStart(), row.periodEnd());
    LocalDate published = row.publishedOn() == null ? null : PrintedDate.day(row.publishedOn());
    RegionReader region = RegionReader.read(regions, row, period.day(published));
    if (region.reason() != null) {
      reasons.add(region.reason());
    }
    PrintedNumber number = row.value() == null ? null : PrintedNumber.parse(row.value());
    BigDecimal value = value(row, number, measured, conversion, reasons);
    reasons.addAll(period.reasons());
    if (row.publishedOn() != null && published == null) {
      reasons.add(
          new Reason(
              "date_invalid", "published_on", row.publishedOn(), "an ISO date such as 2020-12-31"));
    }
    String qualifier = qualifier(row, reasons);
    Double confidence = confidence(row, reasons);
    if (row.action() != null && !REPORTING.contains(NameKey.of(row.action()))) {
      reasons.add(
          new Reason(
              "action_unknown",
              "action",
              row.action(),
              "I, A, R, M or nothing where the figure is reported; D where it is withdrawn"));
    }
    // Each of these is there where there is no reason; said once more for who reads, and checks.
    if (!reasons.isEmpty()
        || row.docId() == null
        || row.obsId() == null
        || row.value() == null
        || row.unit() == null
        || measured == null
        || conversion == null
        || region.reading() == null
        || period.period() == null
        || number == null
        || value == null
        || qualifier == null) {
      return new Validated(null, List.copyOf(reasons));
    }
    return new Validated(
        new Observation(
            source,
            row.docId(),
            row.obsId(),
            RowHash.figure(source, row.docId(), row.obsId()),
            region.reading(),
            measured.metric(),
            row.scope() == null ? Scopes.ALL : Scopes.canonical(row.scope()),
            period.period(),
            value,
            measured.unit(),
            row.value(),
            row.unit(),
            number.decimals(),
            tolerance(number, conversion),
            qualifier,
            published,
            row.locator(),
            confidence,
            row.note()),
        List.of());
  }

  private static void addMissing(List<Reason> reasons, String column, @Nullable String cell) {
    if (cell == null) {
      reasons.add(Reason.missing(column, REQUIRED));
    }
  }

  private static void addUndecoded(List<Reason> reasons, String column, @Nullable String cell) {
    if (cell != null && cell.contains(UNDECODED)) {
      reasons.add(new Reason("encoding", column, cell, ENCODING));
    }
  }

  private MetricResolution.@Nullable Measured measured(ContractRow row, List<Reason> reasons) {
    String name = row.metricCode();
    MetricResolution.Measured measured = name == null ? null : metrics.metric(name);
    if (name != null && measured == null) {
      reasons.add(metrics.unknownMetric(name));
    }
    return measured;
  }

  private MetricResolution.@Nullable Conversion conversion(
      ContractRow row, MetricResolution.@Nullable Measured measured, List<Reason> reasons) {
    String symbol = row.unit();
    if (symbol == null) {
      return null;
    }
    Reason wrong = metrics.wrongUnit(symbol, measured);
    if (wrong != null) {
      reasons.add(wrong);
    }
    return measured == null ? null : metrics.conversion(symbol, measured.unit());
  }

  private static @Nullable BigDecimal value(
      ContractRow row,
      @Nullable PrintedNumber number,
      MetricResolution.@Nullable Measured measured,
      MetricResolution.@Nullable Conversion conversion,
      List<Reason> reasons) {
    String text = row.value();
    if (text == null) {
      return null;
    }
    if (number == null) {
      reasons.add(
          PrintedNumber.isNotFinite(text)
              ? new Reason(
                  "value_not_finite",
                  "value",
                  text,
                  "a finite number; leave a figure out if there is none")
              : new Reason(
                  "value_unparsable",
                  "value",
                  text,
                  "a number such as 1234.5, 1,234.5 or 1.2345e3; the unit belongs in column unit"));
      return null;
    }
    if (measured == null || conversion == null) {
      return null;
    }
    BigDecimal value =
        number.value() == null ? null : StoredDecimal.exactly(conversion.of(number.value()));
    if (value == null) {
      reasons.add(
          new Reason(
              "value_overflow",
              "value",
              text,
              "in "
                  + measured.unit()
                  + " below 10^20, and zero or at least 10^-18: what DECIMAL(38,18) holds"));
    }
    return value;
  }

  /** 5 in the place after the last printed digit. */
  private static @Nullable BigDecimal tolerance(
      PrintedNumber number, MetricResolution.Conversion conversion) {
    return number.value() == null
        ? null
        : StoredDecimal.of(conversion.of(BigDecimal.valueOf(5, number.value().scale() + 1)));
  }

  private static @Nullable String qualifier(ContractRow row, List<Reason> reasons) {
    String text = row.qualifier();
    if (text == null) {
      return "exact";
    }
    String qualifier = text.replace('-', '_').replace(' ', '_').toLowerCase(Locale.ROOT);
    if (QUALIFIERS.contains(qualifier)) {
      return qualifier;
    }
    reasons.add(
        new Reason(
            "qualifier_unknown",
            "qualifier",
            text,
            "exact, approx, at_least, at_most, above, below or nearly"));
    return null;
  }

  private static @Nullable Double confidence(ContractRow row, List<Reason> reasons) {
    String text = row.confidence();
    if (text == null) {
      return null;
    }
    Double number = number(text);
    if (number == null || number > 1) {
      reasons.add(new Reason("confidence_invalid", "confidence", text, "a number from 0 to 1"));
      return null;
    }
    return number;
  }

  private static @Nullable Double number(String text) {
    try {
      return CONFIDENCE.matcher(text).matches() ? Double.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null; // 1.2.3
    }
  }
}

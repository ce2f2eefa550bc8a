package org.xiaokang.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
      "text in the encoding of the source: UTF-8, or what options: {encoding: ...} says (text from Chinese Windows is GBK or GB18030)";

  private static final String REQUIRED = "a value; the contract requires it";
  private static final Set<String> REPORTING = Set.of("i", "a", "r", "m");

  /**
   * What a row says.
   *
   * @param observation the figure; null where there is a reason, and where the row withdraws one
   * @param reasons why it is no observation, in the order of {@link Source#CONTRACT}'s checks;
   *     empty for a good row
   * @param isNotReported whether it says that there is no figure
   * @param remarks what is to be told of it though it is read
   */
  public record Validated(
      @Nullable Observation observation,
      List<Reason> reasons,
      boolean isNotReported,
      List<Remark> remarks) {
    private static final Validated NOT_REPORTED = new Validated(null, List.of(), true, List.of());

    static Validated refused(List<Reason> reasons) {
      return new Validated(null, List.copyOf(reasons), false, List.of());
    }
  }

  /** Reads a row of a source of which nothing else is known. */
  public Validated validate(String source, ContractRow row) {
    return validate(row, SourceReading.alone(source, row), null, List.of());
  }

  /**
   * Reads a row of a source.
   *
   * @param reading how labels and numbers of the source are read
   * @param recordedAt when its file was written; null where that is not known
   * @param faults cells that could not be computed, and why
   */
  Validated validate(
      ContractRow row, SourceReading reading, @Nullable Instant recordedAt, List<Reason> faults) {
    if (withdraws(row)) {
      return ofWithdrawal(row);
    }
    Reason undecoded = undecoded(row);
    if (undecoded != null) {
      return Validated.refused(List.of(undecoded));
    }
    boolean isComputed = faults.stream().noneMatch(fault -> fault.column().equals("value"));
    return isComputed && NoFigure.isSaidBy(row.value(), reading.printing().noFigure())
        ? Validated.NOT_REPORTED
        : ofFigure(row, reading, recordedAt, faults);
  }

  /** Reads a row that is an estimate, whose precision is in the row's unit. */
  Validated estimated(ContractRow row, SourceReading reading, Precision precision) {
    Validated validated = validate(row, reading, null, List.of());
    Observation figure = validated.observation();
    MetricResolution.Measured measured = measured(row, new ArrayList<>());
    if (figure == null || measured == null) {
      return validated;
    }
    MetricResolution.Conversion conversion = conversion(row, measured, new ArrayList<>());
    double factor = conversion == null ? 1 : conversion.of(BigDecimal.ONE).doubleValue();
    return new Validated(
        figure.estimated(precision.times(factor)), List.of(), false, validated.remarks());
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
    if (text.contains(UNDECODED)) {
      reasons.add(new Reason("encoding", "malformed", text, ENCODING));
    }
    return Validated.refused(reasons);
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
    return Validated.refused(reasons);
  }

  private Validated ofFigure(
      ContractRow row, SourceReading reading, @Nullable Instant recordedAt, List<Reason> faults) {
    List<Reason> reasons = new ArrayList<>(faults);
    addMissing(reasons, "doc_id", row.docId());
    addMissing(reasons, "obs_id", row.obsId());
    addMissing(reasons, "metric_code", row.metricCode());
    addMissing(reasons, "value", row.value());
    addMissing(reasons, "unit", row.unit());
    if (row.regionCode() == null && row.regionName() == null) {
      reasons.add(Reason.missing("region_code", "a region_code or a region_name"));
    }
    reasons.removeIf(reason -> reason.code().equals("missing") && isFault(reason, faults));
    MetricResolution.Measured measured = measured(row, reasons);
    MetricResolution.Conversion conversion = conversion(row, measured, reasons);
    PeriodReader period =
        PeriodReader.read(row.periodKind(), row.periodStart(), row.periodEnd(), reading);
    PublishedOn publishedOn = PublishedOn.read(row.publishedOn(), reading);
    LocalDate published = publishedOn.day();
    RegionReader region =
        RegionReader.read(regions, row, period.day(published), reading.printing().noteMarks());
    if (region.reason() != null) {
      reasons.add(region.reason());
    }
    Attributes attributes = Attributes.read(row, reasons);
    String printed =
        row.value() == null ? null : NoteMarks.without(row.value(), reading.printing().noteMarks());
    PrintedNumber number = printed == null ? null : reading.number(printed);
    conversion = conversion == null ? null : conversion.times(attributes.power());
    BigDecimal value = value(printed, number, measured, conversion, reading, reasons);
    reasons.addAll(period.reasons());
    Reason distant = DistantPeriod.reason(period, publishedOn, recordedAt, row, reading);
    if (distant != null) {
      reasons.add(distant);
    }
    if (publishedOn.isUnreadable()) {
      reasons.add(
          new Reason(
              "date_invalid", "published_on", row.publishedOn(), "an ISO date such as 2020-12-31"));
    }
    String qualifier = Reliability.qualifier(row, reasons);
    Double confidence = Reliability.confidence(row, reasons);
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
        || printed == null
        || measured == null
        || conversion == null
        || region.reading() == null
        || period.period() == null
        || number == null
        || value == null
        || qualifier == null) {
      return Validated.refused(reasons);
    }
    return new Validated(
        new Observation(
            reading.source(),
            row.docId(),
            row.obsId(),
            RowHash.figure(reading.source(), row.docId(), row.obsId()),
            region.reading(),
            measured.metric(),
            row.scope() == null ? Scopes.ALL : Scopes.canonical(row.scope()),
            period.period(),
            value,
            measured.unit(),
            printed,
            attributes.unit(row.unit()),
            number.decimals(),
            tolerance(number, conversion),
            qualifier,
            published,
            row.locator(),
            confidence,
            note(row, printed)),
        List.of(),
        false,
        Remark.of(row, period, publishedOn));
  }

  private static boolean isFault(Reason missing, List<Reason> faults) {
    return faults.stream().anyMatch(fault -> fault.column().equals(missing.column()));
  }

  /** What the row says besides, and the marks of notes at its value. */
  private static @Nullable String note(ContractRow row, String printed) {
    String value = row.value();
    String marks = value == null ? "" : NameKey.trim(value.substring(printed.length()));
    return marks.isEmpty() ? row.note() : row.note() == null ? marks : row.note() + "; " + marks;
  }

  private static void addMissing(List<Reason> reasons, String column, @Nullable String cell) {
    if (cell == null) {
      reasons.add(Reason.missing(column, REQUIRED));
    }
  }

  /** A wrong encoding makes nonsense of many cells, and is told once. */
  private static @Nullable Reason undecoded(ContractRow row) {
    List<@Nullable String> cells = row.cells();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (cell != null && cell.contains(UNDECODED)) {
        return new Reason("encoding", Source.CONTRACT.get(i), cell, ENCODING);
      }
    }
    return null;
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
      @Nullable String text,
      @Nullable PrintedNumber number,
      MetricResolution.@Nullable Measured measured,
      MetricResolution.@Nullable Conversion conversion,
      SourceReading reading,
      List<Reason> reasons) {
    if (text == null) {
      return null;
    }
    if (number == null) {
      reasons.add(UnreadValue.reason(text, reading));
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
}

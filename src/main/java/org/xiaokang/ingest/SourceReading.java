package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Printing;
import org.xiaokang.config.Printing.PeriodLabels;

/**
 * How the labels of periods and the numbers of a source are read: as it declares, else as all of
 * them together tell. A label or number that has several readings is taken in the one that every
 * other of its form has too; where there are several such readings, or none, it is refused.
 *
 * @param source the source's name
 * @param printing what it declares
 * @param parts what a year and a number say, as in 2004-05; null where no reading is found
 * @param partsExpected what is to be done where none is found
 * @param days what two numbers and a year say, as in 3/4/2019; null where no reading is found
 * @param daysExpected what is to be done where none is found
 * @param decimal the decimal sign, {@code .} or {@code ,}; null where none is found
 * @param decimalExpected what is to be done where none is found
 */
public record SourceReading(
    String source,
    Printing printing,
    @Nullable PeriodLabels parts,
    String partsExpected,
    @Nullable PeriodLabels days,
    String daysExpected,
    @Nullable String decimal,
    String decimalExpected)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int DAYS =
      ColumnEvidence.bits(EnumSet.of(PeriodLabels.DAY_FIRST, PeriodLabels.MONTH_FIRST));
  private static final int PARTS =
      ColumnEvidence.bits(
          EnumSet.complementOf(EnumSet.of(PeriodLabels.DAY_FIRST, PeriodLabels.MONTH_FIRST)));
  private static final int SIGNS = ColumnEvidence.POINT | ColumnEvidence.COMMA;

  /** How many examples a message shows. */
  private static final int SHOWN = 4;

  /** The reading of a source. */
  public static SourceReading of(String source, Printing printing, ColumnEvidence evidence) {
    Judged parts = labels(source, printing, evidence, PARTS);
    Judged days = labels(source, printing, evidence, DAYS);
    String sign = sign(printing, evidence);
    return new SourceReading(
        source,
        printing,
        parts.reading(),
        parts.expected(),
        days.reading(),
        days.expected(),
        sign,
        sign == null ? signExpected(source, evidence) : "");
  }

  /** The reading of a source of which one row is known. */
  static SourceReading alone(String source, ContractRow row) {
    ColumnEvidence evidence = new ColumnEvidence();
    evidence.add(row, Printing.NOT_DECLARED);
    return of(source, Printing.NOT_DECLARED, evidence);
  }

  private record Judged(@Nullable PeriodLabels reading, String expected) {}

  private static Judged labels(
      String source, Printing printing, ColumnEvidence evidence, int group) {
    int common = group;
    List<String> examples = new ArrayList<>();
    for (Map.Entry<Integer, String> one : evidence.examples().entrySet()) {
      int readings = one.getKey() & group;
      if (readings != 0) {
        common &= readings;
        examples.add(one.getValue());
      }
    }
    PeriodLabels declared = printing.periodLabels();
    if (declared != null && (declared.bit() & group) != 0) {
      common = declared.bit();
    } else if (printing.fiscalYearStarts() != null
        && (common & PeriodLabels.FISCAL_YEAR.bit()) != 0) {
      common = PeriodLabels.FISCAL_YEAR.bit();
    }
    if (examples.isEmpty() && Integer.bitCount(common) != 1) {
      return new Judged(null, "");
    }
    Set<PeriodLabels> readings = readings(common);
    if (readings.size() != 1) {
      return new Judged(null, severalOrNone(source, evidence, group, readings));
    }
    PeriodLabels reading = readings.iterator().next();
    return reading == PeriodLabels.FISCAL_YEAR && printing.fiscalYearStarts() == null
        ? new Judged(
            null,
            "a fiscal year of which is known when it begins: say fiscal_year_starts: 04-01 (month and day) for source '%s'"
                .formatted(source))
        : new Judged(reading, "");
  }

  private static String severalOrNone(
      String source, ColumnEvidence evidence, int group, Set<PeriodLabels> readings) {
    if (!readings.isEmpty()) {
      return "labels of which all together have one reading; those of source '%s' may be %s: say period_labels: %s"
          .formatted(
              source,
              readings.stream().map(SourceReading::shown).collect(Collectors.joining(" or ")),
              readings.stream().map(SourceReading::code).collect(Collectors.joining(" or ")));
    }
    String kinds =
        evidence.examples().entrySet().stream()
            .filter(one -> (one.getKey() & group) != 0)
            .limit(SHOWN)
            .map(
                one ->
                    one.getValue()
                        + " ("
                        + readings(one.getKey() & group).stream()
                            .map(SourceReading::shown)
                            .collect(Collectors.joining(" or "))
                        + ")")
            .collect(Collectors.joining(", "));
    return "labels of one kind; source '%s' has %s: say period_labels for it, or make two sources of it"
        .formatted(source, kinds);
  }

  private static Set<PeriodLabels> readings(int bits) {
    return Stream.of(PeriodLabels.values())
        .filter(reading -> (bits & reading.bit()) != 0)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(PeriodLabels.class)));
  }

  private static String code(PeriodLabels reading) {
    return reading.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(PeriodLabels reading) {
    return switch (reading) {
      case MONTH -> "months";
      case QUARTER -> "quarters";
      case HALF_YEAR -> "half-years";
      case FISCAL_YEAR -> "fiscal years";
      case DAY_FIRST -> "day/month/year";
      case MONTH_FIRST -> "month/day/year";
    };
  }

  /** The sign that values show; a point where no value says otherwise. */
  private static @Nullable String sign(Printing printing, ColumnEvidence evidence) {
    if (printing.decimal() != null) {
      return printing.decimal();
    }
    Map<Integer, String> examples = evidence.examples();
    boolean isPoint = examples.containsKey(ColumnEvidence.POINT);
    boolean isComma = examples.containsKey(ColumnEvidence.COMMA);
    if (isPoint != isComma) {
      return isPoint ? "." : ",";
    }
    return isPoint || examples.containsKey(SIGNS) ? null : ".";
  }

  private static String signExpected(String source, ColumnEvidence evidence) {
    String examples =
        evidence.examples().entrySet().stream()
            .filter(one -> (one.getKey() & SIGNS) != 0)
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(" and "));
    return "a number of which all values of source '%s' tell the decimal sign; it has %s: say decimal: \".\" or decimal: \",\""
        .formatted(source, examples);
  }

  /** What was found that nobody declared and everybody should know; blank where nothing was. */
  public String found() {
    List<String> found = new ArrayList<>();
    if (printing.decimal() == null && ",".equals(decimal)) {
      found.add("decimal commas (12,5)");
    }
    if (printing.periodLabels() == null && days != null) {
      found.add("dates as " + shown(days));
    }
    return found.isEmpty()
        ? ""
        : "source '%s' prints %s".formatted(source, String.join(" and ", found));
  }

  /** What a label says that may say several things. */
  ReadLabel label(String text, Set<PeriodLabels> readings) {
    int bits = ColumnEvidence.bits(readings);
    boolean isOfDays = (bits & DAYS) != 0;
    PeriodLabels reading = isOfDays ? days : parts;
    if (readings.size() == 1 && readings.iterator().next() != PeriodLabels.FISCAL_YEAR) {
      PeriodLabels only = readings.iterator().next();
      boolean isRefused = !(isOfDays ? daysExpected : partsExpected).isEmpty();
      reading = reading == null && !isRefused ? only : reading;
    }
    if (reading == null) {
      return new ReadLabel(null, isOfDays ? daysExpected : partsExpected);
    }
    if (!readings.contains(reading)) {
      return new ReadLabel(
          null, "a label as the others of source '%s': %s".formatted(source, shown(reading)));
    }
    return new ReadLabel(AmbiguousLabel.as(text, reading, printing.fiscalYearStarts()), "");
  }

  /**
   * What a label says.
   *
   * @param date the period; null where it is refused
   * @param expected what it should be, where it is refused
   */
  record ReadLabel(@Nullable PrintedDate date, String expected) {}

  /**
   * A value as a number; null where it is none, or where nothing tells its decimal sign.
   *
   * @see #isUndecided
   */
  @Nullable PrintedNumber number(String text) {
    return isUndecided(text) ? null : PrintedNumber.parse(text, decimal == null ? "." : decimal);
  }

  /** Whether a value has a sign of which nothing tells what it means. */
  boolean isUndecided(String text) {
    return decimal == null && (PrintedNumber.styles(text) & SIGNS) != 0;
  }
}

package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Printing;
import org.xiaokang.config.Printing.PeriodLabels;

/**
 * What the labels and values of a source's columns may say: which sets of readings occur, each with
 * one example. Small, however many rows there are; an ISO date, a year and a whole number add
 * nothing. Evidence of parts of a source adds up in any order.
 */
public final class ColumnEvidence implements Serializable {
  private static final long serialVersionUID = 1L;

  // Bits behind those of the readings of labels.
  static final int POINT = 1 << 6;
  static final int COMMA = POINT << 1;

  /** Of values that may have either sign: it is a point that they have. */
  static final int BY_POINT = COMMA << 1;

  private final TreeMap<Integer, String> examples = new TreeMap<>();

  /** No evidence. */
  public ColumnEvidence() {}

  /** What was kept of evidence. */
  public static ColumnEvidence of(Map<String, String> kept) {
    ColumnEvidence evidence = new ColumnEvidence();
    kept.forEach((readings, example) -> evidence.note(Integer.parseInt(readings), example));
    return evidence;
  }

  /** To be kept. */
  public Map<String, String> kept() {
    TreeMap<String, String> kept = new TreeMap<>();
    examples.forEach((readings, example) -> kept.put(String.valueOf(readings), example));
    return kept;
  }

  public boolean isEmpty() {
    return examples.isEmpty();
  }

  /** Adds what a row prints. */
  public void add(ContractRow row, Printing printing) {
    String start = row.periodStart();
    String end = row.periodEnd();
    PeriodKind kind = sameLabels(start, end) ? kind(row.periodKind()) : null;
    addLabel(start, kind, printing);
    if (end != null && !end.equals(start)) {
      addLabel(end, kind, printing);
    }
    addDay(row.publishedOn());
    String value = row.value();
    if (value != null) {
      String number = NoteMarks.without(value, printing.noteMarks());
      note(PrintedNumber.styles(number), number);
    }
  }

  private static boolean sameLabels(@Nullable String start, @Nullable String end) {
    return start == null || end == null || start.equals(end);
  }

  private static @Nullable PeriodKind kind(@Nullable String text) {
    return text == null ? null : PeriodKind.of(text);
  }

  private void addLabel(@Nullable String text, @Nullable PeriodKind kind, Printing printing) {
    if (text != null && PrintedDate.usual(text) == null) {
      String label = NoteMarks.without(text, printing.noteMarks());
      note(bits(said(PeriodLabel.read(label, null).readings(), kind)), label);
    }
  }

  /** A month does as a day of publication, so that only the order of day and month counts. */
  private void addDay(@Nullable String text) {
    if (text != null && PrintedDate.usual(text) == null) {
      Set<PeriodLabels> readings = PeriodLabel.read(text, null).readings();
      note(bits(readings) & SourceReading.DAYS, text);
    }
  }

  /** Of the readings of a label the one that the row's kind says, if it says one. */
  static Set<PeriodLabels> said(Set<PeriodLabels> readings, @Nullable PeriodKind kind) {
    PeriodLabels stated =
        kind == PeriodKind.MONTH
            ? PeriodLabels.MONTH
            : kind == PeriodKind.QUARTER
                ? PeriodLabels.QUARTER
                : kind == PeriodKind.HALF_YEAR ? PeriodLabels.HALF_YEAR : null;
    return stated != null && readings.contains(stated) ? EnumSet.of(stated) : readings;
  }

  static int bits(Set<PeriodLabels> readings) {
    int bits = 0;
    for (PeriodLabels reading : readings) {
      bits |= reading.bit();
    }
    return bits;
  }

  private void note(int readings, String example) {
    if (readings != 0) {
      examples.merge(
          readings, example, (a, b) -> TextOrder.BY_CODE_POINT.compare(a, b) <= 0 ? a : b);
    }
  }

  /** Adds the evidence of another part of the source. */
  public void add(ColumnEvidence other) {
    other.examples.forEach(this::note);
  }

  /** An example of each set of readings that occurs, by its bits. */
  Map<Integer, String> examples() {
    return examples;
  }
}

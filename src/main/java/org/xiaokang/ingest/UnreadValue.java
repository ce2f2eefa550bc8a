package org.xiaokang.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.NameKey;

/** Why a value is no number, as far as its text tells, and what to do. */
final class UnreadValue {
  private static final Pattern BOUND =
      Pattern.compile("(?:[<>≤≥]=?|不足|低于|少于|小于|超过|高于|大于|多于|至少|不低于|以上|至多|不超过)\\s*([0-9].*)");
  private static final Pattern ABOUT =
      Pattern.compile("(?:约|近|大约|将近|≈|~|～|ca\\.?|c\\.|about|approx\\.?)\\s*([0-9].*)");
  private static final Pattern MARKED =
      Pattern.compile(
          "([+-]?[0-9][0-9.,]*)\\s*([^0-9.,%‰a-zA-Z\\p{IsHan}\\s].{0,8}|[a-z]{1,2}\\)?|[（(\\[].{1,8}[)）\\]])");
  private static final Pattern WITH_UNIT =
      Pattern.compile("[+-]?[0-9][0-9.,]*\\s*([%‰\\p{IsHan}a-zA-Z].*)");

  private UnreadValue() {}

  static Reason reason(String text, SourceReading reading) {
    if (reading.isUndecided(text)) {
      return new Reason("decimal_ambiguous", "value", text, reading.decimalExpected());
    }
    if (PrintedNumber.isNotFinite(text)) {
      return new Reason(
          "value_not_finite",
          "value",
          text,
          "a finite number; leave a figure out if there is none");
    }
    return new Reason("value_unparsable", "value", text, expected(text, reading));
  }

  private static String expected(String text, SourceReading reading) {
    String plain = NameKey.of(text);
    Matcher bound = BOUND.matcher(plain);
    if (bound.matches()) {
      return "the number alone, %s, and at_least or at_most in column qualifier: this is a bound"
          .formatted(bound.group(1));
    }
    Matcher about = ABOUT.matcher(plain);
    if (about.matches()) {
      return "the number alone, %s, and approx in column qualifier".formatted(about.group(1));
    }
    Matcher marked = MARKED.matcher(plain);
    if (marked.matches()) {
      return "the number alone, %s; if '%s' is the mark of a note, say note_marks: ['%s'] for source '%s'"
          .formatted(marked.group(1), marked.group(2), marked.group(2), reading.source());
    }
    Matcher unit = WITH_UNIT.matcher(plain);
    if (unit.matches()) {
      return "the number alone; '%s' belongs in column unit".formatted(unit.group(1));
    }
    if (PrintedNumber.styles(text) != 0) {
      return "a number with the decimal sign '%s', as other values of source '%s' have it; or say decimal: for it"
          .formatted(reading.decimal(), reading.source());
    }
    return "a number such as 1234.5, 1,234.5 or 1.2345e3; the unit belongs in column unit; a mark for no figure is declared by no_figure: ['%s'] for source '%s'"
        .formatted(text.length() > 12 ? "..." : text, reading.source());
  }
}

package org.xiaokang.ingest;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;

/**
 * A number as it was printed. Its scale tells the place of the last printed digit: 1.50 has the
 * scale 2, 1.5e3 the scale -2.
 *
 * @param value the number, exactly; null where its power of ten has more than three digits, so that
 *     no table holds it
 * @param decimals digits behind the point; null where the number has a power of ten, which says
 *     nothing of them
 */
record PrintedNumber(@Nullable BigDecimal value, @Nullable Integer decimals) {
  /** Full-width forms, and the signs that are printed for minus. */
  private static final String ODD = NameKey.FULL_WIDTH + "\u2212\uFE63\u2013\u2010\u2011";

  private static final String PLAIN = NameKey.HALF_WIDTH + "-----";

  /** Digits, perhaps in groups of three, perhaps decimals, perhaps a power of ten. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "([+-]?(?:(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\\.[0-9]*)?|\\.[0-9]+))(?:e([+-]?[0-9]+))?");

  /** The same with a decimal comma, and points between groups. */
  private static final Pattern WITH_COMMA =
      Pattern.compile(
          "([+-]?(?:(?:[0-9]+|[1-9][0-9]{0,2}(?:\\.[0-9]{3})+)(?:,[0-9]*)?|,[0-9]+))(?:e([+-]?[0-9]+))?");

  /**
   * Blanks that do not break and apostrophes between groups of three digits, whatever the decimal
   * sign.
   */
  private static final Pattern GAP =
      Pattern.compile("(?<=[0-9])[\u00A0'\u2019](?=[0-9]{3}(?![0-9]))");

  private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(inf|infinity|\u221E)");

  /** Longer texts are no figures; shorter ones are cheap to match. */
  private static final int LONGEST = 200;

  /** Digits that a long surely holds. */
  private static final int FEW = 18;

  /** Characters of a power of ten; beyond them it is out of range whatever the digits. */
  private static final int POWER = 4;

  /** What a text with a decimal point says, null if that is no number. */
  static @Nullable PrintedNumber parse(String text) {
    return parse(text, ".");
  }

  /**
   * What a text says, null if that is no number.
   *
   * @param decimal the decimal sign, a point or a comma; the other one stands between groups
   */
  static @Nullable PrintedNumber parse(String text, String decimal) {
    boolean isPoint = decimal.equals(".");
    PrintedNumber usual = isPoint || text.indexOf('.') < 0 ? usual(text) : null;
    if (usual != null || text.codePointCount(0, text.length()) > LONGEST) {
      return usual;
    }
    Matcher number = (isPoint ? NUMBER : WITH_COMMA).matcher(ungrouped(text));
    if (!number.matches()) {
      return null;
    }
    String digits = number.group(1).replace(isPoint ? "," : ".", "").replace(',', '.');
    BigDecimal mantissa = new BigDecimal(digits);
    String power = number.group(2);
    if (power == null) {
      return new PrintedNumber(mantissa, mantissa.scale());
    }
    return power.length() > POWER
        ? new PrintedNumber(null, null)
        : new PrintedNumber(mantissa.scaleByPowerOfTen(Integer.parseInt(power)), null);
  }

  /**
   * Which decimal signs a text may have: bits of {@link ColumnEvidence}; none where it has none.
   */
  static int styles(String text) {
    if (text.length() > LONGEST || !hasSign(text)) {
      return 0;
    }
    String plain = ungrouped(text);
    int styles =
        (NUMBER.matcher(plain).matches() ? ColumnEvidence.POINT : 0)
            | (WITH_COMMA.matcher(plain).matches() ? ColumnEvidence.COMMA : 0);
    boolean isEither = styles == (ColumnEvidence.POINT | ColumnEvidence.COMMA);
    return isEither && plain.indexOf('.') >= 0 ? styles | ColumnEvidence.BY_POINT : styles;
  }

  private static boolean hasSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == ',' || c == '\uFF0E' || c == '\uFF0C') {
        return true;
      }
    }
    return false;
  }

  private static String ungrouped(String text) {
    String plain = plain(text);
    return plain.length() > 4 ? GAP.matcher(plain).replaceAll("") : plain;
  }

  /** A text of the number alone: those of 5, 5.0 and 1,200, 1200 are the same. */
  String key() {
    return value == null ? "" : value.stripTrailingZeros().toString();
  }

  /** Whether a text is a word for what is no finite number. */
  static boolean isNotFinite(String text) {
    return NOT_FINITE.matcher(plain(text)).matches();
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int odd = ODD.indexOf(text.charAt(i));
      char c = odd < 0 ? text.charAt(i) : PLAIN.charAt(odd);
      plain.append(c == '\u202F' || c == '\u2009' ? '\u00A0' : c);
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /** What nearly all figures look like: a sign perhaps, some digits, a point perhaps. */
  private static @Nullable PrintedNumber usual(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int point = -1;
    long digits = 0;
    if (text.length() - from > FEW || text.endsWith(".")) {
      return null;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
      } else if (c == '.' && point < 0 && i > from) {
        point = i;
      } else {
        return null;
      }
    }
    if (text.length() == from) {
      return null;
    }
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    return new PrintedNumber(BigDecimal.valueOf(from == 0 ? digits : -digits, decimals), decimals);
  }
}

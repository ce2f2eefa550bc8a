package org.xiaokang.export;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * TIME_PERIOD as SDMX 3.0 has it (Technical Notes, time formats): a year, half-year, quarter, month
 * or day, or a range as start and duration.
 */
final class SdmxPeriod {
  private static final String DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  private static final Pattern STANDARD =
      Pattern.compile(
          "[0-9]{4}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?|" + DAY + "(/P[1-9][0-9]*[YMD])?");
  private static final Pattern WITHOUT_START = Pattern.compile("\\.\\./(" + DAY + ")");

  private SdmxPeriod() {}

  /**
   * The period in SDMX's words. What lasted until a day, from a day that is not known, is at that
   * day; the dimension PERIOD_KIND tells it from a figure of the day. Empty where SDMX has no word:
   * a period that is not known, or that has not ended.
   */
  static Optional<String> of(String timePeriod) {
    var until = WITHOUT_START.matcher(timePeriod);
    if (until.matches()) {
      return Optional.of(until.group(1));
    }
    return Optional.of(timePeriod).filter(text -> STANDARD.matcher(text).matches());
  }
}

package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which periods may be compared over time. */
public final class LikePeriods {
  private LikePeriods() {}

  /**
   * What periods have alike that may be compared: the same months, from the year as far as to the
   * year. Empty where the end is not known. The day after the last is looked at, so that the
   * Februaries of all years are alike.
   */
  public static Optional<String> of(@Nullable LocalDate start, @Nullable LocalDate end) {
    if (end == null) {
      return Optional.empty();
    }
    LocalDate after = end.plusDays(1);
    if (start == null) {
      return Optional.of("../" + MonthDay.from(after));
    }
    return start.equals(end)
        ? Optional.of(MonthDay.from(after).toString())
        : Optional.of(
            MonthDay.from(start)
                + "/"
                + MonthDay.from(after)
                + "/"
                + (after.getYear() - start.getYear()));
  }
}

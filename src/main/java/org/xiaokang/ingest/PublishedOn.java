package org.xiaokang.ingest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a document was published. A month or a year is kept as what it is: the day is not known.
 *
 * @param day the day; null where it is not known
 * @param last the last day that it can be; null where nothing is known
 * @param isUnreadable whether the text is no date at all
 */
record PublishedOn(@Nullable LocalDate day, @Nullable LocalDate last, boolean isUnreadable) {
  private static final PublishedOn NOT_SAID = new PublishedOn(null, null, false);

  static PublishedOn read(@Nullable String text, SourceReading reading) {
    if (text == null) {
      return NOT_SAID;
    }
    ZoneId declared = reading.printing().timeZone();
    PeriodLabel label =
        PeriodLabel.read(text, Objects.requireNonNullElse(declared, ZoneOffset.UTC));
    PrintedDate date = label.date();
    if (date == null && !label.readings().isEmpty()) {
      date = reading.label(text, label.readings()).date();
      if (date == null || date.precision() == PrintedDate.Precision.PERIOD) {
        return NOT_SAID;
      }
    }
    if (date == null) {
      return new PublishedOn(null, null, true);
    }
    boolean isDay = date.first().equals(date.last());
    return new PublishedOn(isDay ? date.first() : null, date.last(), false);
  }
}

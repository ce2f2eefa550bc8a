package org.xiaokang.lake;

import org.xiaokang.ingest.Period;
import org.xiaokang.reader.TableRow;

/** The period of a row that was written. */
public final class StoredPeriod {
  private StoredPeriod() {}

  /** Of the columns period_kind, period_start, period_end, time_period and freq. */
  public static Period of(TableRow row) {
    return new Period(
        row.text("period_kind"),
        row.date("period_start"),
        row.date("period_end"),
        row.text("time_period"),
        row.text("freq"));
  }
}

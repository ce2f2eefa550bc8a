package org.xiaokang.ingest;

import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;

/** Periods in blocks. */
public final class PeriodCodec implements RecordCodec<Period> {
  /** There is one. */
  public static final PeriodCodec INSTANCE = new PeriodCodec();

  private PeriodCodec() {}

  @Override
  public void write(Period period, RecordOutput out) {
    out.text(period.kind());
    out.optionalDay(period.start());
    out.optionalDay(period.end());
    out.text(period.timePeriod());
    out.text(period.freq());
  }

  @Override
  public Period read(RecordInput in) {
    return new Period(in.text(), in.optionalDay(), in.optionalDay(), in.text(), in.text());
  }
}

package org.xiaokang.run;

import org.xiaokang.block.Keys;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.PeriodCodec;
import org.xiaokang.quality.JudgedValue;
import org.xiaokang.quality.PeerKey;
import org.xiaokang.quality.SeriesKey;

/**
 * A value on its way to gates.
 *
 * @param before whether it is of the release before
 */
record JudgedFor(JudgedValue value, boolean before) {
  /** The key of its series. */
  long ofSeries() {
    SeriesKey key = SeriesKey.of(value);
    return Keys.of(
        key.seriesArea(), key.indicator(), key.scope(), key.periodKind(), key.origin().code());
  }

  /** The key of its peers. */
  long ofPeers() {
    PeerKey key = PeerKey.of(value);
    return Keys.of(
        key.parentArea(),
        key.indicator(),
        key.scope(),
        key.periodKind(),
        key.timePeriod(),
        key.origin().code());
  }

  /** Such values in blocks. */
  static final class Codec implements RecordCodec<JudgedFor> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(JudgedFor one, RecordOutput out) {
      JudgedValue value = one.value;
      out.text(value.refArea());
      out.text(value.seriesArea());
      out.optionalText(value.parentArea());
      out.text(value.indicator());
      out.text(value.scope());
      PeriodCodec.INSTANCE.write(value.period(), out);
      out.flag(value.origin() == Origin.REPORTED);
      out.text(value.document());
      out.real(value.value());
      out.flag(one.before);
    }

    @Override
    public JudgedFor read(RecordInput in) {
      return new JudgedFor(
          new JudgedValue(
              in.text(),
              in.text(),
              in.optionalText(),
              in.text(),
              in.text(),
              PeriodCodec.INSTANCE.read(in),
              in.flag() ? Origin.REPORTED : Origin.AGGREGATED,
              in.text(),
              in.real()),
          in.flag());
    }
  }
}

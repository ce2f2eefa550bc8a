package org.xiaokang.run;

import org.xiaokang.block.Keys;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.compare.ComparedValue;
import org.xiaokang.compare.ComparisonKey;

/**
 * A value on its way to a comparison.
 *
 * @param table the table that the comparison fills
 * @param key what is compared by itself there
 */
record ComparedFor(String table, ComparisonKey key, ComparedValue value) {
  /** What values have in common that come together. */
  record Together(String table, ComparisonKey key) {}

  Together together() {
    return new Together(table, key);
  }

  long hash() {
    return Keys.of(table, key.comparison(), key.subject());
  }

  /** Such values in blocks. */
  static final class Codec implements RecordCodec<ComparedFor> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(ComparedFor one, RecordOutput out) {
      out.text(one.table);
      out.text(one.key.comparison());
      out.text(one.key.subject());
      ComparedValue value = one.value;
      out.text(value.seriesArea());
      out.text(value.refArea());
      out.text(value.indicator());
      out.text(value.scope());
      out.text(value.kind());
      out.text(value.timePeriod());
      out.optionalDay(value.start());
      out.day(value.end());
      out.real(value.value());
      out.flag(value.preferred());
      out.optionalText(value.bound());
      out.number(value.reservations());
    }

    @Override
    public ComparedFor read(RecordInput in) {
      return new ComparedFor(
          in.text(),
          new ComparisonKey(in.text(), in.text()),
          new ComparedValue(
              in.text(),
              in.text(),
              in.text(),
              in.text(),
              in.text(),
              in.text(),
              in.optionalDay(),
              in.day(),
              in.real(),
              in.flag(),
              in.optionalText(),
              in.integer()));
    }
  }
}

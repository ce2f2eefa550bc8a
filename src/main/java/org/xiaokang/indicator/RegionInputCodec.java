package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.ingest.PeriodCodec;

/** What regions' own figures give of indicators, in blocks. */
public final class RegionInputCodec implements RecordCodec<RegionInput> {
  /** There is one. */
  public static final RegionInputCodec INSTANCE = new RegionInputCodec();

  private RegionInputCodec() {}

  @Override
  public void write(RegionInput input, RecordOutput out) {
    out.text(input.seriesArea());
    out.text(input.refArea());
    out.text(input.scope());
    PeriodCodec.INSTANCE.write(input.period(), out);
    out.text(input.series());
    out.number(input.ordinal());
    out.optionalInteger(input.months());
    out.text(input.indicator());
    out.flag(input.complete());
    out.optionalReal(input.value());
    out.optionalReal(input.unadjusted());
    out.number(input.marks());
    out.number(input.contextMarks());
    out.number(input.weightMarks());
    out.optionalText(input.basePeriod());
    out.optionalInteger(input.years());
    out.optionalReal(input.weight());
    out.number(input.inputs().size());
    input.inputs().forEach(figures -> figures(figures, out));
  }

  private static void figures(RegionInput.Figures figures, RecordOutput out) {
    out.text(figures.variable());
    out.text(figures.metric());
    out.optionalText(figures.scope());
    out.optionalText(figures.timePeriod());
    out.optionalReal(figures.value());
    out.flag(figures.derived());
    out.optionalNumber(figures.observationId());
    out.optionalReal(figures.weight());
    out.optionalReal(figures.plain());
    ConfidentialityCodec.write(figures.confidential(), out);
    rounding(figures.rounding(), out);
    rounding(figures.weightRounding(), out);
  }

  /** Most are 0. */
  private static void rounding(double rounding, RecordOutput out) {
    out.optionalReal(rounding == 0 ? null : Double.valueOf(rounding));
  }

  private static double rounding(RecordInput in) {
    return Objects.requireNonNullElse(in.optionalReal(), 0.0);
  }

  @Override
  public RegionInput read(RecordInput in) {
    return new RegionInput(
        in.text(),
        in.text(),
        in.text(),
        PeriodCodec.INSTANCE.read(in),
        in.text(),
        in.integer(),
        in.optionalInteger(),
        in.text(),
        in.flag(),
        in.optionalReal(),
        in.optionalReal(),
        in.integer(),
        in.integer(),
        in.integer(),
        in.optionalText(),
        in.optionalInteger(),
        in.optionalReal(),
        inputs(in));
  }

  private static List<RegionInput.Figures> inputs(RecordInput in) {
    int count = in.integer();
    List<RegionInput.Figures> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(
          new RegionInput.Figures(
              in.text(),
              in.text(),
              in.optionalText(),
              in.optionalText(),
              in.optionalReal(),
              in.flag(),
              in.optionalNumber(),
              in.optionalReal(),
              in.optionalReal(),
              ConfidentialityCodec.read(in),
              rounding(in),
              rounding(in)));
    }
    return inputs;
  }
}

package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.PeriodCodec;

/** Values of indicators in blocks. */
public final class IndicatorValueCodec implements RecordCodec<IndicatorValue> {
  /** There is one. */
  public static final IndicatorValueCodec INSTANCE = new IndicatorValueCodec();

  private IndicatorValueCodec() {}

  @Override
  public void write(IndicatorValue value, RecordOutput out) {
    out.text(value.refArea());
    out.text(value.seriesArea());
    out.text(value.indicator());
    out.text(value.scope());
    PeriodCodec.INSTANCE.write(value.period(), out);
    out.optionalText(value.basePeriod());
    out.flag(value.origin() == Origin.REPORTED);
    out.optionalReal(value.value());
    out.optionalReal(value.unadjusted());
    out.text(value.unit());
    out.text(value.obsStatus());
    out.optionalText(value.bound());
    texts(value.flags(), out);
    out.optionalText(value.reason());
    out.number(value.inputs().size());
    value.inputs().forEach(input -> input(input, out));
    coverage(value.coverage(), out);
    change(value.change(), out);
    out.optionalText(value.parentArea());
    rank(value.rank(), out);
    out.optionalReal(value.rounding());
    out.optionalDay(value.endsBy());
  }

  private static void input(InputFigure input, RecordOutput out) {
    out.text(input.variable());
    out.text(input.metric());
    out.optionalText(input.scope());
    out.optionalText(input.timePeriod());
    out.optionalReal(input.value());
    out.flag(input.derived());
    out.optionalNumber(input.observationId());
  }

  private static void coverage(@Nullable Coverage coverage, RecordOutput out) {
    out.flag(coverage != null);
    if (coverage != null) {
      out.number(coverage.reported());
      out.optionalInteger(coverage.expected());
      out.optionalReal(coverage.weightShare());
      out.optionalReal(coverage.share());
      texts(coverage.standIns(), out);
    }
  }

  private static void change(@Nullable CoverageChange change, RecordOutput out) {
    out.flag(change != null);
    if (change != null) {
      out.text(change.previousPeriod());
      out.real(change.total());
      out.real(change.inBoth());
      out.real(change.inCoverage());
    }
  }

  private static void rank(@Nullable SiblingRank rank, RecordOutput out) {
    out.flag(rank != null);
    if (rank != null) {
      out.optionalInteger(rank.rank());
      out.optionalInteger(rank.ranked());
      out.optionalReal(rank.share());
      out.optionalText(rank.reason());
    }
  }

  @Override
  public IndicatorValue read(RecordInput in) {
    return new IndicatorValue(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        PeriodCodec.INSTANCE.read(in),
        in.optionalText(),
        in.flag() ? Origin.REPORTED : Origin.AGGREGATED,
        in.optionalReal(),
        in.optionalReal(),
        in.text(),
        in.text(),
        in.optionalText(),
        texts(in),
        in.optionalText(),
        inputs(in),
        in.flag()
            ? new Coverage(
                in.integer(), in.optionalInteger(), in.optionalReal(), in.optionalReal(), texts(in))
            : null,
        in.flag() ? new CoverageChange(in.text(), in.real(), in.real(), in.real()) : null,
        in.optionalText(),
        in.flag()
            ? new SiblingRank(
                in.optionalInteger(), in.optionalInteger(), in.optionalReal(), in.optionalText())
            : null,
        in.optionalReal(),
        in.optionalDay());
  }

  private static void texts(List<String> texts, RecordOutput out) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private static List<String> texts(RecordInput in) {
    int count = in.integer();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  private static List<InputFigure> inputs(RecordInput in) {
    int count = in.integer();
    List<InputFigure> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(
          new InputFigure(
              in.text(),
              in.text(),
              in.optionalText(),
              in.optionalText(),
              in.optionalReal(),
              in.flag(),
              in.optionalNumber()));
    }
    return inputs;
  }
}

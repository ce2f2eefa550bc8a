package org.xiaokang.ingest;

import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;

/** What figures say, in blocks. */
public final class FigureStateCodec implements RecordCodec<FigureState> {
  /** There is one. */
  public static final FigureStateCodec INSTANCE = new FigureStateCodec();

  private FigureStateCodec() {}

  @Override
  public void write(FigureState state, RecordOutput out) {
    out.text(state.id().source());
    out.text(state.id().docId());
    out.text(state.id().obsId());
    FigureState.Said said = state.said();
    out.bits(said.observationId());
    out.text(said.refArea());
    out.text(said.metric());
    out.text(said.scope());
    out.text(said.periodKind());
    out.text(said.timePeriod());
    out.decimal(said.value());
    out.text(said.unit());
    out.text(said.valuePrinted());
    out.text(said.unitPrinted());
    out.text(said.qualifier());
    out.text(state.file());
    out.optionalNumber(state.line());
    out.number(state.revision());
    out.text(state.validFromRun());
    out.text(state.beganBy());
  }

  @Override
  public FigureState read(RecordInput in) {
    return new FigureState(
        new FigureId(in.text(), in.text(), in.text()),
        new FigureState.Said(
            in.bits(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.decimal(),
            in.text(),
            in.text(),
            in.text(),
            in.text()),
        in.text(),
        in.optionalNumber(),
        in.integer(),
        in.text(),
        in.text());
  }
}

package org.xiaokang.ingest;

import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.ingest.OpenFigure.BeganBy;

/** What figures say, in blocks. */
public final class OpenFigureCodec implements RecordCodec<OpenFigure> {
  /** There is one. */
  public static final OpenFigureCodec INSTANCE = new OpenFigureCodec();

  private OpenFigureCodec() {}

  @Override
  public void write(OpenFigure figure, RecordOutput out) {
    FigureStatement says = figure.statement();
    out.text(says.id().source());
    out.text(says.id().docId());
    out.text(says.id().obsId());
    out.text(says.refArea());
    out.text(says.metric());
    out.text(says.scope());
    out.text(says.periodKind());
    out.text(says.timePeriod());
    out.decimal(says.value());
    out.text(says.unit());
    out.text(says.valuePrinted());
    out.text(says.unitPrinted());
    out.text(says.qualifier());
    out.text(says.file());
    out.optionalNumber(says.line());
    out.number(figure.revision());
    out.text(figure.fromRun());
    out.text(figure.beganBy().code());
  }

  @Override
  public OpenFigure read(RecordInput in) {
    return new OpenFigure(
        new FigureStatement(
            new FigureId(in.text(), in.text(), in.text()),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.decimal(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.optionalNumber()),
        in.integer(),
        in.text(),
        BeganBy.of(in.text()));
  }
}

package org.xiaokang.indicator;

import java.util.Objects;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.ingest.PeriodCodec;

/** Figures on their way to series, in blocks. */
public final class SeriesFigureCodec implements RecordCodec<SeriesFigure> {
  /** There is one. */
  public static final SeriesFigureCodec INSTANCE = new SeriesFigureCodec();

  private SeriesFigureCodec() {}

  @Override
  public void write(SeriesFigure figure, RecordOutput out) {
    out.text(figure.seriesArea());
    out.text(figure.refArea());
    out.text(figure.scope());
    PeriodCodec.INSTANCE.write(figure.period(), out);
    out.text(figure.docId());
    out.optionalDay(figure.publishedOn());
    out.text(figure.metric());
    out.text(figure.key());
    out.decimal(figure.value());
    out.number(figure.marks());
    out.optionalNumber(figure.observationId());
    ConfidentialityCodec.write(figure.confidential(), out);
    out.flag(figure.apportioned());
    out.optionalReal(figure.rounding() == 0 ? null : Double.valueOf(figure.rounding()));
  }

  @Override
  public SeriesFigure read(RecordInput in) {
    return new SeriesFigure(
        in.text(),
        in.text(),
        in.text(),
        PeriodCodec.INSTANCE.read(in),
        in.text(),
        in.optionalDay(),
        in.text(),
        in.text(),
        in.decimal(),
        in.integer(),
        in.optionalNumber(),
        ConfidentialityCodec.read(in),
        in.flag(),
        Objects.requireNonNullElse(in.optionalReal(), 0.0));
  }
}

package org.xiaokang.run;

import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.ingest.FigureStatement;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationCodec;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.OpenFigure;
import org.xiaokang.ingest.OpenFigure.BeganBy;
import org.xiaokang.ingest.StandingObservation;

/**
 * A figure that stands, on its way to the others for the same; see {@link
 * org.xiaokang.ingest.ObservationRow}.
 */
record SettledFigure(
    Observation observation,
    String file,
    @Nullable Long line,
    int revision,
    String fromRun,
    BeganBy beganBy) {

  /** The figure as a row of the table observations. */
  ObservationRow row(StandingObservation standing) {
    return new ObservationRow(standing, file, line, revision, fromRun, beganBy);
  }

  /** What the figure says, as the next run compares with it. */
  OpenFigure open() {
    return new OpenFigure(FigureStatement.of(observation, file, line), revision, fromRun, beganBy);
  }

  /** Such figures in blocks. */
  static final class Codec implements RecordCodec<SettledFigure> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(SettledFigure figure, RecordOutput out) {
      ObservationCodec.INSTANCE.write(figure.observation, out);
      out.text(figure.file);
      out.optionalNumber(figure.line);
      out.number(figure.revision);
      out.text(figure.fromRun);
      out.text(figure.beganBy.code());
    }

    @Override
    public SettledFigure read(RecordInput in) {
      return new SettledFigure(
          ObservationCodec.INSTANCE.read(in),
          in.text(),
          in.optionalNumber(),
          in.integer(),
          in.text(),
          BeganBy.of(in.text()));
    }
  }
}

package org.xiaokang.run;

import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.OpenFigure;
import org.xiaokang.ingest.OpenFigureCodec;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.ReceivedRowCodec;

/** What there is of a figure: what was received of it now, and what the lake knows. */
sealed interface FigureEvent {

  /** A row of a source. */
  record Received(ReceivedRow row) implements FigureEvent {}

  /** What the figure said in the release before. */
  record Known(OpenFigure figure) implements FigureEvent {}

  /** A revision of the figure that ended before. */
  record Ended(FigureId id, int revision) implements FigureEvent {}

  /** Such events in blocks. */
  final class Codec implements RecordCodec<FigureEvent> {
    static final Codec INSTANCE = new Codec();

    private static final int RECEIVED = 0;
    private static final int KNOWN = 1;
    private static final int ENDED = 2;

    private Codec() {}

    @Override
    public void write(FigureEvent event, RecordOutput out) {
      if (event instanceof Received received) {
        out.number(RECEIVED);
        ReceivedRowCodec.INSTANCE.write(received.row(), out);
      } else if (event instanceof Known known) {
        out.number(KNOWN);
        OpenFigureCodec.INSTANCE.write(known.figure(), out);
      } else if (event instanceof Ended ended) {
        out.number(ENDED);
        out.text(ended.id().source());
        out.text(ended.id().docId());
        out.text(ended.id().obsId());
        out.number(ended.revision());
      }
    }

    @Override
    public FigureEvent read(RecordInput in) {
      return switch (in.integer()) {
        case RECEIVED -> new Received(ReceivedRowCodec.INSTANCE.read(in));
        case KNOWN -> new Known(OpenFigureCodec.INSTANCE.read(in));
        default -> new Ended(new FigureId(in.text(), in.text(), in.text()), in.integer());
      };
    }
  }
}

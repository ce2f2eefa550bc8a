package org.xiaokang.run;

import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.indicator.Confidentiality;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationCodec;

/**
 * A preferred observation, on its way to indicators.
 *
 * @param confidential null where it may be shown
 */
record PreferredFigure(Observation observation, @Nullable Confidentiality confidential) {

  /** Preferred observations in blocks. */
  static final class Codec implements RecordCodec<PreferredFigure> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(PreferredFigure figure, RecordOutput out) {
      ObservationCodec.INSTANCE.write(figure.observation, out);
      Confidentiality confidential = figure.confidential;
      out.flag(confidential != null);
      if (confidential != null) {
        out.bits(confidential.group());
        out.number(confidential.members());
        out.number(confidential.size());
      }
    }

    @Override
    public PreferredFigure read(RecordInput in) {
      return new PreferredFigure(
          ObservationCodec.INSTANCE.read(in),
          in.flag() ? new Confidentiality(in.bits(), in.integer(), in.integer()) : null);
    }
  }
}

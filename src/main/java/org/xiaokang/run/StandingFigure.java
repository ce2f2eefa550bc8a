package org.xiaokang.run;

import org.jspecify.annotations.Nullable;
import org.xiaokang.block.RecordCodec;
import org.xiaokang.block.RecordInput;
import org.xiaokang.block.RecordOutput;
import org.xiaokang.indicator.Confidentiality;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationCodec;
import org.xiaokang.ingest.StandingObservation;

/**
 * A figure that stands.
 *
 * @param observation the figure
 * @param preferred whether indicators use this one of several for the same
 * @param confidential null where it may be shown
 */
record StandingFigure(
    Observation observation, boolean preferred, @Nullable Confidentiality confidential) {

  /** The figure by itself, without the others for the same. */
  StandingObservation standing() {
    return new StandingObservation(observation, preferred, 1, null);
  }

  /** Such figures in blocks. */
  static final class Codec implements RecordCodec<StandingFigure> {
    static final Codec INSTANCE = new Codec();

    private Codec() {}

    @Override
    public void write(StandingFigure figure, RecordOutput out) {
      ObservationCodec.INSTANCE.write(figure.observation, out);
      out.flag(figure.preferred);
      Confidentiality confidential = figure.confidential;
      out.flag(confidential != null);
      if (confidential != null) {
        out.bits(confidential.group());
        out.number(confidential.members());
        out.number(confidential.size());
      }
    }

    @Override
    public StandingFigure read(RecordInput in) {
      return new StandingFigure(
          ObservationCodec.INSTANCE.read(in),
          in.flag(),
          in.flag() ? new Confidentiality(in.bits(), in.integer(), in.integer()) : null);
    }
  }
}

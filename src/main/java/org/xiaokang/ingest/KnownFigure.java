package org.xiaokang.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a lake knows of a figure as of its newest release.
 *
 * @param open what the figure says, from its row of the table observations; null where it has none
 * @param revisions how many things the figure has said: the revision of {@code open}; without it
 *     the largest one of the figure's rows of the table observation_history, 0 where there are none
 */
public record KnownFigure(@Nullable OpenFigure open, int revisions) {
  /** A figure that was never reported. */
  public static final KnownFigure NEVER_REPORTED = new KnownFigure(null, 0);

  /** Requires that both agree. */
  public KnownFigure {
    if (open != null && open.revision() != revisions) {
      throw new IllegalArgumentException(
          "figure %s says its revision %d; expected its last one, %d"
              .formatted(open.statement().id(), open.revision(), revisions));
    }
  }

  /** A figure that is observed: its history need not be looked at. */
  public static KnownFigure open(OpenFigure figure) {
    return new KnownFigure(figure, figure.revision());
  }

  /**
   * A figure that is not observed any more. It goes on counting where it ended.
   *
   * @param last its last row of the table observation_history
   */
  public static KnownFigure withdrawn(FigureHistory last) {
    return new KnownFigure(null, last.figure().revision());
  }
}

package org.xiaokang.ingest;

import java.io.Serializable;

/**
 * What a figure said before: a row of the table observation_history.
 *
 * @param figure what it said, and from which run
 * @param toRun the run that ended it
 * @param endedBy what this run found
 */
public record FigureHistory(OpenFigure figure, String toRun, EndedBy endedBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Why a figure says no more what it said. */
  public enum EndedBy {
    /** It is printed otherwise. */
    CORRECTION("correction"),
    /** It is printed the same and read otherwise: by another catalogue, region table or program. */
    READING("reading"),
    /** It is no observation any more. */
    WITHDRAWAL("withdrawal");

    private final String code;

    EndedBy(String code) {
      this.code = code;
    }

    /** As the tables have it. */
    public String code() {
      return code;
    }
  }
}

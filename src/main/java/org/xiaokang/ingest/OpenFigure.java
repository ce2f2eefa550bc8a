package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * What a figure says from a run on, until another run ends it.
 *
 * @param statement what it says
 * @param revision how many things it has said, this one included; from 1
 * @param fromRun the run that brought it
 * @param beganBy what this run found
 */
public record OpenFigure(FigureStatement statement, int revision, String fromRun, BeganBy beganBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Why a figure says something else than before. */
  public enum BeganBy {
    /** It had not been there. */
    FIRST_REPORT("first report"),
    /** It is printed otherwise. */
    CORRECTION("correction"),
    /** It is printed the same and read otherwise: by another catalogue, region table or program. */
    READING("reading"),
    /** It had been withdrawn. */
    RETURN("return");

    private static final List<BeganBy> ALL = List.of(values());

    private final String code;

    BeganBy(String code) {
      this.code = code;
    }

    /** As the tables have it. */
    public String code() {
      return code;
    }

    /** The one of that code. */
    public static BeganBy of(String code) {
      for (BeganBy one : ALL) {
        if (one.code.equals(code)) {
          return one;
        }
      }
      throw new IllegalArgumentException(
          "began_by is '%s'; expected one of %s"
              .formatted(code, ALL.stream().map(BeganBy::code).toList()));
    }
  }
}

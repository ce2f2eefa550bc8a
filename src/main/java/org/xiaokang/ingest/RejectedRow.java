package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * A row that became no observation.
 *
 * @param row the row as it was received
 * @param verdict what became of it
 * @param reasons every fault; empty unless it was rejected
 */
public record RejectedRow(ReceivedRow row, Verdict verdict, List<Reason> reasons)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public RejectedRow {
    reasons = List.copyOf(reasons);
  }

  /** What becomes of a row that is no observation. */
  public enum Verdict {
    /** It cannot be read. */
    REJECTED("rejected"),
    /** It says that there is no figure. */
    NOT_REPORTED("not_reported"),
    /** What its source says later stands instead. */
    SUPERSEDED("superseded"),
    /** It repeats the row that stands. */
    DUPLICATE("duplicate"),
    /** It says, or a later row of the same figure says, that there is no such figure any more. */
    WITHDRAWN("withdrawn");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    /** As the tables have it. */
    public String code() {
      return code;
    }

    /** The one of that code. */
    public static Verdict of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}

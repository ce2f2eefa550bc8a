package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be told of rows that are read all the same.
 *
 * @param kind what it is
 * @param example the value of one such row
 */
public record Remark(Kind kind, String example) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What there is to tell. */
  public enum Kind {
    /** Bounds that miss a period of the calendar by one day. */
    ONE_DAY_OFF(
        "rows with periods that miss a calendar period by one day, so that they compare with none"),
    /** Figures of one document for the same that differ. */
    CONTRADICTION(
        "figures that their own document states otherwise too: is a breakdown left out of scope?"),
    /** A published_on that is no day. */
    DAY_NOT_KNOWN("rows with a published_on of which the day is not known");

    private final String told;

    Kind(String told) {
      this.told = told;
    }

    /** In words. */
    public String told() {
      return told;
    }
  }

  static List<Remark> of(ContractRow row, PeriodReader period, PublishedOn published) {
    boolean isOff = period.isOneDayOff();
    boolean isVague = row.publishedOn() != null && published.day() == null;
    if (!isOff && !isVague) {
      return List.of();
    }
    List<Remark> remarks = new ArrayList<>();
    if (isOff) {
      remarks.add(new Remark(Kind.ONE_DAY_OFF, row.periodStart() + " to " + row.periodEnd()));
    }
    if (isVague) {
      remarks.add(new Remark(Kind.DAY_NOT_KNOWN, String.valueOf(row.publishedOn())));
    }
    return List.copyOf(remarks);
  }
}

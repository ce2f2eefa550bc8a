package org.xiaokang.config;

import java.io.Serializable;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source prints its figures, as far as it is declared: what its columns do not tell.
 *
 * @param noFigure marks that stand for no figure, besides those that always do
 * @param noteMarks marks of notes behind a value, a name or a column's name
 * @param decimal the decimal sign, {@code .} or {@code ,}; null: found from the values
 * @param periodLabels what labels such as 2004-05 or 3/4/2019 say; null: found from all of them
 * @param fiscalYearStarts the day that fiscal years begin on; null: none are read
 * @param timeZone the zone in which times of day are meant; null: a time of day is refused
 * @param distantPeriods whether periods may lie later than a year after the document, or centuries
 *     before it
 * @param subjectsMayChange whether a later row of one doc_id and obs_id may be about another
 *     region, metric, scope or period
 */
public record Printing(
    List<String> noFigure,
    List<String> noteMarks,
    @Nullable String decimal,
    @Nullable PeriodLabels periodLabels,
    @Nullable MonthDay fiscalYearStarts,
    @Nullable ZoneId timeZone,
    boolean distantPeriods,
    boolean subjectsMayChange)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is declared. */
  public static final Printing NOT_DECLARED =
      new Printing(List.of(), List.of(), null, null, null, null, false, false);

  /** Keeps copies. */
  public Printing {
    noFigure = List.copyOf(noFigure);
    noteMarks = List.copyOf(noteMarks);
  }

  /** What a label says that may be read in several ways. */
  public enum PeriodLabels {
    /** 2004-05 is May 2004. */
    MONTH(1),
    /** 2019-4 is the fourth quarter of 2019. */
    QUARTER(2),
    /** 2019-2 is the second half of 2019. */
    HALF_YEAR(4),
    /** 2004-05 is the year that begins in 2004 and ends in 2005. */
    FISCAL_YEAR(8),
    /** 3/4/2019 is the 3rd of April. */
    DAY_FIRST(16),
    /** 3/4/2019 is the 4th of March. */
    MONTH_FIRST(32);

    private final int bit;

    PeriodLabels(int bit) {
      this.bit = bit;
    }

    /** One bit for each, for sets of them. */
    public int bit() {
      return bit;
    }
  }
}

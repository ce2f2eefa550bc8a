package org.xiaokang.indicator;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A figure on a row of a region's series.
 *
 * @param value the figure in its unit of measure
 * @param marks what must be said with it, bits of {@link Mark}
 * @param observationId the observation that it is; null where it is made of several
 * @param confidential null where it may be shown
 * @param place where it was found; null for a figure of the row itself
 * @param rounding how far it may lie from what it stands for, by the printed digits; 0 where it is
 *     exact
 */
record FigureCell(
    double value,
    int marks,
    @Nullable Long observationId,
    @Nullable Confidentiality confidential,
    @Nullable Place place,
    double rounding)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The row of another figure.
   *
   * @param series which periods are alike, {@link SeriesTime#series}
   * @param year the year that its period ends in; null where that is not known
   */
  record Place(String scope, String timePeriod, String series, @Nullable Integer year)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Of several figures at one place the largest is taken, so that the same one always is. */
  static final Comparator<FigureCell> ORDER =
      comparingDouble(FigureCell::value)
          .thenComparing(FigureCell::marks)
          .thenComparing(FigureCell::observationId, nullsFirst(naturalOrder()))
          .thenComparing(
              FigureCell::place,
              nullsFirst(
                  comparing(Place::scope)
                      .thenComparing(Place::timePeriod)
                      .thenComparing(Place::year, nullsFirst(naturalOrder()))));

  FigureCell with(int moreMarks) {
    return new FigureCell(value, marks | moreMarks, observationId, confidential, place, rounding);
  }

  FigureCell at(Place where) {
    return new FigureCell(value, marks, observationId, confidential, where, rounding);
  }

  boolean isDerived() {
    return (marks & Mark.DERIVED.bit()) != 0;
  }
}

package org.xiaokang.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a figure says, and where it was printed.
 *
 * @param id the figure
 * @param refArea region code as of the period
 * @param metric what it measures
 * @param scope the breakdown that it covers
 * @param periodKind the kind of its period
 * @param timePeriod SDMX's time period
 * @param value the figure in {@code unit}
 * @param unit the metric's unit of measure
 * @param valuePrinted the figure as printed
 * @param unitPrinted the unit as printed
 * @param qualifier exact, approx, at_least, at_most, above, below or nearly
 * @param file the file it was read from, or the Delta or database table
 * @param line the first line of its row in the file, from 1; null where the source has no lines
 */
public record FigureStatement(
    FigureId id,
    String refArea,
    String metric,
    String scope,
    String periodKind,
    String timePeriod,
    BigDecimal value,
    String unit,
    String valuePrinted,
    String unitPrinted,
    String qualifier,
    String file,
    @Nullable Long line)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What an observation says. */
  public static FigureStatement of(Observation figure, String file, @Nullable Long line) {
    return new FigureStatement(
        new FigureId(figure.source(), figure.docId(), figure.obsId()),
        figure.region().refArea(),
        figure.metric(),
        figure.scope(),
        figure.period().kind(),
        figure.period().timePeriod(),
        figure.value(),
        figure.unit(),
        figure.valuePrinted(),
        figure.unitPrinted(),
        figure.qualifier(),
        file,
        line);
  }

  /** Whether two statements of one figure say the same, wherever they stand. */
  boolean saysTheSame(FigureStatement other) {
    return isPrintedAlike(other)
        && refArea.equals(other.refArea)
        && metric.equals(other.metric)
        && scope.equals(other.scope)
        && periodKind.equals(other.periodKind)
        && timePeriod.equals(other.timePeriod)
        && value.compareTo(other.value) == 0
        && unit.equals(other.unit);
  }

  /** Whether the same was received: if what it says is another, the reading is. */
  boolean isPrintedAlike(FigureStatement other) {
    return valuePrinted.equals(other.valuePrinted)
        && unitPrinted.equals(other.unitPrinted)
        && qualifier.equals(other.qualifier);
  }
}

package org.xiaokang.compare;

import java.util.Arrays;

/** The regions of a level in the later of two periods, beside the earlier one. */
final class TwoPeriods {
  private final Subject subject;
  private final Series series;
  private final CrossSection earlier;
  private final CrossSection later;
  private final double[] before;
  private final double[] after;
  private final double[] weightsBefore;
  private final double[] weightsAfter;
  private final ComparedSeries compared;

  TwoPeriods(Subject subject, Series series, CrossSection earlier, Subject.LevelSection level) {
    this.subject = subject;
    this.series = series;
    this.earlier = earlier;
    this.later = level.section();
    this.before = asOfBefore(earlier.values());
    this.after = later.values();
    this.weightsBefore = asOfBefore(subject.weights(earlier, series.scope()));
    this.weightsAfter = subject.weights(later, series.scope());
    Reservations said = subject.said(later, series.scope());
    earlier.only(i -> later.find(earlier.area(i)) >= 0).tell(said);
    this.compared = subject.compared(series, level.level(), said);
  }

  /** Numbers of the regions of the earlier period, in the order of those of the later. */
  private double[] asOfBefore(double[] values) {
    double[] column = new double[later.size()];
    for (int i = 0; i < column.length; i++) {
      int place = earlier.find(later.area(i));
      column[i] = place < 0 ? Double.NaN : values[place];
    }
    return column;
  }

  Subject subject() {
    return subject;
  }

  ComparedSeries compared() {
    return compared;
  }

  PeriodSpan span() {
    return PeriodSpan.between(earlier.period(), later.period());
  }

  /** The values of the later period. */
  CrossSection later() {
    return later;
  }

  /** The unit of the values. */
  String unit() {
    return subject.world().fact(series.indicator()).unit();
  }

  /** The values of the earlier period, NaN where there is none. */
  double[] before() {
    return before;
  }

  /** Another indicator in the earlier period, of the scope and the months of this one. */
  double[] before(String indicator) {
    return asOfBefore(subject.data().alike(earlier, series, indicator));
  }

  /** Another indicator in the later period, of the scope and the months of this one. */
  double[] after(String indicator) {
    return subject.data().alike(later, series, indicator);
  }

  /** The name of the earlier period. */
  String earlierPeriod() {
    return earlier.period().timePeriod();
  }

  /** The name of the later period. */
  String laterPeriod() {
    return later.period().timePeriod();
  }

  /** The regions of a group that have a value and a weight in both periods. */
  Matched matched(Subject.Members group) {
    int[] kept =
        CompleteCases.of(group.of(before), group.of(weightsBefore), group.of(weightsAfter));
    int[] places = Arrays.stream(kept).map(i -> group.places()[i]).toArray();
    return new Matched(
        places,
        CompleteCases.in(places, before),
        CompleteCases.in(places, after),
        CompleteCases.in(places, weightsBefore),
        CompleteCases.in(places, weightsAfter));
  }

  /**
   * Values and weights in both periods.
   *
   * @param places where the regions stand in the later period
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Matched(
      int[] places,
      double[] before,
      double[] after,
      double[] weightsBefore,
      double[] weightsAfter) {}
}

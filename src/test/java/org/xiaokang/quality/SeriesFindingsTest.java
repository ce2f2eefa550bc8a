package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.config.Gate.OnFailure.HOLD;
import static org.xiaokang.config.Gate.OnFailure.WARN;
import static org.xiaokang.quality.GateTrial.gate;
import static org.xiaokang.quality.GateTrial.year;
import static org.xiaokang.quality.GateTrial.yearToDate;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Gate.Limits;
import org.xiaokang.indicator.IndicatorValue.Origin;

/** The gates that judge values of one series, on literal values; all figures are worked by hand. */
class SeriesFindingsTest {
  private static final Gate.Rule HISTORY = new Gate.History(new Limits(5, 5, 0.1));

  private final GateTrial trial = new GateTrial();
  private final GateTrial.Figures now = trial.now;
  private final GateTrial.Figures before = trial.before;

  /**
   * 10 12 11 13 12: median 12, deviations 2 0 1 1 0, their median 1; five robust deviations are
   * 7.413, more than a tenth of 12; 30 lies 18 away, 18 / 1.4826 = 12.1408.
   */
  @Test
  void historyHoldsAValueAgainstEarlierOnesOfLikePeriodsAndOrigin() {
    double[] years = {10, 12, 11, 13, 12, 30};
    for (int i = 0; i < years.length; i++) {
      now.year("A", "level", 2010 + i, years[i]);
      // only two of them earlier than 2012, and none of another region's
      now.year("B", "level", 2010 + i % 2, 1000.0 * i);
    }
    // nine months are no year, and four earlier ones are too few
    for (int year = 2011; year <= 2015; year++) {
      double value = year == 2015 ? 900 : 7;
      now.value(
          "A",
          "P",
          "level",
          Origin.REPORTED,
          yearToDate(year + "-01-01/P9M", year, "09-30"),
          0,
          value);
    }
    // an aggregate is not held against reports
    now.value("A", "P", "level", Origin.AGGREGATED, year("2016", 2016, "12-31"), 0, 500.0);
    now.year("A", "level", 2017, null);
    assertThat(trial.judge(false, gate("history", HOLD, HISTORY)))
        .containsExactly(
            "history|hold|failed|A|level|2015|reported|30.0000|4.5870|19.4130|1.4282|"
                + "12.1408 robust deviations from 12, the median of 5 earlier values");
  }

  /**
   * Five times 10: no spread, so that a tenth of 10 is all that is expected. Zeros tell nothing.
   */
  @Test
  void aConstantPastReachesAsFarAsTheTolerance() {
    for (int year = 2010; year < 2015; year++) {
      now.year("A", "level", year, 10.0);
      now.year("B", "level", year, 10.0).year("C", "level", year, 0.0);
    }
    now.year("A", "level", 2015, 11.0).year("B", "level", 2015, 11.5).year("C", "level", 2015, 5.0);
    assertThat(trial.judge(false, gate("history", WARN, HISTORY, "first")))
        .containsExactly(
            "history|warn|failed|B|level|2015|reported|11.5000|9.0000|11.0000|0.5000|"
                + "differs from 10, which all 5 earlier values are");
    assertThat(trial.judge(false, gate("history", WARN, HISTORY, "second")))
        .containsExactly("history|warn|not_judged|there is nothing to judge");
  }

  /** 10 10 10 10 15: median deviation 0, mean deviation 1, so that 1.2533 times it counts. */
  @Test
  void whereMostOfThePastIsAlikeTheMeanDeviationCounts() {
    double[] years = {10, 10, 10, 10, 15, 20};
    for (int i = 0; i < years.length; i++) {
      now.year("A", "level", 2010 + i, years[i]);
    }
    assertThat(trial.judge(false, gate("history", HOLD, HISTORY)))
        .containsExactly(
            "history|hold|failed|A|level|2015|reported|20.0000|3.7334|16.2666|0.5958|"
                + "7.97885 robust deviations from 10, the median of 5 earlier values");
    assertThat(trial.judge(false, gate("history", HOLD, new Gate.History(new Limits(8, 5, 0.1)))))
        .containsExactly(
            "history|hold|passed|1 judged, 5 not: fewer than 5 earlier values of like periods, or"
                + " all of them 0");
  }

  /** Leap years end February on another day, and are alike all the same. */
  @Test
  void februariesAreAlike() {
    for (int year = 2015; year <= 2020; year++) {
      String end = year % 4 == 0 ? "02-29" : "02-28";
      double value = year == 2020 ? 50 : 10;
      now.value("A", "P", "level", Origin.REPORTED, yearToDate(year + "-02", year, end), 0, value);
    }
    assertThat(trial.judge(false, gate("history", HOLD, HISTORY)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("history|hold|failed|A|level|2020-02|reported|50.0000|9.0000|11.0000|");
  }

  @Test
  void rangeIsTheCataloguesOrTheGates() {
    now.year("A", "share", 2020, 114.9).year("B", "share", 2020, -1.0);
    now.year("C", "share", 2020, 100.0).year("A", "level", 2020, 3.0);
    before.year("A", "share", 2020, 114.9).year("B", "share", 2020, -2.0);
    Gate range = gate("range", HOLD, new Gate.Range(null, null));
    assertThat(trial.judge(false, range))
        .containsExactly(
            "range|hold|failed|A|share|2020|reported|114.9000|0.0000|100.0000|0.2980|above the range",
            "range|hold|failed|B|share|2020|reported|-1.0000|0.0000|100.0000|0.0200|below the range");
    // what readers saw holds nothing back a second time; another value does
    assertThat(trial.judge(true, range))
        .containsExactly(
            "range|hold|failed|B|share|2020|reported|-1.0000|0.0000|100.0000|0.0200|below the range",
            "range|warn|failed|A|share|2020|reported|114.9000|0.0000|100.0000|0.2980|above the range;"
                + " published before with this value");
    assertThat(trial.judge(false, gate("range", WARN, new Gate.Range(null, 2.0), "level")))
        .containsExactly(
            "range|warn|failed|A|level|2020|reported|3.0000|2.0000|0.5000|above the range");
    assertThat(trial.judge(false, gate("range", WARN, new Gate.Range(null, null), "level")))
        .containsExactly("range|warn|not_judged|no expected range is declared");
  }

  /** 2 of share are in range; level has none declared. */
  @Test
  void aGateThatPassesSaysWhatItDidNotJudge() {
    now.year("A", "share", 2020, 1.0).year("B", "share", 2020, 2.0).year("A", "level", 2020, 3.0);
    assertThat(trial.judge(false, gate("range", HOLD, new Gate.Range(null, null))))
        .containsExactly("range|hold|passed|2 judged, 1 not: no expected range is declared");
    assertThat(trial.judge(false, gate("range", HOLD, new Gate.Range(null, null), "share")))
        .containsExactly("range|hold|passed|2 judged");
  }

  /** 20 may become 12 to 28; of four values before, two are gone. */
  @Test
  void releaseDifferenceHoldsValuesAgainstTheSameOnesBefore() {
    before.year("A", "level", 2014, 12.0).year("A", "level", 2015, 20.0);
    before.year("B", "level", 2015, 0.0).year("C", "level", 2015, 7.0);
    now.year("A", "level", 2014, 12.0).year("A", "level", 2015, 30.0);
    now.year("B", "level", 2015, 1.0).year("C", "level", 2015, null).year("D", "level", 2015, 9.0);
    Gate strict = gate("release_difference", HOLD, new Gate.ReleaseDifference(0.4, 0.2));
    Gate lenient = gate("release_difference", HOLD, new Gate.ReleaseDifference(0.4, 0.25));
    assertThat(trial.judge(true, strict))
        .containsExactly(
            "release_difference|hold|failed|0.2500|0.0000|0.2000|0.5000|"
                + "1 of the 4 values of the release before have no value now",
            "release_difference|hold|failed|A|level|2015|reported|30.0000|12.0000|28.0000|0.2500|"
                + "was 20 in the release before",
            "release_difference|hold|failed|B|level|2015|reported|1.0000|0.0000|0.0000|1.0000|"
                + "was 0 in the release before");
    assertThat(trial.judge(true, lenient)).hasSize(2);
    assertThat(trial.judge(false, lenient))
        .containsExactly(
            "release_difference|hold|not_judged|there is no release before this one to compare with");
  }

  /** -20 may become -28 to -12. */
  @Test
  void releaseDifferenceReachesBothWaysFromANegativeValue() {
    before.year("A", "level", 2015, -20.0).year("B", "level", 2015, -20.0);
    now.year("A", "level", 2015, -22.0).year("B", "level", 2015, -30.0);
    assertThat(
            trial.judge(
                true, gate("release_difference", HOLD, new Gate.ReleaseDifference(0.4, 0.05))))
        .containsExactly(
            "release_difference|hold|failed|B|level|2015|reported|-30.0000|-28.0000|-12.0000|0.2500|"
                + "was -20 in the release before");
  }

  /** Where a period is not known, a value is that of its document. */
  @Test
  void undatedValuesAreThoseOfTheirDocuments() {
    before.value("A", "P", "level", Origin.REPORTED, GateTrial.NOT_STATED, 1, 10.0);
    before.value("A", "P", "level", Origin.REPORTED, GateTrial.NOT_STATED, 2, 99.0);
    now.value("A", "P", "level", Origin.REPORTED, GateTrial.NOT_STATED, 2, 99.0);
    now.value("A", "P", "level", Origin.REPORTED, GateTrial.NOT_STATED, 1, 10.0);
    assertThat(
            trial.judge(
                true, gate("release_difference", HOLD, new Gate.ReleaseDifference(0, 0.05))))
        .containsExactly("release_difference|hold|passed|2 judged");
  }

  @Test
  void onlyIndicatorsThatAGateNamesAreWatched() {
    List<Gate> gates =
        List.of(
            gate("a", HOLD, new Gate.Range(null, null), "second"),
            gate("b", HOLD, new Gate.Peers(new Limits(5, 5, 0.1)), "first"));
    List<Indicator> indicators =
        List.of(
            GateTrial.indicator("level", "first", null, null),
            GateTrial.indicator("share", "second", null, null));
    SeriesFindings series = new SeriesFindings(gates, indicators, true);
    assertThat(series.watch("share")).isTrue();
    assertThat(series.watch("level")).isFalse();
    assertThat(series.watch("gone")).isFalse();
    assertThat(series.areNone()).isFalse();
    assertThat(new SeriesFindings(gates.subList(1, 2), indicators, true).areNone()).isTrue();
    PeerFindings peers = new PeerFindings(gates, indicators);
    assertThat(peers.watch("level")).isTrue();
    assertThat(peers.watch("share")).isFalse();
    assertThat(new PeerFindings(gates.subList(0, 1), indicators).areNone()).isTrue();
  }
}

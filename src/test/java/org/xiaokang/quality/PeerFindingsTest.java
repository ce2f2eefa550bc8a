package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.config.Gate.OnFailure.HOLD;
import static org.xiaokang.quality.GateTrial.gate;
import static org.xiaokang.quality.GateTrial.year;

import org.junit.jupiter.api.Test;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Gate.Limits;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/** The gate peers, on literal values; all figures are worked by hand. */
class PeerFindingsTest {
  private static final Period YEAR = year("2020", 2020, "12-31");

  private final GateTrial trial = new GateTrial();
  private final GateTrial.Figures now = trial.now;

  private static Gate peers(double deviations) {
    return gate("peers", HOLD, new Gate.Peers(new Limits(deviations, 5, 0.1)));
  }

  private void sixWithAnOutlier(GateTrial.Figures figures) {
    String[] areas = {"A", "B", "C", "D", "E", "F"};
    double[] values = {1, 2, 3, 4, 5, 100};
    for (int i = 0; i < areas.length; i++) {
      figures.year(areas[i], "level", 2020, values[i]);
    }
  }

  /**
   * F against 1 2 3 4 5: median 3, median deviation 1, ten robust deviations 14.826. The others
   * have F among their peers, and it hardly matters.
   */
  @Test
  void peersHoldAValueAgainstTheOthersOfItsParent() {
    sixWithAnOutlier(now);
    for (int i = 0; i < 5; i++) { // four peers are too few; so are regions of no parent
      now.value("Q" + i, "Q", "level", Origin.REPORTED, YEAR, 0, 1.0 + 99 * i);
      now.value("A", "P", "level", Origin.AGGREGATED, YEAR, 0, 1.0 + 99 * i);
    }
    for (int i = 0; i < 7; i++) {
      now.value("N" + i, null, "level", Origin.REPORTED, YEAR, 0, 9.0 * i * i);
    }
    assertThat(trial.judge(false, peers(10)))
        .containsExactly(
            "peers|hold|failed|F|level|2020|reported|100.0000|-11.8260|17.8260|5.5426|"
                + "65.4256 robust deviations from 3, the median of 5 regions of the same parent");
    assertThat(trial.judge(false, peers(66)))
        .containsExactly(
            "peers|hold|passed|6 judged, 17 not: fewer than 5 other regions of the same parent and"
                + " period, or all of them 0");
  }

  @Test
  void anOutlierThatReadersSawOnlyWarns() {
    sixWithAnOutlier(now);
    sixWithAnOutlier(trial.before);
    assertThat(trial.judge(true, peers(10)))
        .containsExactly(
            "peers|warn|failed|F|level|2020|reported|100.0000|-11.8260|17.8260|5.5426|"
                + "65.4256 robust deviations from 3, the median of 5 regions of the same parent;"
                + " published before with this value");
  }

  /** Five times 12: no spread, so that a tenth of 12 is all that is expected. */
  @Test
  void peersThatAreAlikeReachAsFarAsTheTolerance() {
    for (int i = 0; i < 6; i++) {
      now.year("A" + i, "level", 2020, i == 5 ? 15.0 : 12.0);
    }
    assertThat(trial.judge(false, peers(5)))
        .containsExactly(
            "peers|hold|failed|A5|level|2020|reported|15.0000|10.8000|13.2000|1.5000|"
                + "differs from 12, which all 5 regions of the same parent are");
  }

  /**
   * One of six differs from five zeros, which tell nothing of it; it is among the others' peers.
   */
  @Test
  void peersThatAreAllZeroTellNothing() {
    for (int i = 0; i < 6; i++) {
      now.year("A" + i, "level", 2020, i == 5 ? 8.0 : 0.0);
    }
    assertThat(trial.judge(false, peers(5)))
        .containsExactly(
            "peers|hold|passed|5 judged, 1 not: fewer than 5 other regions of the same parent and"
                + " period, or all of them 0");
  }

  @Test
  void valuesWithoutAPeriodHaveNoPeers() {
    for (int i = 0; i < 7; i++) {
      now.value("A" + i, "P", "level", Origin.REPORTED, GateTrial.NOT_STATED, i, 9.0 * i * i);
    }
    assertThat(trial.judge(false, peers(5)))
        .containsExactly(
            "peers|hold|not_judged|fewer than 5 other regions of the same parent and period, or all"
                + " of them 0");
  }
}

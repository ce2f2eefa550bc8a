package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.config.Gate.OnFailure.HOLD;
import static org.xiaokang.config.Gate.OnFailure.WARN;
import static org.xiaokang.quality.GateTrial.TODAY;
import static org.xiaokang.quality.GateTrial.gate;
import static org.xiaokang.quality.GateTrial.observation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Gate.Freshness.Of;
import org.xiaokang.config.Gate.RegionsReporting.By;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.quality.LoadCounts.SourceRows;

/** The gates that judge a load, on literal rows; all figures are worked by hand. */
class LoadFindingsTest {
  private final GateTrial trial = new GateTrial();
  private final GateTrial.Figures now = trial.now;
  private final GateTrial.Figures before = trial.before;

  private static Gate reporting(double dropAtMost, By by) {
    return gate("regions_reporting", HOLD, new Gate.RegionsReporting(dropAtMost, by));
  }

  private static Gate rejected(double atMost, double atMostBySource) {
    return gate("rejected_share", HOLD, new Gate.RejectedShare(atMost, atMostBySource));
  }

  private static Gate freshness(int days) {
    return gate("freshness", HOLD, new Gate.Freshness(days, Of.PERIOD_END));
  }

  /** A, B, C before, A and B now: two are fewer than 0.8 of three. */
  @Test
  void regionsReportingCountsRegionsWithPreferredFigures() {
    before.observed("A", "m", "2019-12-31", true).observed("A", "n", "2019-12-31", true);
    before.observed("B", "m", "2019-12-31", true).observed("C", "m", "2019-12-31", true);
    now.observed("A", "m", "2020-12-31", true).observed("A", "m", "2019-12-31", true);
    now.observed("A", "n", "2020-12-31", true).observed("B", "m", "2019-12-31", true);
    now.observed("C", "m", "2019-12-31", false).observed("B", "new", "2019-12-31", true);
    assertThat(trial.judge(true, reporting(0.2, By.ALL)))
        .containsExactly(
            "regions_reporting|hold|failed|2.0000|2.4000|0.1667|"
                + "2 regions report, 3 did in the release before");
    assertThat(trial.judge(true, reporting(0.4, By.ALL)))
        .containsExactly("regions_reporting|hold|passed|1 judged");
    assertThat(trial.judge(true, reporting(0.2, By.METRIC)))
        .containsExactly(
            "regions_reporting|hold|failed|m|2.0000|2.4000|0.1667|"
                + "2 regions report, 3 did in the release before");
    assertThat(trial.judge(true, reporting(0.4, By.METRIC)))
        .containsExactly(
            "regions_reporting|hold|passed|2 judged, 1 not: no region reported in the release"
                + " before");
    assertThat(trial.judge(false, reporting(0.2, By.ALL)))
        .containsExactly(
            "regions_reporting|hold|not_judged|there is no release before this one to compare with");
  }

  @Test
  void aMetricThatNoRegionReportsAnyMoreFails() {
    before.observed("A", "m", "2019-12-31", true).observed("A", "n", "2019-12-31", true);
    now.observed("A", "m", "2019-12-31", true);
    assertThat(trial.judge(true, reporting(0.5, By.METRIC)))
        .containsExactly(
            "regions_reporting|hold|failed|n|0.0000|0.5000|1.0000|"
                + "0 regions report, 1 did in the release before");
  }

  @Test
  void aReleaseBeforeWithoutRegionsJudgesNothing() {
    assertThat(trial.judge(true, reporting(0.2, By.ALL)))
        .containsExactly("regions_reporting|hold|not_judged|there is nothing to judge");
    now.observed("A", "m", "2019-12-31", true);
    assertThat(trial.judge(true, reporting(0.2, By.ALL)))
        .containsExactly(
            "regions_reporting|hold|not_judged|no region reported in the release before");
  }

  @Test
  void rejectedShareIsOfAllRowsAndOfEachSources() {
    trial.read("s", 10, 0, Verdict.REJECTED);
    trial.read("t", 10, 3, Verdict.REJECTED);
    assertThat(trial.judge(false, rejected(0.1, 0.2)))
        .containsExactly(
            "rejected_share|hold|failed|0.1500|0.0000|0.1000|1.0000|"
                + "3 of 20 rows were rejected: select * from rejected_metrics where verdict = 'rejected'",
            "rejected_share|hold|failed|t|0.3000|0.0000|0.2000|1.0000|"
                + "3 of 10 rows were rejected: select * from rejected_metrics where verdict = 'rejected'");
    assertThat(trial.judge(false, gate("rejected_share", HOLD, new Gate.RejectedShare(0.15, null))))
        .containsExactly("rejected_share|hold|passed|1 judged");
    assertThat(trial.judge(false, rejected(0.15, 0.3)))
        .containsExactly("rejected_share|hold|passed|3 judged");
  }

  @Test
  void rowsThatAreOnlyRepeatedOrWithdrawnAreNotRejected() {
    trial.read("s", 2, 1, Verdict.REJECTED);
    trial.read("s", 0, 1, Verdict.DUPLICATE);
    trial.read("s", 0, 1, Verdict.SUPERSEDED);
    trial.read("s", 2, 1, Verdict.WITHDRAWN);
    assertThat(trial.judge(false, rejected(0, 1)))
        .containsExactly(
            "rejected_share|hold|failed|0.2500|0.0000|0.0000|0.2500|"
                + "1 of 4 rows were rejected: select * from rejected_metrics where verdict = 'rejected'");
  }

  /** A count of rows is told to the last one. */
  @Test
  void millionsOfRowsAreCountedExactly() {
    LoadCounts counts =
        new LoadCounts(Map.of("s", new SourceRows(20_000_001, 1_234_567)), Map.of(), 0, null, null);
    assertThat(LoadFindings.of(List.of(rejected(0, 1)), TODAY, counts, null).findings())
        .extracting(QualityFinding::message)
        .containsExactly(
            "1234567 of 20000001 rows were rejected: select * from rejected_metrics where verdict = 'rejected'");
  }

  @Test
  void aLoadWithoutRowsHasNoShare() {
    assertThat(trial.judge(false, rejected(0, 0)))
        .containsExactly("rejected_share|hold|not_judged|there is nothing to judge");
  }

  /** From 2020-12-31 to 2021-12-31 are 365 days; a target for 2030 is no news. */
  @Test
  void freshnessIsTheAgeOfTheNewestDayGoneBy() {
    now.observed("A", "m", "2020-12-31", true).observed("A", "m", "2030-12-31", true);
    assertThat(trial.judge(false, freshness(364)))
        .containsExactly(
            "freshness|hold|failed|2020-12-31|365.0000|0.0000|364.0000|0.0055|the newest period_end"
                + " is 2020-12-31, 365 days before 2021-12-31; expected at most 364");
    Gate printed = gate("printed", WARN, new Gate.Freshness(1, Of.PUBLISHED_ON));
    assertThat(trial.judge(false, freshness(365), printed))
        .containsExactly(
            "freshness|hold|passed|1 judged",
            "printed|warn|not_judged|no observation has a published_on yet");
    now.observed("B", "m", "2019-12-31", "2021-12-29", false);
    assertThat(trial.judge(false, printed))
        .containsExactly(
            "printed|warn|failed|2021-12-29|2.0000|0.0000|1.0000|2.0000|the newest published_on is"
                + " 2021-12-29, 2 days before 2021-12-31; expected at most 1");
  }

  /** Halves of the width: (10 - 4) / 2 are 3, (2 - 1) / 0.5 are 2, (10 - 9) / 4.5 are 0.2222. */
  @Test
  void theCalendarIsAskedWithoutATable() {
    Gate ends = gate("ends", WARN, new Gate.Freshness(4, Of.PERIOD_END));
    Gate printed = gate("printed", WARN, new Gate.Freshness(1, Of.PUBLISHED_ON));
    Gate holding = gate("z", HOLD, new Gate.Freshness(9, Of.PERIOD_END));
    List<Gate> all = List.of(printed, rejected(0, 0), ends, holding);
    assertThat(LoadFindings.ofTime(all)).containsExactly(printed, ends, holding);
    assertThat(
            LoadFindings.failedInTime(
                all, TODAY, LocalDate.parse("2021-12-21"), LocalDate.parse("2021-12-29")))
        .extracting(GateTrial::text)
        .containsExactly(
            "z|hold|failed|2021-12-21|10.0000|0.0000|9.0000|0.2222|the newest period_end is"
                + " 2021-12-21, 10 days before 2021-12-31; expected at most 9",
            "ends|warn|failed|2021-12-21|10.0000|0.0000|4.0000|3.0000|the newest period_end is"
                + " 2021-12-21, 10 days before 2021-12-31; expected at most 4",
            "printed|warn|failed|2021-12-29|2.0000|0.0000|1.0000|2.0000|the newest published_on is"
                + " 2021-12-29, 2 days before 2021-12-31; expected at most 1");
    assertThat(LoadFindings.failedInTime(all, TODAY, null, null)).isEmpty();
    assertThat(LoadFindings.failedInTime(all, TODAY, TODAY, TODAY)).isEmpty();
  }

  @Test
  void countsOfTasksAddUpToThoseOfAll() {
    LoadCounter one = new LoadCounter(TODAY);
    one.received("s");
    one.received("t");
    one.region(
        List.of(
            observation("A", "m", "2019-12-31", "2021-01-01", true),
            observation("A", "n", null, null, true),
            observation("A", "m", "2018-12-31", null, true)));
    LoadCounter other = new LoadCounter(TODAY);
    other.received("s");
    other.region(List.of(observation("B", "m", "2020-12-31", "2020-01-01", true)));
    other.region(List.of(observation("C", "m", "2021-12-31", "2022-01-01", false)));
    other.region(List.of());
    LoadCounts sum =
        new LoadCounts(
            Map.of("s", new SourceRows(2, 0), "t", new SourceRows(1, 0)),
            Map.of("m", 2L, "n", 1L),
            2,
            LocalDate.parse("2021-12-31"),
            LocalDate.parse("2021-01-01"));
    assertThat(one.counts().plus(other.counts())).isEqualTo(sum);
    assertThat(other.counts().plus(one.counts())).isEqualTo(sum);
    assertThat(sum.plus(LoadCounts.NONE)).isEqualTo(sum);
  }

  @Test
  void regionsAreCountedOneAtATime() {
    LoadCounter counter = new LoadCounter(TODAY);
    assertThatThrownBy(
            () ->
                counter.region(
                    List.of(
                        observation("A", "m", null, null, true),
                        observation("B", "m", null, null, true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("figures of the regions 'A' and 'B' came together; count one region at a time");
  }
}

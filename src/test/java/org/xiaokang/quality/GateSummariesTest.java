package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.config.Gate.OnFailure.HOLD;
import static org.xiaokang.config.Gate.OnFailure.WARN;
import static org.xiaokang.quality.GateTrial.gate;
import static org.xiaokang.quality.GateTrial.indicator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Gate.Limits;
import org.xiaokang.config.Gate.RegionsReporting.By;
import org.xiaokang.indicator.IndicatorValue.Origin;

/** What gates say once everything is counted, from literal counts. */
class GateSummariesTest {
  private static final Gate RANGE = gate("range", WARN, new Gate.Range(null, null));
  private static final Gate LOST = gate("lost", HOLD, new Gate.ReleaseDifference(1, 0.1));
  private static final Gate REGIONS = gate("regions", HOLD, new Gate.RegionsReporting(0.1, By.ALL));

  private static List<String> summaries(boolean hasBefore, Map<String, GateCounts> counts) {
    return GateSummaries.of(List.of(RANGE, LOST, REGIONS), new JudgedCounts(counts), hasBefore)
        .stream()
        .map(GateTrial::text)
        .toList();
  }

  @Test
  void gatesThatMetNothingSayWhy() {
    assertThat(summaries(true, Map.of()))
        .containsExactly(
            "range|warn|not_judged|there is nothing to judge",
            "lost|hold|not_judged|there is nothing to judge",
            "regions|hold|not_judged|there is nothing to judge");
    assertThat(summaries(false, Map.of("range", GateCounts.of(0, 3, "because"))))
        .containsExactly(
            "range|warn|not_judged|because",
            "lost|hold|not_judged|there is no release before this one to compare with",
            "regions|hold|not_judged|there is no release before this one to compare with");
  }

  @Test
  void aGateWithFindingsHasNoRowOfItsOwn() {
    assertThat(
            summaries(
                true,
                Map.of(
                    "range", new GateCounts(9, 0, 0, 0, 1, null),
                    "lost", new GateCounts(9, 0, 10, 1, 2, null),
                    "regions", GateCounts.ONE_JUDGED)))
        .containsExactly("regions|hold|passed|1 judged");
  }

  /** 0.2 lies 0.1 above the range from 0 to 0.1: two halves of its width. */
  @Test
  void valuesThatAreGoneAreAFindingBesideOthers() {
    assertThat(summaries(true, Map.of("lost", new GateCounts(8, 0, 10, 2, 3, "not there"))))
        .contains(
            "lost|hold|failed|0.2000|0.0000|0.1000|2.0000|"
                + "2 of the 10 values of the release before have no value now");
  }

  /** All of 10 may be gone where the gate allows a share of 1. */
  @Test
  void aGateThatComparedOnlyWhatIsGonePassed() {
    Gate all = gate("lost", HOLD, new Gate.ReleaseDifference(1, 1));
    JudgedCounts counts =
        new JudgedCounts(Map.of("lost", new GateCounts(0, 0, 10, 10, 0, "not there")));
    assertThat(GateSummaries.of(List.of(all), counts, true))
        .extracting(GateTrial::text)
        .containsExactly("lost|hold|passed|0 judged");
  }

  @Test
  void countsOfTasksAddUpInAnyOrder() {
    JudgedCounts one =
        new JudgedCounts(
            Map.of(
                "a", new GateCounts(1, 2, 3, 4, 5, null), "b", new GateCounts(1, 0, 0, 0, 0, "y")));
    JudgedCounts other =
        new JudgedCounts(
            Map.of(
                "b", new GateCounts(1, 1, 0, 0, 0, "x"),
                "c", new GateCounts(7, 0, 0, 0, 0, null)));
    JudgedCounts sum =
        new JudgedCounts(
            Map.of(
                "a", new GateCounts(1, 2, 3, 4, 5, null),
                "b", new GateCounts(2, 1, 0, 0, 0, "y"),
                "c", new GateCounts(7, 0, 0, 0, 0, null)));
    assertThat(one.plus(other)).isEqualTo(sum);
    assertThat(other.plus(one)).isEqualTo(sum);
    assertThat(sum.plus(JudgedCounts.NONE)).isEqualTo(sum);
    assertThat(JudgedCounts.NONE.plus(sum)).isEqualTo(sum);
  }

  /** Tasks get the judges and send back what they say. */
  @Test
  void judgesAndWhatTheySayTravel() throws Exception {
    List<Gate> gates = List.of(RANGE, gate("peers", HOLD, new Gate.Peers(new Limits(5, 5, 0.1))));
    List<Indicator> indicators = List.of(indicator("share", "second", 0.0, 100.0));
    JudgedValue value =
        new JudgedValue(
            "A",
            "A",
            null,
            "share",
            "all",
            GateTrial.year("2020", 2020, "12-31"),
            Origin.REPORTED,
            "",
            120);
    SeriesKey series = travelled(SeriesKey.of(value));
    PeerKey peers = travelled(PeerKey.of(value));
    List<JudgedValue> values = List.of(travelled(value));
    GateResults ofSeries =
        travelled(
            travelled(new SeriesFindings(gates, indicators, true)).of(series, values, List.of()));
    assertThat(ofSeries.findings())
        .extracting(GateTrial::text)
        .containsExactly(
            "range|warn|failed|A|share|2020|reported|120.0000|0.0000|100.0000|0.4000|above the"
                + " range");
    assertThat(ofSeries.counts())
        .isEqualTo(new JudgedCounts(Map.of("range", new GateCounts(1, 0, 0, 0, 1, null))));
    GateResults ofPeers =
        travelled(travelled(new PeerFindings(gates, indicators)).of(peers, values, List.of()));
    assertThat(ofPeers.counts().of("peers").skipped()).isEqualTo(1);
    WorstFindings worst = WorstFindings.none(1).plus(ofSeries.findings());
    assertThat(travelled(worst)).isEqualTo(worst);
    LoadCounter counter = new LoadCounter(GateTrial.TODAY);
    counter.received("s");
    assertThat(travelled(counter.counts())).isEqualTo(counter.counts());
  }

  @SuppressWarnings("unchecked")
  private static <T> T travelled(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}

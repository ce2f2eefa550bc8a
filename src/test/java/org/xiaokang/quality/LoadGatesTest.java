package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates that judge a load, on literal rows; the expected figures are computed by hand. */
class LoadGatesTest {
  @TempDir private Path folder;
  private Judged.Figures now = new Judged.Figures();
  private Judged.Figures before = new Judged.Figures();
  private Judged rows = new Judged(Path.of(""));

  @BeforeEach
  void start() {
    rows = new Judged(folder);
    now = rows.now;
    before = rows.before;
  }

  private List<String> judge(boolean compared, String... gates) throws IOException {
    return rows.judge(compared, gates);
  }

  /** A, B, C before, A and B now: two are fewer than 0.8 of three. */
  @Test
  void regionsReportingCountsRegionsWithPreferredFigures() throws IOException {
    before.observed("A", "m", "2019-12-31", true).observed("A", "n", "2019-12-31", true);
    before.observed("B", "m", "2019-12-31", true).observed("C", "m", "2019-12-31", true);
    now.observed("A", "m", "2020-12-31", true).observed("A", "m", "2019-12-31", true);
    now.observed("A", "n", "2020-12-31", true).observed("B", "m", "2019-12-31", true);
    now.observed("C", "m", "2019-12-31", false).observed("B", "new", "2019-12-31", true);
    String gate = "gate: regions_reporting, on_failure: hold, drop_at_most: ";
    assertThat(judge(true, gate + "0.2"))
        .containsExactly(
            "regions_reporting|hold|failed|2.0000|2.4000|0.1667|"
                + "2 regions report, 3 did in the release before");
    assertThat(judge(true, gate + "0.4")).containsExactly("regions_reporting|hold|passed|1 judged");
    assertThat(judge(true, gate + "0.2, by: metric"))
        .containsExactly(
            "regions_reporting|hold|failed|m|2.0000|2.4000|0.1667|"
                + "2 regions report, 3 did in the release before");
    assertThat(judge(false, gate + "0.2"))
        .containsExactly(
            "regions_reporting|hold|not_judged|there is no release before this one to compare with");
  }

  @Test
  void rejectedShareIsOfAllRowsAndOfEachSources() throws IOException {
    rows.read("s", 10, 0);
    rows.read("t", 10, 3);
    String gate = "gate: rejected_share, on_failure: hold, at_most: ";
    assertThat(judge(false, gate + "0.1, at_most_by_source: 0.2"))
        .containsExactly(
            "rejected_share|hold|failed|0.1500|0.0000|0.1000|1.0000|"
                + "3 of 20 rows were rejected: select * from rejected_metrics",
            "rejected_share|hold|failed|t|0.3000|0.0000|0.2000|1.0000|"
                + "3 of 10 rows were rejected: select * from rejected_metrics");
    assertThat(judge(false, gate + "0.15")).containsExactly("rejected_share|hold|passed|1 judged");
    assertThat(judge(false, gate + "0.15, at_most_by_source: 0.3"))
        .containsExactly("rejected_share|hold|passed|3 judged");
  }

  /** From 2020-12-31 to 2021-12-31 are 365 days; a target for 2030 is no news. */
  @Test
  void freshnessIsTheAgeOfTheNewestDayGoneBy() throws IOException {
    now.observed("A", "m", "2020-12-31", true).observed("A", "m", "2030-12-31", true);
    assertThat(judge(false, "gate: freshness, on_failure: hold, days: 364"))
        .containsExactly(
            "freshness|hold|failed|2020-12-31|365.0000|0.0000|364.0000|0.0055|the newest period_end"
                + " is 2020-12-31, 365 days before 2021-12-31; expected at most 364");
    assertThat(
            judge(
                false,
                "gate: freshness, on_failure: hold, days: 365",
                "gate: freshness, name: printed, on_failure: warn, days: 1, of: published_on"))
        .containsExactly(
            "freshness|hold|passed|1 judged",
            "printed|warn|not_judged|no observation has a published_on yet");
  }
}

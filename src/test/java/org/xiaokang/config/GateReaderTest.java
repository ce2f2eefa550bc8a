package org.xiaokang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Gate.Limits;
import org.xiaokang.config.Gate.OnFailure;

/** Which gate each declaration stands for. */
class GateReaderTest {
  @TempDir private Path folder;

  private List<Gate> read(String gates) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            lake: lake
            catalogue: {units: u.yaml, metrics: m.yaml, indicators: i, regions: r.csv}
            sources: [{name: s, format: csv, path: s.csv}]
            gates:
            """
                + gates);
    Problems problems = new Problems();
    List<Gate> read = ConfigurationReader.read(file, problems).orElseThrow().gates();
    problems.throwIfAny();
    return read;
  }

  @Test
  void whatIsNotSaidIsTheUsual() throws IOException {
    assertThat(
            read(
                """
                  - {gate: rejected_share, on_failure: hold}
                  - {gate: regions_reporting, on_failure: hold}
                  - {gate: freshness, on_failure: hold, days: 365}
                  - {gate: range, on_failure: hold}
                  - {gate: history, on_failure: hold}
                  - {gate: peers, on_failure: hold}
                  - {gate: release_difference, on_failure: hold}
                """))
        .allSatisfy(gate -> assertThat(gate.onFailure()).isEqualTo(OnFailure.HOLD))
        .allSatisfy(gate -> assertThat(gate.indicators()).isEmpty())
        .extracting(Gate::rule)
        .containsExactly(
            new Gate.RejectedShare(0.05, null),
            new Gate.RegionsReporting(0.1, Gate.RegionsReporting.By.ALL),
            new Gate.Freshness(365, Gate.Freshness.Of.PERIOD_END),
            new Gate.Range(null, null),
            new Gate.History(new Limits(5, 5, 0.1)),
            new Gate.Peers(new Limits(5, 5, 0.1)),
            new Gate.ReleaseDifference(0.5, 0.05));
  }

  @Test
  void eachKeySaysOneThing() throws IOException {
    List<Gate> gates =
        read(
            """
              - {gate: rejected_share, on_failure: warn, at_most: 0.15, at_most_by_source: 0.3}
              - {gate: regions_reporting, on_failure: warn, drop_at_most: 0.2, by: metric}
              - {gate: freshness, name: printed, on_failure: warn, days: 1, of: published_on}
              - {gate: range, on_failure: warn, indicators: [level, second], min: -1, max: 2}
              - {gate: history, on_failure: warn, indicators: first, deviations: 10}
              - {gate: peers, on_failure: warn, at_least: 3, tolerance: 0}
              - {gate: release_difference, on_failure: warn, at_most: 4, disappeared_at_most: 0.25}
            """);
    assertThat(gates)
        .extracting(Gate::name)
        .containsExactly(
            "rejected_share",
            "regions_reporting",
            "printed",
            "range",
            "history",
            "peers",
            "release_difference");
    assertThat(gates)
        .allSatisfy(gate -> assertThat(gate.onFailure()).isEqualTo(OnFailure.WARN))
        .extracting(Gate::rule)
        .containsExactly(
            new Gate.RejectedShare(0.15, 0.3),
            new Gate.RegionsReporting(0.2, Gate.RegionsReporting.By.METRIC),
            new Gate.Freshness(1, Gate.Freshness.Of.PUBLISHED_ON),
            new Gate.Range(-1.0, 2.0),
            new Gate.History(new Limits(10, 5, 0.1)),
            new Gate.Peers(new Limits(5, 3, 0)),
            new Gate.ReleaseDifference(4, 0.25));
    assertThat(gates.get(3).indicators()).isEqualTo(Set.of("level", "second"));
    assertThat(gates.get(4).indicators()).isEqualTo(Set.of("first"));
    assertThat(gates.get(0).line()).isEqualTo(5);
  }
}

package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates are checked with everything else that is declared, before anything runs. */
class GateDeclarationsTest {
  @TempDir private Path folder;

  private CommandLineTest.Run check(String gates) throws IOException {
    String conf = Path.of("conf").toAbsolutePath().toString();
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        lake: lake
        catalogue:
          units: '%1$s/units.yaml'
          metrics: '%1$s/metrics.yaml'
          indicators: '%1$s/indicators'
          regions: '%1$s/regions.csv'
        sources: [{name: s, format: csv, path: s.csv}]
        gates:
        %2$s"""
            .formatted(conf, gates));
    return CommandLineTest.run("nightly", "--conf", folder.resolve("mine.yaml").toString());
  }

  @Test
  void whatIsWrongIsToldAllAtOnceWithLineAndNearestName() throws IOException {
    CommandLineTest.Run check =
        check(
            """
              - {gate: hisotry, on_failure: hold}
              - {gate: release_difference, nmae: changed, on_failure: warn}
              - {gate: rejected_share, on_failure: hold, at_most: 10}
              - {gate: peers, on_failure: stop, indicators: [incom], at_least: 2, deviations: -1}
              - {gate: peers, indicators: [rural_incme]}
              - {gate: freshness, on_failure: warn, indicators: [income]}
              - {gate: range, on_failure: warn, min: 2, max: 1}
            """);
    assertThat(check.code()).isEqualTo(3);
    assertThat(check.err())
        .contains("mine.yaml:9: gate 'hisotry' is not known; expected one of rejected_share")
        .contains("did you mean 'history'?")
        .contains("key 'nmae' is not known")
        .contains("'at_most' is a share and must be from 0 to 1; found '10.0'")
        .contains("on_failure 'stop' is not known; expected one of hold, warn")
        .contains("'at_least' must be a whole number from 3")
        .contains("'deviations' must be a number from 0; found '-1.0'")
        .contains("gate 'peers' names 'incom', which is no indicator and no theme")
        .contains("did you mean 'income'?")
        .contains("gate 'peers' names 'rural_incme', which is no indicator and no theme")
        .contains("did you mean 'rural_income'?")
        .contains("gate 'peers' is declared twice; give each a 'name' of its own")
        .contains("'on_failure' is missing in gate 'peers'; say hold or warn")
        .contains("'days' is missing")
        .contains("key 'indicators' is not known")
        .contains("'min' is above 'max'");
  }
}

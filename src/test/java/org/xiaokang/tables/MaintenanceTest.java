package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.Reading;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Retention;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Maintenance.Upkeep;

/** Files are written now, and maintenance looks at them on a later day. */
@Tag("long")
class MaintenanceTest extends MaintainedLake {
  /** Kept are the two latest, and the one that is not 30 days old on day 100. */
  private List<Upkeep> maintainOnDay100(boolean dryRun) {
    return maintain(day(100), new Retention(2, 30), dryRun);
  }

  @Test
  void keptReleasesReadWholeAndFilesOfThoseLetGoAreGone() throws IOException {
    fiveReleases();
    assertThat(dataFiles("values")).isEqualTo(15);
    assertThat(dataFiles("steady")).isEqualTo(3);
    assertThatADryRunTellsWhatWouldGoAndChangesNothing();
    Set<String> mine = files("mine", "");
    for (String release : List.of("r0", "r80", "r99")) {
      new ReportPages(lake.root(), Reading.hadoop()).write(release, release);
    }

    List<Upkeep> done = maintainOnDay100(false);

    assertThat(kept()).extracting(Release::releaseId).containsExactly("r80", "r85", "r99");
    assertThatKeptReleasesReadWhole("values");
    assertThat(files("_reports", ".html"))
        .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrder("r80.html", "r99.html", "latest.html");
    // r80 and r85 have three files each; those of r99 are one now; of r0 and r10 none is left.
    assertThat(dataFiles("values")).isEqualTo(7);
    assertThat(dataFiles("steady")).isEqualTo(1);
    assertThat(of(done, "values").version()).isEqualTo(5);
    assertThat(of(done, "values").filesBefore()).isEqualTo(3);
    assertThat(of(done, "values").filesAfter()).isEqualTo(1);
    assertThat(of(done, "values").removedFiles()).isEqualTo(9);
    assertThat(of(done, "steady").removedFiles()).isEqualTo(3);
    assertThat(kept()).allSatisfy(r -> assertThat(r.tables()).containsEntry("steady", 1L));
    assertThat(releases())
        .filteredOn(row -> row.getAs("expired_at") != null)
        .extracting(row -> row.getString(0))
        .containsExactly("r0", "r10");
    assertThatWhatIsNoTableOfAReleaseIsLeftAlone(done, mine);
    assertThatAReleaseLetGoSaysSo();

    assertThatASecondMaintenanceChangesNothing();
    assertThatRowsLieTogetherAsDeclared();
    assertThatCompactingIsNoChangeToTheNextRun();
  }

  private void assertThatADryRunTellsWhatWouldGoAndChangesNothing() throws IOException {
    Set<String> before = files("", "");

    List<Upkeep> told = maintainOnDay100(true);

    assertThat(files("", "")).isEqualTo(before);
    assertThat(of(told, "values").removedFiles()).isEqualTo(6);
    assertThat(of(told, "values").removedBytes()).isPositive();
    assertThat(of(told, "steady").removedFiles()).isZero();
    assertThat(kept()).hasSize(5);
  }

  private void assertThatWhatIsNoTableOfAReleaseIsLeftAlone(List<Upkeep> done, Set<String> mine)
      throws IOException {
    assertThat(done).extracting(Upkeep::table).containsExactly("releases", "steady", "values");
    assertThat(files("mine", "")).isEqualTo(mine);
  }

  private void assertThatAReleaseLetGoSaysSo() {
    assertThat(lake.releases().kept("r80").releaseId()).isEqualTo("r80");
    assertThatThrownBy(() -> lake.releases().kept("r10"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'r10' was let go on " + day(100).toString().substring(0, 10))
        .hasMessageContaining("kept are [r80, r85, r99]");
  }

  private void assertThatASecondMaintenanceChangesNothing() throws IOException {
    Set<String> before = files("", "");

    List<Upkeep> again = maintainOnDay100(false);

    assertThat(files("", "")).isEqualTo(before);
    assertThat(again).allMatch(one -> one.removedFiles() + one.removedLog() == 0);
    assertThat(again).allMatch(one -> one.filesBefore() == one.filesAfter());
  }

  private void assertThatRowsLieTogetherAsDeclared() {
    String table = "delta.`" + lake.root() + "/values`";
    Row detail = SPARK.sql("DESCRIBE DETAIL " + table).first();
    assertThat(detail.getList(detail.fieldIndex("clusteringColumns"))).hasToString("[ref_area]");
    Row commit = SPARK.sql("DESCRIBE HISTORY " + table).first();
    assertThat(commit.<String>getAs("operation")).isEqualTo("OPTIMIZE");
    assertThat(commit.getJavaMap(commit.fieldIndex("operationParameters")).get("clusterBy"))
        .hasToString("[\"ref_area\"]");
    assertThat(commit.<String>getAs("userMetadata")).contains("\"run_id\":\"maintenance\"");
  }

  private void assertThatCompactingIsNoChangeToTheNextRun() {
    Map<String, Long> latest = lake.latestRelease().orElseThrow().tables();

    assertThat(write("values", 5)).isEqualTo(new WriteResult("values", 5, 6, false));
    assertThat(write("steady", 1000)).isEqualTo(new WriteResult("steady", 1, 6, false));
    assertThat(latest).isEqualTo(Map.of("values", 5L, "steady", 1L));
    assertThat(write("values", 6)).isEqualTo(new WriteResult("values", 6, 6, true));
  }

  @Test
  void filesStayForAWeekAfterTheyWentOutOfUse() throws IOException {
    fiveReleases();

    List<Upkeep> done = maintain(now.plusSeconds(600), new Retention(1, 0), false);

    assertThat(of(done, "values").removedFiles()).isZero();
    assertThat(dataFiles("values")).isEqualTo(16);
    assertThat(kept()).extracting(Release::releaseId).doesNotContain("r0").contains("r99");
    maintain(day(8), new Retention(1, 0), false);
    assertThatKeptReleasesReadWhole("values");
  }

  @Test
  void maintenanceCutOffAfterCompactingIsTakenUp() throws IOException {
    fiveReleases();
    maintenance(day(100), "cut-off", false).compact();

    assertThat(lake.latestRelease().orElseThrow().tables()).containsEntry("values", 4L);
    assertThatKeptReleasesReadWhole("values");

    maintainOnDay100(false);

    assertThat(lake.latestRelease().orElseThrow().tables()).containsEntry("values", 5L);
    assertThat(dataFiles("values")).isEqualTo(7);
    assertThatKeptReleasesReadWhole("values");
  }

  @Test
  void theLogIsShortenedToWhatKeptReleasesNeed() throws IOException {
    // Each tenth version has a checkpoint.
    for (int i = 0; i <= 22; i++) {
      WriteResult values = write("values", 1 + i);
      if (i >= 20) {
        publish("r" + (100 + i), day(i), 1 + i, values);
      }
    }
    assertThat(files("values/_delta_log", ".checkpoint.parquet")).hasSize(2);

    // Kept: r121 and r122, versions 21 and 22, which are read from the checkpoint at 20.
    List<Upkeep> done = maintain(day(100), new Retention(2, 0), false);

    assertThat(kept()).hasSize(2);
    assertThatKeptReleasesReadWhole("values");
    assertThat(files("values/_delta_log", ".json"))
        .extracting(file -> file.substring(file.length() - 7))
        .containsExactly("20.json", "21.json", "22.json", "23.json");
    assertThat(files("values/_delta_log", ".checkpoint.parquet")).hasSize(1);
    assertThat(of(done, "values").removedLog()).isGreaterThanOrEqualTo(21);
    assertThat(write("values", 23).changed()).isFalse();
    assertThat(write("values", 24).version()).isEqualTo(24);
  }

  @Test
  void aLakeWithoutAReleaseSaysSo() {
    assertThatThrownBy(() -> maintain(now, Retention.DEFAULT, false))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no release yet");
  }

  /**
   * Loads, releases and maintenance in any order: what is kept reads whole after each maintenance,
   * which alone removes anything, and at the end.
   */
  @ParameterizedTest
  @ValueSource(longs = 1)
  void keptReleasesReadWholeThroughAnyHistory(long seed) {
    Random random = new Random(seed);
    long day = 1;
    int maintained = 0;
    publish("r1000", day(day), 1, write("values", 1));
    for (int step = 1; step <= 8; step++) {
      day += random.nextInt(12);
      long content = 1L + random.nextInt(3);
      WriteResult values = write("values", content);
      if (random.nextInt(3) > 0) {
        publish("r" + (1000 + step), day(day), content, values);
      }
      if (random.nextInt(3) == 0) {
        Retention rule = new Retention(1 + random.nextInt(3), random.nextInt(20));
        maintain(day(day + 1), rule, false);
        maintained++;
        assertThat(kept().size()).isGreaterThanOrEqualTo(1);
        assertThatKeptReleasesReadWhole("values");
      }
    }
    assertThatKeptReleasesReadWhole("values");
    assertThat(published).hasSizeGreaterThan(2);
    assertThat(maintained).isPositive();
  }
}

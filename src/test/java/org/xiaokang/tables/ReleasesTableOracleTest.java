package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.SchemaOracle;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Release.Standing;
import org.xiaokang.reader.Release.Status;

/** The table of releases holds the very rows that Spark's {@link ReleaseTable} makes. */
class ReleasesTableOracleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

  private static Release release(Instant finishedAt, long read, Standing standing) {
    return new Release(
        "r1",
        START,
        finishedAt,
        "0.1.0",
        "c",
        "f",
        Map.of("observations", 7L, "indicators", 3L),
        Map.of("observations", 70L),
        read,
        5,
        3,
        2,
        1,
        Map.of("read the sources", 123L),
        standing);
  }

  private static Standing held(Optional<String> gates) {
    return new Standing(Status.HELD, gates, Optional.empty(), Optional.empty());
  }

  private static final Standing PUBLISHED_LATER =
      new Standing(
          Status.PUBLISHED,
          Optional.of("history"),
          Optional.of("a new currency"),
          Optional.of(START.plusSeconds(90)));

  private static final Standing WITHOUT_ITS_TIME =
      new Standing(
          Status.PUBLISHED, Optional.of("history"), Optional.of("a reason"), Optional.empty());

  @Test
  void theSchemaSaysTheSame() {
    SchemaOracle.assertSame(ReleasesTable.SCHEMA, ReleaseTable.RELEASES);
  }

  @Test
  void releasesMakeTheSameRows() {
    List<Release> releases =
        List.of(
            release(START, 11, Standing.PUBLISHED),
            release(START.plusSeconds(60), 11, held(Optional.of("history, range"))),
            release(START.plusSeconds(60), 11, PUBLISHED_LATER));
    List<Row> expected =
        SparkTest.session()
            .createDataFrame(
                releases.stream().map(ReleaseTable::row).toList(), ReleaseTable.RELEASES.schema())
            .collectAsList();
    List<ReleaseEntry> entries = releases.stream().map(ReleaseEntry::of).toList();
    assertThat(SchemaOracle.rows(ReleasesTable.SCHEMA, entries).collectAsList())
        .containsExactlyElementsOf(expected);
    assertThat(entries).allMatch(one -> SchemaOracle.broken(ReleasesTable.SCHEMA, one).isEmpty());
  }

  @Test
  void aReleaseThatWasLetGoSaysWhen() {
    ReleaseEntry gone =
        new ReleaseEntry(release(START, 11, Standing.PUBLISHED), START.plusSeconds(86_400));
    assertThat(
            SchemaOracle.rows(ReleasesTable.SCHEMA, List.of(gone))
                .selectExpr("cast(expired_at as string)")
                .first()
                .getString(0))
        .isEqualTo("2026-01-02 00:00:00.123456");
  }

  @Test
  void eachConditionIsBrokenByWhatItSays() {
    ReleaseEntry early = ReleaseEntry.of(release(START.minusMillis(1), 11, Standing.PUBLISHED));
    ReleaseEntry lost = ReleaseEntry.of(release(START, 12, Standing.PUBLISHED));
    ReleaseEntry nobody = ReleaseEntry.of(release(START, 11, held(Optional.empty())));
    ReleaseEntry timeless = ReleaseEntry.of(release(START, 11, WITHOUT_ITS_TIME));
    assertThat(SchemaOracle.broken(ReleasesTable.SCHEMA, early))
        .containsExactly("time_goes_forward");
    assertThat(SchemaOracle.broken(ReleasesTable.SCHEMA, lost)).containsExactly("rows_add_up");
    assertThat(SchemaOracle.broken(ReleasesTable.SCHEMA, nobody))
        .containsExactly("held_names_its_gates");
    assertThat(SchemaOracle.broken(ReleasesTable.SCHEMA, timeless))
        .containsExactly("a_reason_has_its_time");
    SchemaOracle.assertConditionsAgree(
        ReleasesTable.SCHEMA, List.of(early, lost, nobody, timeless));
  }
}

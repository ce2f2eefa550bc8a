package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;

/** Releases that are held back, or have superseded rows, in a lake from before there were any. */
class ReleasesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static Release release(String id, long seconds) {
    Instant end = START.plusSeconds(seconds);
    return new Release(
        id, START, end, "0.1.0", "c", "f", Map.of("t", 0L), Map.of(), 0, 0, 0, 0, 0, Map.of());
  }

  /** Of ten rows three superseded. */
  private static Release superseding(String id, long seconds) {
    Instant end = START.plusSeconds(seconds);
    return new Release(
        id, START, end, "0.1.0", "c", "f", Map.of("t", 0L), Map.of(), 10, 4, 2, 1, 3, Map.of());
  }

  @Test
  void releasesOfTodayComeIntoALakeFromBeforeTheirColumns() {
    SparkSession spark = SparkTest.session();
    Lake lake = Lake.open(spark, folder.toString());
    assertThat(lake.releases().newest()).isEmpty();
    List<TableDefinition.Column> columns =
        new ArrayList<>(ReleaseTable.RELEASES.columns().subList(0, 15));
    assertThat(columns.get(14).name()).isEqualTo("durations_ms");
    assertThat(columns.remove(13).name()).isEqualTo("superseded_rows");
    TableDefinition earlier =
        new TableDefinition(
            "releases",
            "Published runs.",
            columns,
            Map.of(
                "status_is_known", "status IN ('published')",
                "rows_add_up", "read_rows = observed_rows + rejected_rows + duplicate_rows"),
            List.of("finished_at"));
    Release old = release("run-1", 1);
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(ReleaseTable.row(old).get(i < 13 ? i : i + 1));
    }
    Row row = RowFactory.create(cells.toArray());
    lake.overwrite(earlier, spark.createDataFrame(List.of(row), earlier.schema()), "run-1");
    assertThat(lake.latestRelease()).contains(old);
    assertThat(lake.releases().newest()).contains(old);

    Release held = superseding("run-2", 2).with(Release.Standing.heldBy("history, range"));
    lake.publish(held);
    assertThat(lake.latestRelease()).contains(old);
    assertThat(lake.releases().newest()).contains(held);
    assertThat(lake.releases().find("run-1")).isEqualTo(old);

    Instant at = Instant.parse("2026-01-02T00:00:00Z");
    Release shown = new Publication(lake).publish("run-2", "checked by telephone", at);
    assertThat(shown.isHeld()).isFalse();
    assertThat(shown.standing().heldBy()).contains("history, range");
    assertThat(shown.standing().publishedAt()).contains(at);
    assertThat(lake.latestRelease()).contains(shown);
    assertThat(lake.releases().find("run-1")).isEqualTo(old);
    assertThat(
            lake.read("releases").orderBy("release_id").select("superseded_rows").collectAsList())
        .hasToString("[[null], [3]]");
    assertThatThrownBy(() -> new Publication(lake).publish("run-1", "r", at))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'run-1' is published already; only a held release");
  }
}

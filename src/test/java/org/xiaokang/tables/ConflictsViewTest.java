package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.OpenFigure.BeganBy;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.reader.Release;

/** A table of observations from before conflicts were counted, and one with two of them. */
class ConflictsViewTest {
  private static final TableSchema<ObservationRow> TODAY = ObservationsTable.SCHEMA;
  private static final List<String> NEW = List.of("stated_by", "relative_difference");
  private static final RegionReading REGION =
      new RegionReading(
          "140000", "140000", "same", null, List.of(), "山西省", "province", Set.of(), Set.of());
  private static final Period YEAR =
      new Period("year", LocalDate.of(2019, 1, 1), LocalDate.of(2019, 12, 31), "2019", "A");

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();

  @Test
  void anOldReleaseStaysReadableAndTheNextLoadCounts() {
    Lake lake = Lake.open(spark, folder.toString());
    TableCommitter committer = TableCommitter.open(lake.root(), Reading.hadoop(), null);
    TableSchema<ObservationRow> old =
        new TableSchema<>(
            TODAY.name(),
            TODAY.comment(),
            TODAY.columns().stream().filter(column -> !NEW.contains(column.name())).toList(),
            List.of(),
            TODAY.clusterBy());
    List<ObservationRow> figures = List.of(figure("d0", false), figure("d1", true));
    long first = committer.overwrite(committer.write(old, figures), "run-1").version();
    Release latest = release("run-1", first);
    spark.catalog().dropTempView(Conflicts.NAME);
    new ReleaseTables(lake, latest).register();
    assertThat(spark.table("observations").count()).isEqualTo(2);
    assertThat(spark.catalog().tableExists(Conflicts.NAME)).isFalse();
    assertThatThrownBy(() -> lake.tables(latest).table(Conflicts.NAME))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("no column 'stated_by'")
        .hasMessageContaining("run 'load' or 'nightly' again");

    long second = committer.overwrite(committer.write(TODAY, figures), "run-2").version();
    new ReleaseTables(lake, release("run-2", second)).register();
    assertThat(spark.sql("select doc_id from conflicts").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("d1", "d0");
  }

  /** One of two figures of 2019 that say the same. */
  private static ObservationRow figure(String docId, boolean preferred) {
    Observation figure =
        new Observation(
            "reports",
            docId,
            "1",
            42,
            REGION,
            "grain_output",
            "all",
            YEAR,
            BigDecimal.ONE,
            "kilogram",
            "1",
            "公斤",
            0,
            null,
            "exact",
            null,
            null,
            null,
            null);
    return new ObservationRow(
        new StandingObservation(figure, preferred, 2, 0.0),
        "a.csv",
        2L,
        1,
        "run-1",
        BeganBy.FIRST_REPORT);
  }

  private static Release release(String id, long version) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    return new Release(
        id,
        start,
        start,
        "0.1.0",
        "c",
        "f",
        Map.of(TODAY.name(), version),
        Map.of(TODAY.name(), 2L),
        2,
        2,
        0,
        0,
        0,
        Map.of());
  }
}

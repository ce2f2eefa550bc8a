package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.lake.ConditionOracle;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.source.FileDates;
import org.xiaokang.source.LedgerEntry;

/** What the ledger of source files takes for new. */
class SourceLedgerTest {
  /** SHA-256 of the text abc, from FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();

  private Source source() {
    return new Source(
        "s",
        "csv",
        folder + "/*.csv",
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private SourceLedger ledger(Lake lake) {
    return ledger(lake, "read so");
  }

  private SourceLedger ledger(Lake lake, String reading) {
    return SourceLedger.of(
        Reading.hadoop(),
        Reading.rows(lake.root(), "source_files"),
        List.of(source()),
        one -> reading);
  }

  private void write(String name, String text, String modified) throws IOException {
    Files.writeString(folder.resolve(name), text);
    FileTime time = FileTime.from(Instant.parse(modified));
    Files.setLastModifiedTime(folder.resolve(name), time);
  }

  @Test
  void aFileThatIsWrittenWhileItIsReadIsTold() throws IOException {
    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    write("a.csv", "abc", "2026-01-01T00:00:00Z");
    SourceLedger found = ledger(lake);
    found.requireAsFound(spark, List.of(source()));
    write("b.csv", "new: for the next night", "2026-01-02T00:00:00Z");
    found.requireAsFound(spark, List.of(source()));
    write("a.csv", "abd", "2026-01-02T00:00:00Z");
    assertThatThrownBy(() -> found.requireAsFound(spark, List.of(source())))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 's'")
        .hasMessageContaining("a.csv was written while it was read")
        .hasMessageContaining("run again");
  }

  @Test
  void aFileThatArrivesWhileOthersAreReadIsForTheNextNight() throws IOException {
    write("a.csv", "abc", "2026-01-01T00:00:00Z");
    SourceLedger found = ledger(Lake.open(spark, folder.resolve("lake").toString()));
    Dataset<Row> received =
        spark.createDataFrame(
            List.of(
                RowFactory.create(found.changed().get(0).path(), "abc"),
                RowFactory.create("b.csv", "new")),
            new StructType().add("source_file", "string").add("row", "string"));
    assertThat(found.ofFound(source(), received).select("row").collectAsList())
        .containsExactly(RowFactory.create("abc"));
  }

  @Test
  void aFileThatIsReadOtherwiseIsReadAgainThoughItsContentIsTheSame() throws IOException {
    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    write("a.csv", "abc", "2026-01-01T00:00:00Z");
    lake.overwrite(IntakeTables.SOURCE_FILES, ledger(lake).rows(spark, "run-1"), "run-1");
    SourceLedger same = ledger(lake);
    assertThat(same.isUnchanged()).isTrue();
    assertThat(same.isReadOtherwise(List.of(source()))).isFalse();

    SourceLedger otherwise = ledger(lake, "with other units");
    assertThat(otherwise.changed())
        .extracting(SourceFile::reading)
        .containsExactly("with other units");
    assertThat(otherwise.isReadOtherwise(List.of(source()))).isTrue();
  }

  @Test
  void contentCountsNotTheTimeItWasWritten() throws IOException {
    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    write("a.csv", "abc", "2026-01-01T00:00:00Z");
    write("b.csv", "x", "2026-01-01T00:00:00Z");
    SourceLedger first = ledger(lake);
    assertThat(first.isUnchanged()).isFalse();
    lake.overwrite(IntakeTables.SOURCE_FILES, first.rows(spark, "run-1"), "run-1");
    assertThat(
            lake.read("source_files")
                .orderBy("path")
                .collectAsList()
                .get(0)
                .<String>getAs("checksum"))
        .isEqualTo(ABC);
    assertThat(ledger(lake).isUnchanged()).isTrue();

    write("b.csv", "x", "2026-02-02T00:00:00Z"); // copied anew
    assertThat(ledger(lake).isUnchanged()).isTrue();
    assertThat(
            lake.overwrite(IntakeTables.SOURCE_FILES, ledger(lake).rows(spark, "run-2"), "run-2")
                .changed())
        .isFalse();

    write("b.csv", "y", "2026-02-02T00:00:00Z"); // as long as before
    SourceLedger changed = ledger(lake);
    assertThat(changed.isUnchanged()).isFalse();
    lake.overwrite(IntakeTables.SOURCE_FILES, changed.rows(spark, "run-3"), "run-3");
    assertThat(
            lake.read("source_files").orderBy("path").collectAsList().stream()
                .map(row -> row.<String>getAs("run_id")))
        .containsExactly("run-1", "run-3");

    Files.delete(folder.resolve("b.csv"));
    assertThat(ledger(lake).isUnchanged()).isFalse();
  }

  @Test
  void theLedgersRowsKeepWhatTheirTableSays() throws IOException {
    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    write("a.csv", "abc", "2026-01-01T00:00:00.123Z");
    lake.overwrite(IntakeTables.SOURCE_FILES, ledger(lake).rows(spark, "run-1"), "run-1");
    write("a.csv", "abc", "2026-02-01T00:00:00Z"); // copied anew
    write("b.csv", "x", "2026-03-01T00:00:00Z");
    List<LedgerEntry> entries = ledger(lake).entries("run-2");
    assertThat(entries).extracting(LedgerEntry::runId).containsExactly("run-1", "run-2");
    assertThat(entries)
        .allMatch(entry -> ConditionOracle.broken(SourceFilesTable.SCHEMA, entry).isEmpty());
    LedgerEntry broken = new LedgerEntry("s", "p", -1, Instant.EPOCH, "sha256:0", null, "run-2");
    assertThat(ConditionOracle.broken(SourceFilesTable.SCHEMA, broken))
        .containsExactly("size_is_not_negative");
    ConditionOracle.assertAgree(SourceFilesTable.SCHEMA, List.of(entries.get(0), broken));
  }

  /** Rows of a found file, of one that the ledger lacks, and of none. */
  @Test
  void aFileIsDatedAsSparkDatesItsRows() throws IOException {
    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    write("a.csv", "abc", "2026-01-01T00:00:00.123Z");
    write("b.csv", "x", "2026-03-01T00:00:00Z");
    SourceLedger ledger = ledger(lake);
    List<Row> received = new ArrayList<>();
    for (SourceFile file : ledger.found(source())) {
      received.add(RowFactory.create("s", file.path()));
      received.add(RowFactory.create("another", file.path()));
    }
    received.add(RowFactory.create("s", "file:/none.csv"));
    received.add(RowFactory.create("s", null));
    StructType type = new StructType().add("source", "string").add("source_file", "string");
    FileDates dates = FileDates.of(ledger.entries("run-1"));
    List<Row> dated =
        SourceLedger.dated(spark.createDataFrame(received, type), ledger.rows(spark, "run-1"))
            .select("source", "source_file", "modified_at")
            .collectAsList();
    assertThat(dated).hasSize(6);
    for (Row row : dated) {
      Timestamp time = row.getTimestamp(2);
      assertThat(dates.writtenAt(row.getString(0), row.getString(1)))
          .as("%s", row)
          .isEqualTo(time == null ? null : time.toInstant());
    }
    assertThat(dated).filteredOn(row -> !row.isNullAt(2)).hasSize(2);
  }
}

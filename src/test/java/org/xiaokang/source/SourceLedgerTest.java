package org.xiaokang.source;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.WriteResult;

/** What the ledger of source files takes for new. */
class SourceLedgerTest {
  /** SHA-256 of the text abc, from FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  private Source source() {
    return source("/*.csv");
  }

  private Source source(String path) {
    return new Source(
        "s",
        "csv",
        folder + path,
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private SourceLedger ledger() {
    return SourceLedger.of(
        Reading.hadoop(),
        Reading.rows(lake(), "source_files"),
        List.of(source()),
        one -> "read so");
  }

  private boolean isAsRead() {
    return SourceLedger.isAsRead(
        Reading.hadoop(), Reading.rows(lake(), "source_files"), List.of(source()));
  }

  private String lake() {
    return folder.resolve("lake").toString();
  }

  private WriteResult write(SourceLedger ledger, String runId) {
    TableCommitter committer = TableCommitter.open(lake(), Reading.hadoop(), null);
    return committer.overwrite(
        committer.write(SourceFilesTable.SCHEMA, ledger.entries(runId)), runId);
  }

  /** A column of the table, in the order of the paths. */
  private List<String> written(String column) {
    return Reading.rows(lake(), "source_files").stream()
        .sorted(comparing(row -> row.text("path")))
        .map(row -> row.text(column))
        .toList();
  }

  private void write(String name, String text, String modified) throws IOException {
    Files.writeString(folder.resolve(name), text);
    FileTime time = FileTime.from(Instant.parse(modified));
    Files.setLastModifiedTime(folder.resolve(name), time);
  }

  @Test
  void aFileThatIsWrittenWhileItIsReadIsTold() throws IOException {
    write("a.csv", "abc", "2026-01-01T00:00:00Z");
    SourceLedger found = ledger();
    found.requireAsFound(Reading.hadoop(), List.of(source()));
    write("b.csv", "new: for the next night", "2026-01-02T00:00:00Z");
    found.requireAsFound(Reading.hadoop(), List.of(source()));
    assertThat(found.found(source())).hasSize(1);
    write("a.csv", "abd", "2026-01-02T00:00:00Z");
    assertThatThrownBy(() -> found.requireAsFound(Reading.hadoop(), List.of(source())))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 's'")
        .hasMessageContaining("a.csv was written while it was read")
        .hasMessageContaining("run again");
  }

  @Test
  void whatIsPackedOrWideIsMoreTextThanItsFilesHaveBytes() throws IOException {
    write("a.csv", "abcdefghij", "2026-01-01T00:00:00Z");
    assertThat(ledger().textBytes(List.of(source()))).isEqualTo(10);
    write("b.csv.gz", "abcde", "2026-01-01T00:00:00Z");
    Source both = source("/*");
    SourceLedger ledger =
        SourceLedger.of(Reading.hadoop(), List.of(), List.of(both), one -> "read so");
    assertThat(ledger.textBytes(List.of(both))).isEqualTo(10 + 8 * 5);
  }

  @Test
  void contentCountsNotTheTimeItWasWritten() throws IOException {
    write("a.csv", "abc", "2026-01-01T00:00:00Z");
    write("b.csv", "x", "2026-01-01T00:00:00Z");
    assertThat(isAsRead()).isFalse();
    write(ledger(), "run-1");
    assertThat(written("checksum").get(0)).isEqualTo(ABC);
    assertThat(isAsRead()).isTrue();

    write("b.csv", "x", "2026-02-02T00:00:00Z"); // copied anew
    assertThat(isAsRead()).isTrue();
    assertThat(write(ledger(), "run-2").changed()).isFalse();

    write("b.csv", "y", "2026-02-02T00:00:00Z"); // as long as before
    assertThat(isAsRead()).isFalse();
    write(ledger(), "run-3");
    assertThat(written("run_id")).containsExactly("run-1", "run-3");

    Files.delete(folder.resolve("b.csv"));
    assertThat(isAsRead()).isFalse();
  }

  @Test
  void theLedgerRemembersWhoReadAContentFirstAndWhenItWasWritten() throws IOException {
    write("a.csv", "abc", "2026-01-01T00:00:00.123Z");
    write(ledger(), "run-1");
    write("a.csv", "abc", "2026-02-01T00:00:00Z"); // copied anew
    write("b.csv", "x", "2026-03-01T00:00:00Z");

    List<LedgerEntry> entries = ledger().entries("run-2");

    assertThat(entries).extracting(LedgerEntry::runId).containsExactly("run-1", "run-2");
    assertThat(entries)
        .extracting(LedgerEntry::modifiedAt)
        .containsExactly(
            Instant.parse("2026-01-01T00:00:00.123Z"), Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(entries).extracting(LedgerEntry::sizeBytes).containsExactly(3L, 1L);
    assertThat(entries).extracting(LedgerEntry::reading).containsOnly("read so");
    assertThat(entries.get(0).checksum()).isEqualTo(ABC);
  }
}

package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.DefaultEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.TableSnapshot;

/** A table that goes on from an earlier version, whatever was committed since. */
class ExtendedTableTest {
  private static final Configuration HADOOP = LogStores.in(new Configuration());
  private static final TableSchema<Value> VALUES = Value.schema("values");
  private static final String FIRST_ENTRY = "00000000000000000000.json";

  @TempDir private Path folder;
  private TableCommitter committer = TableCommitter.open("unset", HADOOP, null);

  @BeforeEach
  void openLake() {
    committer = TableCommitter.open(folder.toString(), HADOOP, null);
  }

  private WriteResult overwrite(String... areas) {
    return committer.overwrite(committer.write(VALUES, Value.of(areas)), "run-1");
  }

  private WriteResult extend(long version, String... areas) {
    return committer.extend(committer.write(VALUES, Value.of(areas)), version, "run-2");
  }

  private List<String> areas() {
    return LakeReader.open(folder.toString(), HADOOP)
        .newest("values")
        .map(TableSnapshot::rows)
        .orElseThrow()
        .stream()
        .map(row -> row.text("ref_area"))
        .sorted()
        .toList();
  }

  private Set<String> named() throws IOException {
    return begin().paths();
  }

  private TableCommit begin() {
    return TableCommit.begin(
        DefaultEngine.create(HADOOP), HADOOP, new org.apache.hadoop.fs.Path(folder + "/values"));
  }

  private long dataFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("values"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void rowsComeToTheNewestVersion() throws IOException {
    overwrite("140000", "410000");
    Set<String> before = named();

    assertThat(extend(0, "500000")).isEqualTo(new WriteResult("values", 1, 3, true));

    assertThat(areas()).containsExactly("140000", "410000", "500000");
    assertThat(named()).as("what was there is not written again").containsAll(before).hasSize(2);
    assertThat(overwrite("500000", "410000", "140000").changed())
        .as("the whole content is known")
        .isFalse();
  }

  @Test
  void whatWasCommittedSinceIsGone() throws IOException {
    overwrite("140000");
    Set<String> then = named();
    committer.append(committer.write(VALUES, Value.of("410000")), "run-lost");
    overwrite("999999");

    assertThat(extend(0, "500000")).isEqualTo(new WriteResult("values", 3, 2, true));

    assertThat(areas()).containsExactly("140000", "500000");
    assertThat(named()).containsAll(then).hasSize(2);
    assertThat(overwrite("140000", "500000").changed()).isFalse();
  }

  @Test
  void aLaterVersionIsLeftEvenWhereNothingComes() throws IOException {
    overwrite("140000");
    Set<String> then = named();
    committer.append(committer.write(VALUES, Value.of("410000")), "run-lost");

    assertThat(extend(0)).isEqualTo(new WriteResult("values", 2, 1, true));

    assertThat(areas()).containsExactly("140000");
    assertThat(named()).isEqualTo(then);
  }

  @Test
  void nothingNewAndNothingSinceIsNoVersion() throws IOException {
    overwrite("140000", "410000");
    List<DataFile> none = new ArrayList<>(committer.write(VALUES, Value.of()).files());
    none.addAll(committer.write(VALUES, Value.of()).files());

    assertThat(committer.extend(new TableFiles(VALUES, none), 0, "run-2"))
        .isEqualTo(new WriteResult("values", 0, 2, false));
    assertThat(dataFiles()).isEqualTo(1);
  }

  @Test
  void aDeclarationThatChangedIsCommittedThoughNoRowComes() {
    overwrite("140000");
    TableSchema<Value> other =
        new TableSchema<>(
            "values", "Other.", VALUES.columns(), VALUES.conditions(), VALUES.clusterBy());

    assertThat(committer.extend(committer.write(other, Value.of()), 0, "run-2"))
        .isEqualTo(new WriteResult("values", 1, 1, true));
    assertThat(areas()).containsExactly("140000");
  }

  @Test
  void rowsOfAVersionOfAnotherProgramAreCountedByItsFiles() throws IOException {
    overwrite("140000", "410000");
    forgetWhoWrote();

    assertThat(extend(0)).isEqualTo(new WriteResult("values", 0, 2, false));
    assertThat(extend(0, "500000")).isEqualTo(new WriteResult("values", 1, 3, true));
    assertThat(overwrite("140000", "410000", "500000").changed())
        .as("what the whole content is, nobody knows")
        .isTrue();
  }

  @Test
  void rowsOfAVersionThatNobodyCountedAreNotGuessed() throws IOException {
    overwrite("140000", "410000");
    forgetWhoWrote();
    edit("\\\"numRecords\\\":2,", "");

    assertThatThrownBy(() -> extend(0, "500000"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("no rows can be added to version 0 of table 'values' of the lake '")
        .hasMessageContaining("another program wrote it, and did not say how many rows")
        .hasMessageContaining("write it whole (jobs/nightly --full)");
    assertThat(dataFiles()).as("the refused file is deleted").isEqualTo(1);
    assertThat(areas()).containsExactly("140000", "410000");
  }

  @Test
  void aVersionThatIsNotThereIsRefused() throws IOException {
    overwrite("140000");

    assertThatThrownBy(() -> extend(7, "500000"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 'values' of the lake '")
        .hasMessageContaining("could not be written and is as it was");
    assertThat(areas()).containsExactly("140000");
  }

  private void forgetWhoWrote() throws IOException {
    edit("\"userMetadata\":\"{\\\"run_id\\\"", "\"userMetadata\":\"{\\\"somebody\\\"");
  }

  /** Changes what the first entry of the log says. */
  private void edit(String text, String other) throws IOException {
    Path log = folder.resolve("values/_delta_log");
    String said = Files.readString(log.resolve(FIRST_ENTRY));
    assertThat(said).contains(text);
    Files.writeString(log.resolve(FIRST_ENTRY), said.replace(text, other));
    Files.deleteIfExists(log.resolve("." + FIRST_ENTRY + ".crc"));
  }
}

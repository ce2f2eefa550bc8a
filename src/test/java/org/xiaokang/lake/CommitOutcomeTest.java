package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.FlakyFileSystem.Fault;
import org.xiaokang.reader.LakeReader;

/** What is said of a commit whose file system failed. */
class CommitOutcomeTest {
  private static final TableSchema<Value> VALUES = Value.schema("values");

  @TempDir private Path folder;
  private TableCommitter committer =
      TableCommitter.open("flaky:///unset", FlakyFileSystem.hadoop(), null);

  @BeforeEach
  void openLake() {
    FlakyFileSystem.fail(Fault.NONE);
    committer = TableCommitter.open("flaky://" + folder, FlakyFileSystem.hadoop(), null);
    overwrite("140000");
  }

  @AfterEach
  void mend() {
    FlakyFileSystem.fail(Fault.NONE);
  }

  private WriteResult overwrite(String... areas) {
    return committer.overwrite(committer.write(VALUES, Value.of(areas)), "run-1");
  }

  private List<String> areas() {
    return LakeReader.table("flaky://" + folder + "/values", FlakyFileSystem.hadoop())
        .orElseThrow()
        .rows()
        .stream()
        .map(row -> row.text("ref_area"))
        .toList();
  }

  @Test
  void aCommitWhoseAnswerWasLostIsFoundInTheLog() {
    FlakyFileSystem.fail(Fault.ANSWER_LOST);

    assertThat(overwrite("410000")).isEqualTo(new WriteResult("values", 1, 1, true));
    assertThat(areas()).containsExactly("410000");
    assertThat(overwrite("410000")).isEqualTo(new WriteResult("values", 1, 1, false));
    assertThat(overwrite("500000").version()).as("without the checksum of 1").isEqualTo(2);
  }

  @Test
  void aCommitThatIsNotInTheLogLeftTheTableAsItWas() throws IOException {
    FlakyFileSystem.fail(Fault.BEFORE);

    assertThatThrownBy(() -> overwrite("410000"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 'values' of the lake '")
        .hasMessageContaining("could not be written and is as it was: IOException: timed out");
    assertThat(areas()).containsExactly("140000");
    assertThat(dataFiles()).as("a request under way may still come to name it").hasSize(2);
    assertThat(overwrite("410000").version()).isEqualTo(1);
  }

  @Test
  void aCommitThatNobodyKnowsOfIsToldSo() throws IOException {
    FlakyFileSystem.fail(Fault.AWAY);

    assertThatThrownBy(() -> overwrite("410000"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("may have got its version 1 or not: IOException: timed out")
        .hasMessageContaining("Run again when the file system is back");
    assertThat(dataFiles()).as("it may be in the table").hasSize(2);
    FlakyFileSystem.fail(Fault.NONE);
    assertThat(areas()).containsExactly("410000");
    assertThat(overwrite("410000").changed()).as("the next run finds out").isFalse();
  }

  @Test
  void whoTriesAgainWithTheSameFilesLosesNone() {
    TableFiles files = committer.write(VALUES, Value.of("410000"));
    FlakyFileSystem.fail(Fault.AWAY);
    assertThatThrownBy(() -> committer.overwrite(files, "run-1"))
        .isInstanceOf(XiaokangException.class);
    FlakyFileSystem.fail(Fault.NONE);

    assertThat(committer.overwrite(files, "run-1"))
        .isEqualTo(new WriteResult("values", 1, 1, false));
    assertThat(areas()).containsExactly("410000");
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("values"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }
}

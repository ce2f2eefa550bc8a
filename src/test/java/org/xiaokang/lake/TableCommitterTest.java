package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.DefaultEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.TableRow;

/** What commits make of a table, and which are refused. */
class TableCommitterTest {
  private static final Configuration HADOOP = new Configuration();
  private static final TableSchema<Value> VALUES = Value.schema("values");

  @TempDir private Path folder;
  private String root = "";
  private TableCommitter committer = TableCommitter.open("unset", HADOOP, null);

  @BeforeEach
  void openLake() {
    root = folder.resolve("湖 lake").toString();
    committer = TableCommitter.open(root, HADOOP, null);
  }

  private WriteResult overwrite(String... areas) {
    return committer.overwrite(committer.write(VALUES, Value.of(areas)), "run-1");
  }

  private List<String> areas(long version) {
    return LakeReader.table(root + "/values", HADOOP).stream()
        .filter(table -> table.version() == version)
        .flatMap(table -> table.rows().stream())
        .map(row -> row.text("ref_area"))
        .sorted()
        .toList();
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("湖 lake/values"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  @Test
  void aTableIsCreatedAndWrittenWholeAgain() {
    assertThat(overwrite("140000", "410000")).isEqualTo(new WriteResult("values", 0, 2, true));
    assertThat(areas(0)).containsExactly("140000", "410000");

    assertThat(overwrite("500000")).isEqualTo(new WriteResult("values", 1, 1, true));
    assertThat(areas(1)).containsExactly("500000");

    assertThat(overwrite()).isEqualTo(new WriteResult("values", 2, 0, true));
    assertThat(areas(2)).isEmpty();
  }

  @Test
  void equalContentInWhateverOrderAndFilesAddsNoVersionAndLeavesNoFile() throws IOException {
    overwrite("140000", "410000");
    List<Path> before = dataFiles();
    List<DataFile> files = new ArrayList<>(committer.write(VALUES, Value.of("410000")).files());
    files.addAll(committer.write(VALUES, Value.of("140000")).files());
    files.addAll(committer.write(VALUES, Value.of()).files());
    assertThat(dataFiles()).hasSize(before.size() + 2);

    assertThat(committer.overwrite(new TableFiles(VALUES, files), "run-2"))
        .isEqualTo(new WriteResult("values", 0, 2, false));
    assertThat(dataFiles()).isEqualTo(before);
  }

  @Test
  void filesThatTheTableHasStayAmongThoseThatTakeItsPlace() throws IOException {
    TableFiles one = committer.write(VALUES, Value.of("140000"));
    TableFiles other = committer.write(VALUES, Value.of("410000"));
    List<DataFile> both = List.of(one.files().get(0), other.files().get(0));
    committer.overwrite(new TableFiles(VALUES, both), "run-1");
    TableFiles third = committer.write(VALUES, Value.of("500000"));
    List<DataFile> next = List.of(one.files().get(0).kept(), third.files().get(0));

    assertThat(committer.overwrite(new TableFiles(VALUES, next), "run-2"))
        .isEqualTo(new WriteResult("values", 1, 2, true));
    assertThat(areas(1)).containsExactly("140000", "500000");
    assertThat(Files.readString(folder.resolve("湖 lake/values/_delta_log/" + entry(1))))
        .contains("\"remove\"")
        .doesNotContain(one.files().get(0).path());

    // One that went comes back; nothing of an earlier run is deleted where nothing is committed.
    List<DataFile> again = both.stream().map(DataFile::kept).toList();
    committer.overwrite(new TableFiles(VALUES, again), "run-3");
    assertThat(areas(2)).containsExactly("140000", "410000");
    overwrite("500000");
    assertThat(committer.overwrite(third, "run-4").changed()).isFalse();
    committer.discard(new TableFiles(VALUES, again));
    assertThat(committer.areThere(new TableFiles(VALUES, again))).isTrue();
  }

  private static String entry(long version) {
    return "%020d.json".formatted(version);
  }

  /** A run that was killed leaves such files, finished or not. */
  @Test
  void aFileThatNoCommitNamesIsNoPartOfTheTable() {
    overwrite("140000");
    DataFileWriter<Value> killed = DataFileWriter.open(HADOOP, root, VALUES, 3);
    killed.write(new Value("410000", 2.0));
    committer.write(VALUES, Value.of("500000"));

    assertThat(areas(0)).containsExactly("140000");
    assertThat(overwrite("140000").changed()).isFalse();
    killed.close();
  }

  @Test
  void anEmptyTableIsCreatedOnce() {
    assertThat(overwrite()).isEqualTo(new WriteResult("values", 0, 0, true));
    assertThat(overwrite()).isEqualTo(new WriteResult("values", 0, 0, false));
  }

  @Test
  void rowsAreAddedToThoseThatAreThere() {
    overwrite("140000");
    assertThat(committer.append(committer.write(VALUES, Value.of("410000")), "run-2"))
        .isEqualTo(new WriteResult("values", 1, 1, true));
    assertThat(areas(1)).containsExactly("140000", "410000");

    assertThat(overwrite("410000").changed()).as("only what was added").isTrue();
    committer.append(committer.write(VALUES, Value.of("140000")), "run-3");
    assertThat(overwrite("140000", "410000").changed()).as("the whole content").isFalse();
  }

  @Test
  void aFileSystemNobodyKnowsIsNamed() {
    assertThatThrownBy(() -> TableCommitter.open("nofs://bucket/lake", HADOOP, null))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot open the lake 'nofs://bucket/lake': ")
        .hasMessageContaining("expected a folder or a URI of a file system that Hadoop knows");
  }

  @Test
  void filesOfAnotherTableAreRefused() {
    TableFiles files = committer.write(Value.schema("other"), Value.of("1"));
    assertThatThrownBy(() -> new TableFiles(VALUES, files.files()))
        .hasMessageContaining("was written for table 'other', not for 'values'");
  }

  /** Kernel alone would put the overwrite on top of the append, and keep the appended row. */
  @Test
  void ofTwoCommitsToOneVersionTheSecondIsRefused() throws IOException {
    overwrite("140000");
    TableCommit first = begin();
    TableCommit second = begin();
    first.add(committer.write(VALUES, Value.of("410000")).files());
    second.removeAll();
    second.add(committer.write(VALUES, Value.of("500000")).files());

    assertThat(first.commit(new CommitMetadata("run-2", null, null))).isEqualTo(1);
    assertThatThrownBy(() -> second.commit(new CommitMetadata("run-3", null, null)))
        .isInstanceOf(CommitRefusedException.class);
    assertThat(areas(1)).containsExactly("140000", "410000");
  }

  private TableCommit begin() {
    Configuration hadoop = LogStores.in(HADOOP);
    return TableCommit.begin(
        DefaultEngine.create(hadoop), hadoop, new org.apache.hadoop.fs.Path(root, "values"));
  }

  @Test
  void ofManyThatCommitAtOnceEachIsThereOrToldThatItIsNot() throws Exception {
    int writers = 8;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      CountDownLatch together = new CountDownLatch(writers);
      List<Future<Optional<Long>>> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        TableFiles files = committer.write(VALUES, Value.of("area-" + i));
        all.add(
            pool.submit(
                () -> {
                  together.countDown();
                  together.await();
                  try {
                    return Optional.of(committer.append(files, "run").version());
                  } catch (LakeBusyException told) {
                    return Optional.empty();
                  }
                }));
      }
      TreeSet<Long> versions = new TreeSet<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        Optional<Long> version = all.get(i).get();
        if (version.isPresent()) {
          assertThat(versions.add(version.get())).as("one commit for each version").isTrue();
          expected.add("area-" + i);
        }
      }
      assertThat(versions).isNotEmpty();
      assertThat(areas(versions.last())).containsExactlyElementsOf(expected);
      assertThat(dataFiles()).as("a refused commit's file is deleted").hasSize(expected.size());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aRefusedCommitIsToldWhatToDoAndLeavesNoFile() throws IOException {
    overwrite("140000");
    List<Path> before = dataFiles();
    Configuration racing = new Configuration(HADOOP);
    racing.set("io.delta.kernel.logStore.file.impl", RacingLogStore.class.getName());
    TableCommitter slow = TableCommitter.open(root, racing, null);

    assertThatThrownBy(() -> slow.overwrite(slow.write(VALUES, Value.of("1")), "run-2"))
        .isInstanceOf(LakeBusyException.class)
        .hasMessageContaining("table 'values' of the lake '")
        .hasMessageContaining("was written by another run meanwhile")
        .hasMessageContaining("try again later");
    assertThat(dataFiles()).isEqualTo(before);
  }

  /** Before each write another one takes the name. */
  public static final class RacingLogStore extends io.delta.storage.LocalLogStore {
    /** As Kernel makes one. */
    public RacingLogStore(Configuration hadoop) {
      super(hadoop);
    }

    @Override
    public void write(
        org.apache.hadoop.fs.Path path,
        java.util.Iterator<String> actions,
        Boolean overwrite,
        Configuration hadoop)
        throws IOException {
      super.write(path, List.of("{\"commitInfo\":{}}").iterator(), overwrite, hadoop);
      super.write(path, actions, overwrite, hadoop);
    }
  }

  @Test
  void severalTablesAreWrittenSideBySide() {
    List<TableFiles> tables = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tables.add(committer.write(Value.schema("table_" + i), Value.of("area-" + i)));
    }
    List<WriteResult> told = new ArrayList<>();

    List<WriteResult> results = committer.overwriteAll(tables, "run-1", told::add);

    assertThat(results)
        .extracting(WriteResult::table)
        .containsExactlyElementsOf(tables.stream().map(one -> one.table().name()).toList());
    assertThat(results).allMatch(result -> result.version() == 0 && result.changed());
    assertThat(told).containsExactlyInAnyOrderElementsOf(results);
  }

  @Test
  void theFirstFailureOfSeveralTablesIsThrown() throws IOException {
    Files.createDirectories(folder.resolve("湖 lake"));
    TableFiles good = committer.write(VALUES, Value.of("1"));
    TableFiles bad = committer.write(Value.schema("bad"), Value.of("1"));
    Files.writeString(folder.resolve("湖 lake/bad/_delta_log"), "a file where a folder should be");

    assertThatThrownBy(() -> committer.overwriteAll(List.of(good, bad), "run-1", result -> {}))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 'bad' of the lake '")
        .hasMessageContaining("could not be written and is as it was");
    assertThat(areas(0)).as("what was under way is finished").containsExactly("1");
  }

  @Test
  void aTableOfAnotherFormatIsRefusedWithTheWayOut() throws IOException {
    overwrite("140000");
    edit("\"xiaokang.lakeFormat\":\"2\"", "\"xiaokang.lakeFormat\":\"3\"");
    assertThatThrownBy(() -> committer.requireWritable(List.of("nowhere", "values")))
        .hasMessageContaining("table 'values' of the lake '")
        .hasMessageContaining("is of the lake format '3';");
    List<Path> before = dataFiles();
    assertThatThrownBy(() -> overwrite("410000"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining(
            "is of the lake format '3'; this program writes the format 2. Start a new lake folder"
                + " (--lake), or remove this one and run again: nothing is lost, for the sources"
                + " are read again");

    assertThat(dataFiles()).isEqualTo(before);

    edit("xiaokang.lakeFormat", "somebody.elses");
    assertThatThrownBy(() -> committer.append(committer.write(VALUES, Value.of("410000")), "run-2"))
        .hasMessageContaining("is of the lake format 1; this program writes the format 2.");
  }

  /** Who adds a constraint by SQL has a table that Kernel cannot hold to it. */
  @Test
  void aTableThatKernelMustNotWriteIsRefused() throws IOException {
    overwrite("140000");
    committer.requireWritable(List.of("nowhere", "values"));
    edit("\"appendOnly\"", "\"appendOnly\",\"checkConstraints\"");
    edit(
        "\"xiaokang.lakeFormat\"",
        "\"delta.constraints.positive\":\"value > 0\",\"xiaokang.lakeFormat\"");

    assertThatThrownBy(() -> overwrite("410000"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("could not be written and is as it was")
        .hasMessageContaining("checkConstraints");
    assertThat(areas(0)).containsExactly("140000");
  }

  /** Changes what the first entry of the log says; the checksum beside it says the same. */
  private void edit(String text, String other) throws IOException {
    Path log = folder.resolve("湖 lake/values/_delta_log");
    for (String name : List.of("00000000000000000000.json", "00000000000000000000.crc")) {
      String said = Files.readString(log.resolve(name));
      assertThat(said).contains(text);
      Files.writeString(log.resolve(name), said.replace(text, other));
      Files.deleteIfExists(log.resolve("." + name + ".crc"));
    }
  }

  @Test
  void checksumsAreWrittenForEachVersionAndCheckpointsForSome() {
    for (int i = 0; i <= 10; i++) {
      overwrite("area-" + i);
    }
    Path log = folder.resolve("湖 lake/values/_delta_log");
    assertThat(log.resolve("00000000000000000003.crc")).exists();
    assertThat(log.resolve("00000000000000000010.crc")).exists();
    assertThat(log.resolve("00000000000000000010.checkpoint.parquet")).exists();
    assertThat(areas(10)).containsExactly("area-10");
    assertThat(overwrite("area-10").changed()).isFalse();
  }

  @Test
  void aDeclarationThatChangedIsCommittedWithTheRows() {
    overwrite("140000");
    TableSchema<Value> other =
        new TableSchema<>(
            "values",
            "Values of regions. Grain: ref_area.",
            List.of(
                TableSchema.Column.required(
                    "ref_area", ColumnType.Plain.LONG, "Code", v -> Long.valueOf(v.refArea())),
                TableSchema.Column.optional(
                    "income_growth", ColumnType.Plain.DOUBLE, "Percent", v -> 1.5)),
            List.of(new TableSchema.Condition<>("codes_are_positive", "ref_area > 0", v -> true)),
            List.of("income_growth"));

    assertThat(committer.overwrite(committer.write(other, Value.of("140000")), "run-2"))
        .isEqualTo(new WriteResult("values", 1, 1, true));

    LakeReader reader = LakeReader.open(root, HADOOP);
    var table = reader.newest("values").orElseThrow();
    assertThat(table.comment()).isEqualTo("Values of regions. Grain: ref_area.");
    assertThat(table.columns())
        .extracting(column -> column.name() + " " + column.type() + ": " + column.comment())
        .containsExactly("ref_area BIGINT: Code", "income_growth DOUBLE: Percent");
    assertThat(table.rows()).extracting(TableRow::cells).hasSize(1);
    assertThat(table.rows().get(0).number("ref_area")).isEqualTo(140000);
    assertThat(properties())
        .containsEntry("xiaokang.condition.codes_are_positive", "ref_area > 0")
        .doesNotContainKey("xiaokang.condition.area_is_known")
        .containsEntry("xiaokang.clusteredBy", "income_growth")
        .containsEntry("delta.dataSkippingStatsColumns", "income_growth");
    assertThat(committer.overwrite(committer.write(other, Value.of("140000")), "run-3").changed())
        .isFalse();
    assertThat(overwrite("140000").version()).as("and back").isEqualTo(2);
    assertThat(areas(2)).containsExactly("140000");
  }

  private java.util.Map<String, String> properties() {
    return begin().present().orElseThrow().getTableProperties();
  }

  @Test
  void eachPartOfADeclarationCounts() {
    overwrite("140000");
    TableSchema<Value> table = VALUES;
    List<TableSchema<Value>> changed =
        List.of(
            new TableSchema<>(
                "values", "Other.", table.columns(), table.conditions(), table.clusterBy()),
            new TableSchema<>("values", "Other.", table.columns(), List.of(), table.clusterBy()),
            new TableSchema<>("values", "Other.", table.columns(), List.of(), List.of()),
            new TableSchema<>(
                "values",
                "Other.",
                List.of(
                    table.columns().get(0),
                    TableSchema.Column.optional(
                        "value", ColumnType.Plain.DOUBLE, "Other unit", Value::value)),
                List.of(),
                List.of()));
    long version = 0;
    for (TableSchema<Value> schema : changed) {
      version++;
      assertThat(committer.overwrite(committer.write(schema, Value.of("140000")), "run"))
          .isEqualTo(new WriteResult("values", version, 1, true));
      assertThat(committer.overwrite(committer.write(schema, Value.of("140000")), "run").changed())
          .isFalse();
    }
  }

  @Test
  void whatSomebodyElseSetIsKept() throws IOException {
    overwrite("140000");
    edit("\"xiaokang.lakeFormat\":\"2\"", "\"xiaokang.lakeFormat\":\"2\",\"owner\":\"statistics\"");

    assertThat(overwrite("140000").changed()).isFalse();
    committer.overwrite(
        committer.write(
            new TableSchema<>("values", "Other.", VALUES.columns(), List.of(), List.of()),
            Value.of("1")),
        "run-2");
    assertThat(properties()).containsEntry("owner", "statistics");
  }

  @Test
  void rowsAreAddedOnlyWhereTheOldOnesCanBeReadWithThem() {
    overwrite("140000");
    TableSchema.Column<Value> area = VALUES.columns().get(0);
    assertThatThrownBy(
            () ->
                append(
                    List.of(
                        area,
                        TableSchema.Column.optional(
                            "value", ColumnType.Plain.TEXT, "V", v -> "1"))))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("its rows have the column 'value' as double, not as string");
    assertThatThrownBy(
            () ->
                append(
                    List.of(
                        area,
                        TableSchema.Column.required(
                            "value", ColumnType.Plain.DOUBLE, "V", v -> 1.0))))
        .hasMessageContaining("its rows may lack the column 'value'");
    assertThatThrownBy(
            () ->
                append(
                    List.of(
                        area,
                        TableSchema.Column.required("note", ColumnType.Plain.TEXT, "N", v -> ""))))
        .hasMessageContaining("its rows lack the column 'note'");
    assertThatCode(
            () ->
                append(
                    List.of(
                        area,
                        VALUES.columns().get(1),
                        TableSchema.Column.optional("note", ColumnType.Plain.TEXT, "N", v -> "n"))))
        .doesNotThrowAnyException();
    assertThat(areas(1)).containsExactly("140000", "410000");
  }

  private void append(List<TableSchema.Column<Value>> columns) {
    TableSchema<Value> schema =
        new TableSchema<>("values", "Values.", columns, List.of(), List.of());
    committer.append(committer.write(schema, Value.of("410000")), "run-2");
  }
}

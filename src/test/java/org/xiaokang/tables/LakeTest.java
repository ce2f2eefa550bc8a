package org.xiaokang.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.LakeBusyException;
import org.xiaokang.reader.Release;

class LakeTest {
  private static final TableDefinition VALUES =
      new TableDefinition(
          "values",
          "Values or reasons. Grain: ref_area.",
          List.of(
              required("ref_area", StringType, "Region code"),
              optional("obs_value", DoubleType, "Income in yuan/person"),
              optional("reason", StringType, "Why there is no value"),
              optional("received", DataTypes.createMapType(StringType, StringType), "As received")),
          Map.of("value_or_reason", "obs_value IS NOT NULL OR reason IS NOT NULL"),
          List.of("ref_area"));

  private static final Row HENAN =
      RowFactory.create("410000", 12.5, null, Map.of("a", "1", "b", "2"));
  private static final Row SHANXI = RowFactory.create("140000", null, "not reported", null);
  private static final Row NEITHER = RowFactory.create("500000", null, null, Map.of());
  private static final Row NOWHERE = RowFactory.create(null, 1.0, null, Map.of());

  @TempDir Path folder;
  private final SparkSession spark = SparkTest.session();
  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.open(spark, folder.resolve("湖 lake of 2020").toString());
  }

  private Dataset<Row> rows(Row... rows) {
    return spark.createDataFrame(List.of(rows), VALUES.schema().asNullable());
  }

  private static Release release(String id, long seconds, Map<String, Long> tables) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    return new Release(
        id,
        start,
        start.plusSeconds(seconds),
        "0.1.0",
        "c",
        "f",
        tables,
        Map.of("values", 1L),
        5,
        1,
        1,
        1,
        2,
        Map.of());
  }

  @Test
  void everyVersionStaysReadable() {
    WriteResult first = lake.overwrite(VALUES, rows(HENAN), "run-1");
    WriteResult second = lake.overwrite(VALUES, rows(SHANXI, HENAN), "run-2");

    assertThat(first).isEqualTo(new WriteResult("values", 0, 1, true));
    assertThat(second).isEqualTo(new WriteResult("values", 1, 2, true));
    assertThat(content(lake.read("values")))
        .containsExactlyInAnyOrder(content(HENAN), content(SHANXI));
    assertThat(content(lake.read("values", 0))).containsExactly(content(HENAN));
  }

  /** Delta by itself reads no version but the newest once it is a week old. */
  @Test
  void versionsOlderThanAWeekAreReadAndPutBack() throws Exception {
    lake.overwrite(VALUES, rows(HENAN), "run-1");
    lake.overwrite(VALUES, rows(SHANXI), "run-2");
    FileTime monthAgo = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
    try (Stream<Path> log = Files.list(folder.resolve("湖 lake of 2020/values/_delta_log"))) {
      for (Path entry : log.toList()) {
        Files.setLastModifiedTime(entry, monthAgo);
      }
    }
    DeltaLog.clearCache();
    SparkSession another = spark.newSession();
    another.conf().set(Lake.READS_NO_OLD_VERSION, "true");
    Lake later = Lake.open(another, lake.root());

    assertThat(content(later.read("values", 0))).containsExactly(content(HENAN));
    Release release = release("run-1", 1, Map.of("values", 0L));
    assertThat(Restoration.of(later, release, "run-3")).contains(Map.of("values", 2L));
    assertThat(content(later.read("values"))).containsExactly(content(HENAN));
  }

  @Test
  void equalContentInAnotherOrderIsNotWrittenAgain() throws Exception {
    lake.overwrite(VALUES, rows(HENAN, SHANXI), "run-1");
    long files = files();

    WriteResult again =
        lake.overwrite(VALUES, rows(SHANXI, HENAN).repartition(3, col("obs_value")), "run-2");

    assertThat(again).isEqualTo(new WriteResult("values", 0, 2, false));
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void aNullThatChangesPlacesIsAChange() {
    lake.overwrite(VALUES, rows(RowFactory.create("1", null, "x", Map.of("x", "y"))), "run-1");
    Map<String, String> otherWay = Map.of("y", "x");

    assertThat(
            lake.overwrite(VALUES, rows(RowFactory.create("1", null, "x", otherWay)), "run-2")
                .changed())
        .isTrue();
    assertThat(
            lake.overwrite(VALUES, rows(RowFactory.create("1", null, "x", null)), "run-3")
                .changed())
        .isTrue();
    assertThat(
            lake.overwrite(VALUES, rows(RowFactory.create("x", 1.0, null, null)), "run-4")
                .changed())
        .isTrue();
  }

  @Test
  void aTextThatMovesToANullBesideItIsAChange() {
    TableDefinition texts =
        new TableDefinition(
            "texts",
            "Two texts. Grain: none.",
            List.of(
                optional("one", StringType, "A text"), optional("other", StringType, "Another")),
            Map.of(),
            List.of());
    StructType schema = texts.schema();
    lake.overwrite(
        texts, spark.createDataFrame(List.of(RowFactory.create(null, "x")), schema), "run-1");
    Dataset<Row> moved = spark.createDataFrame(List.of(RowFactory.create("x", null)), schema);
    assertThat(lake.overwrite(texts, moved, "run-2").changed()).isTrue();
    assertThat(lake.overwrite(texts, moved, "run-3").changed()).isFalse();
  }

  @Test
  void contentChangedByAnotherProgramIsReplaced() {
    lake.overwrite(VALUES, rows(HENAN, SHANXI), "run-1");
    spark.sql("DELETE FROM delta.`" + lake.root() + "/values` WHERE ref_area = '410000'");

    assertThat(lake.overwrite(VALUES, rows(HENAN, SHANXI), "run-2"))
        .isEqualTo(new WriteResult("values", 2, 2, true));
  }

  @Test
  void noRowsAreAContentToo() {
    assertThat(lake.overwrite(VALUES, rows(), "run-1"))
        .isEqualTo(new WriteResult("values", 0, 0, true));
    assertThat(lake.overwrite(VALUES, rows().filter("1 = 0"), "run-2"))
        .isEqualTo(new WriteResult("values", 0, 0, false));
    assertThat(lake.overwrite(VALUES, rows(HENAN), "run-3").rows()).isEqualTo(1);
    assertThat(lake.overwrite(VALUES, rows(), "run-4"))
        .isEqualTo(new WriteResult("values", 2, 0, true));
    assertThat(lake.read("values").count()).isZero();
  }

  @Test
  void aBrokenConstraintLeavesThePreviousVersion() {
    lake.overwrite(VALUES, rows(HENAN), "run-1");

    assertThatThrownBy(() -> lake.overwrite(VALUES, rows(SHANXI, NEITHER), "run-2"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 'values'")
        .hasMessageContaining("value_or_reason");
    assertThatThrownBy(() -> lake.overwrite(VALUES, rows(SHANXI, NOWHERE), "run-2"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("ref_area");

    assertThat(content(lake.read("values"))).containsExactly(content(HENAN));
  }

  @Test
  void aBrokenConstraintOnTheFirstWriteLeavesNoTable() {
    assertThatThrownBy(() -> lake.overwrite(VALUES, rows(NEITHER), "run-1"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("value_or_reason");

    assertThat(lake.exists("values")).isFalse();
    assertThat(lake.overwrite(VALUES, rows(HENAN), "run-2").version()).isZero();
  }

  @Test
  void aWriteThatFailsLeavesThePreviousVersion() {
    lake.overwrite(VALUES, rows(HENAN), "run-1");
    Dataset<Row> failing =
        rows(HENAN)
            .withColumn(
                "reason", expr("CASE WHEN obs_value < 0 THEN 'x' ELSE raise_error('no') END"));

    assertThatThrownBy(() -> lake.overwrite(VALUES, failing, "run-2"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("could not be written and is as it was");
    assertThat(content(lake.read("values"))).containsExactly(content(HENAN));
  }

  @Test
  void wrongColumnsAreAllNamed() {
    Dataset<Row> wrong =
        rows(HENAN).drop("reason").withColumnRenamed("received", "seen").selectExpr("*", "0L AS n");

    assertThatThrownBy(
            () -> lake.overwrite(VALUES, wrong.withColumn("obs_value", wrong.col("n")), "run-1"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("'reason' (STRING) is missing")
        .hasMessageContaining("'received' (MAP<STRING, STRING>) is missing")
        .hasMessageContaining("'obs_value' is BIGINT, expected DOUBLE")
        .hasMessageContaining("'n' (BIGINT) is not defined")
        .hasMessageContaining("'seen' (MAP<STRING, STRING>) is not defined");
  }

  @Test
  void columnsMayComeInAnyOrder() {
    lake.overwrite(
        VALUES, rows(HENAN).select("reason", "received", "ref_area", "obs_value"), "run-1");

    assertThat(content(lake.read("values"))).containsExactly(content(HENAN));
  }

  @Test
  void theTableSaysWhatItMeans() {
    lake.overwrite(VALUES, rows(HENAN), "run-1");
    lake.overwrite(VALUES, rows(SHANXI), "run-2");
    String table = "delta.`" + lake.root() + "/values`";

    Row detail = spark.sql("DESCRIBE DETAIL " + table).first();
    assertThat(detail.<String>getAs("description")).isEqualTo(VALUES.comment());
    assertThat(detail.getList(detail.fieldIndex("clusteringColumns"))).hasToString("[ref_area]");
    assertThat(detail.getJavaMap(detail.fieldIndex("properties")))
        .hasEntrySatisfying(
            "delta.constraints.value_or_reason",
            sql -> assertThat(sql).hasToString(VALUES.constraints().get("value_or_reason")));
    assertThat(spark.sql("DESCRIBE " + table).select("col_name", "comment").collectAsList())
        .contains(
            RowFactory.create("ref_area", "Region code"),
            RowFactory.create("obs_value", "Income in yuan/person"));
    assertThat(spark.sql("DESCRIBE HISTORY " + table).select("userMetadata").first().getString(0))
        .contains("\"run_id\":\"run-2\"");
    assertThat(lake.read("values").schema().apply("ref_area").nullable()).isFalse();
  }

  @Test
  void aChangedDefinitionIsDeclaredAnewWithItsRows() {
    lake.overwrite(VALUES, rows(HENAN, SHANXI), "run-1");
    List<TableDefinition.Column> wider = new ArrayList<>(VALUES.columns());
    wider.remove(2);
    wider.add(optional("share", DoubleType, "Share in percent"));
    TableDefinition changed =
        new TableDefinition(
            "values", "Now with shares.", wider, Map.of("positive", "share > 0"), List.of("share"));
    Dataset<Row> rows = rows(HENAN).drop("reason").selectExpr("*", "5D AS share");

    assertThat(lake.overwrite(changed, rows, "run-2"))
        .isEqualTo(new WriteResult("values", 1, 1, true));
    assertThat(lake.overwrite(changed, rows, "run-3").changed()).isFalse();

    assertThat(lake.read("values").columns())
        .containsExactly("ref_area", "obs_value", "received", "share");
    assertThat(lake.read("values", 0).columns()).contains("reason");
    Row detail = spark.sql("DESCRIBE DETAIL delta.`" + lake.root() + "/values`").first();
    assertThat(detail.getList(detail.fieldIndex("clusteringColumns"))).hasToString("[share]");
    assertThat(
            new TreeSet<>(
                detail.<String, String>getJavaMap(detail.fieldIndex("properties")).keySet()))
        .containsExactly(
            "delta.constraints.positive",
            "delta.dataSkippingStatsColumns",
            "delta.enableDeletionVectors",
            "delta.enableExpiredLogCleanup",
            "xiaokang.clusteredBy");
  }

  @Test
  void severalTablesAreWrittenTogetherAndAnsweredInOrder() {
    List<TableWrite> writes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      writes.add(new TableWrite(named("t" + i), rows(HENAN)));
    }
    List<String> told = new ArrayList<>();

    List<WriteResult> results = lake.writeAll(writes, "run-1", result -> told.add(result.table()));

    assertThat(results)
        .extracting(WriteResult::table)
        .containsExactly("t0", "t1", "t2", "t3", "t4", "t5");
    assertThat(told).containsExactlyInAnyOrder("t0", "t1", "t2", "t3", "t4", "t5");
  }

  @Test
  void oneFailureAmongSeveralIsThrown() {
    List<TableWrite> writes =
        List.of(
            new TableWrite(named("good"), rows(HENAN)),
            new TableWrite(named("bad"), rows(NEITHER)));

    assertThatThrownBy(() -> lake.writeAll(writes, "run-1", result -> {}))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 'bad'");
  }

  @Test
  void ofTwoRunsAtOnceTheLaterIsToldToTryAgain() throws Exception {
    lake.overwrite(VALUES, rows(HENAN), "run-1");
    Gate.opened = new CompletableFuture<>();
    Gate.entered = new CompletableFuture<>();
    UserDefinedFunction gate =
        udf((UDF1<Double, Double>) Gate::pass, DoubleType).asNondeterministic();
    Dataset<Row> slow = rows(SHANXI).withColumn("obs_value", gate.apply(lit(1.0)));

    CompletableFuture<WriteResult> later =
        CompletableFuture.supplyAsync(() -> lake.overwrite(VALUES, slow, "run-2"));
    Gate.entered.get(1, TimeUnit.MINUTES);
    lake.overwrite(VALUES, rows(HENAN, SHANXI), "run-3");
    Gate.opened.complete(null);

    assertThatThrownBy(later::join)
        .cause()
        .isInstanceOf(LakeBusyException.class)
        .hasMessageContaining("'values'")
        .hasMessageContaining("try again later");
    assertThat(content(lake.read("values")))
        .containsExactlyInAnyOrder(content(HENAN), content(SHANXI));
  }

  @Test
  void aReleaseShowsItsOwnVersionsWhileTheNextRunWrites() {
    assertThat(lake.latestRelease()).isEmpty();
    lake.overwrite(VALUES, rows(HENAN), "run-1");
    Release first = release("run-1", 60, Map.of("values", 0L));
    lake.publish(first);
    lake.overwrite(VALUES, rows(SHANXI), "run-2");

    assertThat(lake.latestRelease()).contains(first);
    assertThat(content(lake.tables(first).table("values"))).containsExactly(content(HENAN));
    lake.views(first);
    assertThat(spark.sql("SELECT ref_area FROM values").collectAsList())
        .containsExactly(RowFactory.create("410000"));
    assertThat(spark.sql("SELECT release_id FROM releases").collectAsList())
        .containsExactly(RowFactory.create("run-1"));

    Release second = release("run-2", 120, Map.of("values", 1L));
    lake.publish(second);
    assertThat(lake.latestRelease()).contains(second);
    assertThat(lake.read("releases").count()).isEqualTo(2);
  }

  @Test
  void aReleaseWhoseRowsDoNotAddUpIsNotPublished() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Release wrong =
        new Release(
            "run-1", now, now, "0.1.0", "c", "f", Map.of(), Map.of(), 3, 1, 1, 0, 0, Map.of());

    assertThatThrownBy(() -> lake.publish(wrong))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("rows_add_up");
    assertThat(lake.latestRelease()).isEmpty();
  }

  @Test
  void aMissingTableIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> lake.read("values"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no table 'values'; it has []");
    lake.overwrite(VALUES, rows(HENAN), "run-1");

    assertThatThrownBy(() -> lake.read("value"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no table 'value'; it has [values]");
    assertThatThrownBy(() -> lake.tables(release("run-1", 1, Map.of("values", 0L))).table("value"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("release 'run-1' has no table 'value'; it has [values]");
  }

  @Test
  void aFileSystemNobodyKnowsIsNamed() {
    assertThatThrownBy(() -> Lake.open(spark, "nofs://bucket/lake"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot open the lake 'nofs://bucket/lake'");
  }

  /** Where a row waits for the test; static, because Spark copies functions. */
  private static final class Gate {
    static CompletableFuture<Void> entered = new CompletableFuture<>();
    static CompletableFuture<Void> opened = new CompletableFuture<>();

    static Double pass(Double value) {
      entered.complete(null);
      opened.join();
      return value;
    }
  }

  private static TableDefinition named(String name) {
    return new TableDefinition(
        name, "One of several.", VALUES.columns(), VALUES.constraints(), VALUES.clusterBy());
  }

  /** Comparable, which Spark's maps are not. */
  private static List<Object> content(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size() - 1; i++) {
      values.add(row.get(i));
    }
    values.add(row.get(3) instanceof scala.collection.Map<?, ?> ? row.getJavaMap(3) : row.get(3));
    return values;
  }

  private static List<List<Object>> content(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(LakeTest::content).toList();
  }

  private long files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}

package org.xiaokang.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ColumnType.Plain;

/** What becomes of records in a file, and what is said of the file. */
class DataFileWriterTest {
  private static final Configuration HADOOP = new Configuration();

  /** A row of two texts and the run that received it. */
  record Pair(String first, @Nullable String second, String run) {
    static final TableSchema<Pair> SCHEMA =
        new TableSchema<>(
            "pairs",
            "Pairs.",
            List.of(
                required("first", Plain.TEXT, "First", Pair::first),
                optional("second", Plain.TEXT, "Second", Pair::second),
                required("run_id", Plain.TEXT, "Run", Pair::run)),
            List.of(),
            List.of("first"));
  }

  @TempDir private Path folder;

  private DataFile write(AllTypes... rows) {
    return DataFileWriter.write(HADOOP, folder.toString(), AllTypes.SCHEMA, List.of(rows));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aFileSaysWhatItIs() throws Exception {
    DataFile file = write(AllTypes.rows().toArray(AllTypes[]::new));

    Path stored = folder.resolve("all_types").resolve(file.path());
    assertThat(file.path()).matches("part-00000-[0-9a-f-]{36}\\.zstd\\.parquet");
    assertThat(file.bytes()).isEqualTo(Files.size(stored));
    assertThat(file.modifiedMillis()).isEqualTo(Files.getLastModifiedTime(stored).toMillis());
    assertThat(file.rows()).isEqualTo(5);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    new ObjectOutputStream(sent).writeObject(file);
    assertThat(new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray())).readObject())
        .isEqualTo(file);
  }

  @Test
  void aWriterWithoutARowStoresNothing() throws IOException {
    DataFile file = write();

    assertThat(file.rows()).isZero();
    assertThat(file.content()).isEqualTo(TableContent.NONE);
    assertThat(files()).isEmpty();
  }

  @Test
  void anUnfinishedFileIsDeleted() throws IOException {
    try (DataFileWriter<AllTypes> writer =
        DataFileWriter.open(HADOOP, folder.toString(), AllTypes.SCHEMA, 7)) {
      writer.write(AllTypes.of("140000"));
      assertThat(files()).anyMatch(file -> file.getFileName().toString().startsWith("part-00007-"));
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void aRowWithoutARequiredCellIsRefused() throws IOException {
    AllTypes row = new AllTypes(Map.of("name", "河南省", "obs_value", new BigDecimal("1.50")));

    assertThatThrownBy(() -> write(AllTypes.of("140000"), row))
        .isInstanceOf(XiaokangException.class)
        .hasMessage(
            "table 'all_types' refuses a row: column 'ref_area' is null; expected a value; the"
                + " row: name 河南省, obs_value 1.50; nothing of it is published");
    assertThat(files()).isEmpty();
  }

  @Test
  void aRowThatBreaksAConditionIsRefusedWithItsSql() throws IOException {
    assertThatThrownBy(() -> write(AllTypes.of("140000").with("coverage", 1.25)))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining(
            "condition 'coverage_is_a_share' does not hold: coverage IS NULL OR coverage BETWEEN"
                + " 0 AND 1; the row: ref_area 140000, coverage 1.25;");
    assertThat(files()).isEmpty();
  }

  @Test
  void aCellThatItsColumnCannotHoldIsRefused() throws IOException {
    assertThatThrownBy(
            () ->
                write(AllTypes.of("1").with("obs_value", new BigDecimal("0.1234567890123456789"))))
        .hasMessageContaining(
            "column 'obs_value' is 0.1234567890123456789; expected at most 20 digits before the"
                + " point and 18 behind it");
    assertThatThrownBy(
            () ->
                write(AllTypes.of("1").with("obs_value", new BigDecimal("100000000000000000000"))))
        .hasMessageContaining("column 'obs_value' is 100000000000000000000; expected at most");
    assertThatThrownBy(() -> write(AllTypes.of("1").with("flags", Arrays.asList("a", null))))
        .hasMessageContaining("column 'flags' holds a null in a list; expected none");
    assertThatThrownBy(
            () ->
                write(
                    AllTypes.of("1")
                        .with("row_counts", Collections.singletonMap("indicators", null))))
        .hasMessageContaining("column 'row_counts' holds the entry indicators=null in a map");
    assertThatThrownBy(() -> write(AllTypes.of("1").with("reported", 7L)))
        .hasMessageContaining("column 'reported' of type INTEGER cannot hold 7, a Long");
    assertThatThrownBy(() -> write(AllTypes.of("1").with("finished_at", Instant.MAX)))
        .hasMessageContaining(
            "column 'finished_at' of type TIMESTAMP cannot hold +1000000000-12-31");
    assertThat(files()).isEmpty();
  }

  @Test
  void aLongRowIsToldShort() {
    String text = "很".repeat(10_000);

    assertThatThrownBy(() -> write(AllTypes.of("1").with("name", text).with("coverage", 2.0)))
        .hasMessageContaining("name " + "很".repeat(40) + "..., coverage 2.0;")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(400));
  }

  /** Marks and hashes of texts as {@link RowBytes} says; all hashes by Spark's own XXH64. */
  @Test
  void theContentIsTheSumOfTheHashesOfTheRowsBytes() {
    DataFile file =
        DataFileWriter.write(
            HADOOP,
            folder.toString(),
            Pair.SCHEMA,
            List.of(new Pair("县", null, "run-1"), new Pair("", "ab", "run-1")));

    byte[] one = row(xxh64("县".getBytes(UTF_8)), null);
    byte[] other = row(xxh64(new byte[0]), xxh64(new byte[] {'a', 'b'}));
    assertThat(file.content())
        .isEqualTo(
            new TableContent(
                2, BigInteger.valueOf(xxh64(one)).add(BigInteger.valueOf(xxh64(other)))));
  }

  private static byte[] row(@Nullable Long... cells) {
    ByteBuffer bytes = ByteBuffer.allocate(9 * cells.length).order(ByteOrder.LITTLE_ENDIAN);
    for (Long cell : cells) {
      bytes.put((byte) (cell == null ? 0 : 1));
      if (cell != null) {
        bytes.putLong(cell);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static long xxh64(byte[] bytes) {
    return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, 42);
  }

  @Test
  void theContentDoesNotDependOnOrderOrFilesOrTheRunThatReceivedARow() {
    List<AllTypes> rows = new ArrayList<>(AllTypes.rows());
    TableContent whole = write(rows.toArray(AllTypes[]::new)).content();
    Collections.shuffle(rows, new Random(7));

    assertThat(
            TableContent.of(
                List.of(
                    write(rows.subList(0, 2).toArray(AllTypes[]::new)),
                    write(rows.subList(2, 5).toArray(AllTypes[]::new)))))
        .isEqualTo(whole);
    assertThat(pair(new Pair("a", "b", "run-2"))).isEqualTo(pair(new Pair("a", "b", "run-1")));
  }

  private TableContent pair(Pair pair) {
    return DataFileWriter.write(HADOOP, folder.toString(), Pair.SCHEMA, List.of(pair)).content();
  }

  /** Each differs from each of the others by one cell, or by where it stands. */
  @Test
  void theContentTellsRowsApart() {
    AllTypes row = AllTypes.of("1");
    List<AllTypes> different =
        List.of(
            row,
            row.with("name", ""),
            row.with("name", "1"),
            row.with("preferred", false),
            row.with("preferred", true),
            row.with("reported", 0),
            row.with("observation_id", 0L),
            row.with("coverage", 0.0),
            row.with("valid_from", LocalDate.EPOCH),
            row.with("finished_at", Instant.EPOCH),
            row.with("finished_at", Instant.EPOCH.plusNanos(1000)),
            row.with("obs_value", BigDecimal.ZERO),
            row.with("flags", List.of()),
            row.with("flags", List.of("")),
            row.with("flags", List.of("a", "b")),
            row.with("flags", List.of("b", "a")),
            row.with("flags", List.of("ab")),
            row.with("first_input", new AllTypes.Input("a", null, null)),
            row.with("first_input", new AllTypes.Input("a", null, List.of())),
            row.with("inputs", List.of(new AllTypes.Input("a", null, null))),
            row.with("attributes", Map.of()),
            row.with("attributes", Map.of("a", "b")),
            row.with("attributes", Map.of("b", "a")),
            row.with("attributes", Collections.singletonMap("a", null)),
            row.with("row_counts", Map.of("a", 1L)));

    assertThat(different.stream().map(one -> write(one).content()).distinct())
        .hasSize(different.size());
    assertThat(pair(new Pair("a", null, "r"))).isNotEqualTo(pair(new Pair("", "a", "r")));
    assertThat(write(row, row).content()).isNotEqualTo(write(row).content());
  }

  @Test
  void theContentIsWhatTheFileHolds() {
    AllTypes row = AllTypes.of("1").with("obs_value", new BigDecimal("1.5"));
    assertThat(write(row.with("obs_value", new BigDecimal("1.5000"))).content())
        .isEqualTo(write(row).content());
    assertThat(write(row.with("finished_at", Instant.EPOCH.plusNanos(1999))).content())
        .isEqualTo(write(row.with("finished_at", Instant.EPOCH.plusNanos(1000))).content());
    Map<String, Long> sorted = new TreeMap<>(Map.of("a", 1L, "b", 2L, "c", 3L));
    Map<String, Long> reversed = new TreeMap<>(Collections.reverseOrder());
    reversed.putAll(sorted);
    assertThat(write(row.with("row_counts", reversed)).content())
        .isEqualTo(write(row.with("row_counts", sorted)).content());
  }

  @Test
  void sumsOfHashesDoNotOverflow() {
    ContentSum sum = new ContentSum();
    BigInteger expected = BigInteger.ZERO;
    for (long hash : new long[] {Long.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE, 5, -7}) {
      sum.add(hash);
      sum.add(hash);
      expected = expected.add(BigInteger.valueOf(hash)).add(BigInteger.valueOf(hash));
    }
    assertThat(sum.content()).isEqualTo(new TableContent(12, expected));
  }

  @Test
  void statisticsSayTheBoundsAndNullsOfTheColumnsThatTheTableIsClusteredBy() {
    assertThat(write(AllTypes.rows().toArray(AllTypes[]::new)).statistics())
        .isEqualTo(
            ("{'numRecords':5,"
                    + "'minValues':{'ref_area':'140000','observation_id':-9223372036854775808,"
                    + "'valid_from':'1400-02-28','finished_at':'1899-12-31T23:59:59.999Z'},"
                    + "'maxValues':{'ref_area':'520000','observation_id':9223372036854775807,"
                    + "'valid_from':'9999-12-31','finished_at':'2026-01-01T21:00:00.123Z'},"
                    + "'nullCount':{'ref_area':0,'observation_id':2,'valid_from':2,'finished_at':3},"
                    + "'tightBounds':true}")
                .replace('\'', '"'));
  }

  @Test
  void aColumnWithoutAValueHasNoBounds() {
    assertThat(write(AllTypes.of("1")).statistics())
        .contains("\"minValues\":{\"ref_area\":\"1\"}")
        .contains("\"valid_from\":1");
  }

  /** Texts are ordered as their bytes are, which Java's chars beyond U+FFFF are not. */
  @Test
  void longTextsAreCutBelowTheSmallestAndAboveTheLargest() {
    String shared = "县".repeat(32);
    assertThat(write(AllTypes.of(shared + "b"), AllTypes.of(shared + "a")).statistics())
        .contains("\"minValues\":{\"ref_area\":\"" + shared + "\"}")
        .contains("\"maxValues\":{\"ref_area\":\"" + shared + "\uDBFF\uDFFF\"}");
    assertThat(write(AllTypes.of("\uFF01"), AllTypes.of("𠮷")).statistics())
        .contains("\"minValues\":{\"ref_area\":\"\uFF01\"}")
        .contains("\"maxValues\":{\"ref_area\":\"𠮷\"}");
    String last = "\uDBFF\uDFFF".repeat(33);
    assertThat(write(AllTypes.of(last)).statistics()).contains("\"maxValues\":{}");
  }

  @Test
  void whatCannotBeOrderedHasNoBounds() {
    assertThat(write(AllTypes.of("1").with("valid_from", LocalDate.of(10_000, 1, 1))).statistics())
        .contains("\"minValues\":{\"ref_area\":\"1\"}")
        .contains("\"valid_from\":0");
  }

  @Test
  void decimalsAreStoredAsTheirValueTimesTenToTheEighteenth() {
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      int digits = 1 + random.nextInt(120);
      BigInteger unscaled =
          new BigInteger(digits, random)
              .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
      BigDecimal value = new BigDecimal(unscaled, random.nextInt(19));
      if (value.precision() - value.scale() <= 20) {
        byte[] bytes = StoredDecimals.bytes(value);
        assertThat(ByteBuffer.wrap(bytes).remaining()).isEqualTo(16);
        assertThat(new BigDecimal(new BigInteger(bytes), 18)).isEqualByComparingTo(value);
      }
    }
  }

  @Test
  void textsAreTheirUtf8HoweverManyThereAre() {
    TextBytes texts = new TextBytes();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20_000; i++) {
        String text = "区 " + i;
        assertThat(texts.of(text).utf8().getBytes()).isEqualTo(text.getBytes(UTF_8));
      }
    }
  }
}

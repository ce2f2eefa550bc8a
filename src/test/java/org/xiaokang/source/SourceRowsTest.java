package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.intake.Mapping;
import org.xiaokang.tables.SourceReader;

/** Declarations of every kind give the rows that Spark's readers and expressions give. */
class SourceRowsTest {
  private static final Map<String, String> PLAIN =
      Map.of(
          "doc_id", "'yearbook'",
          "obs_id", "id",
          "region_code", "land",
          "metric_code", "'income'",
          "unit", "'EUR'",
          "value", "amount");

  @TempDir private Path folder;

  @Test
  void theSample() {
    Source sample =
        ConfigurationReader.read(Path.of("conf/xiaokang.yaml"), new Problems())
            .orElseThrow()
            .sources()
            .get(0);
    List<ReceivedRow> rows = assertAsBefore(sample);
    assertThat(rows).hasSizeGreaterThan(200);
    assertThat(rows.get(0).line()).isEqualTo(2);
    assertThat(rows).allSatisfy(row -> assertThat(row.file()).endsWith("reports/metrics.csv"));
  }

  @Test
  void aTableOfColumnsAndTexts() throws IOException {
    write("a.csv", "id,land,Amount,note\n1,AT,5, x \n2,DE\n\n3,FR,\"a\"\"\nb\",\n4,IT,7,8,9\n");
    Map<String, String> columns = with(PLAIN, "value", "Amount", "locator", "_source_file");
    List<ReceivedRow> rows = assertAsBefore(source("csv", "a.csv", columns));
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(2L, 3L, 5L, 7L);
    assertThat(rows)
        .extracting(ReceivedRow::malformed)
        .containsExactly(null, "2,DE", null, "4,IT,7,8,9");
  }

  @Test
  void aTableWithAMarkAndCrLf() throws IOException {
    write("a.csv", "\uFEFF\"id\",land,amount\r\n1,\"A,T\",5\r\n\r\n2,\"D\r\nE\",6");
    List<ReceivedRow> rows = assertAsBefore(source("csv", "a.csv", PLAIN));
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(2L, 4L);
  }

  @Test
  void aTableInAnotherEncodingWithItsOwnSeparator() throws IOException {
    Files.write(folder.resolve("a.txt"), "id;地区;值\n1;上蔡县;1\n".getBytes(Charset.forName("GB18030")));
    Map<String, String> columns =
        with(PLAIN, "value", "值", "region_name", "地区", "region_code", "null");
    List<ReceivedRow> rows =
        assertAsBefore(source("csv", "a.txt", Map.of("Encoding", "GB18030", "SEP", ";"), columns));
    assertThat(rows.get(0).received()).containsEntry("地区", "上蔡县");
    Files.write(
        folder.resolve("b.csv"),
        "id,land,amount\n1,caf\u00E9,5\n".getBytes(StandardCharsets.ISO_8859_1));
    assertAsBefore(source("csv", "b.csv", PLAIN));
  }

  @Test
  void aTableWithoutAHeader() throws IOException {
    write("a.csv", "1,AT,5\n2,DE,6\n3\n");
    Map<String, String> columns =
        with(PLAIN, "obs_id", "_c0", "region_code", "_c1", "value", "_c2");
    List<ReceivedRow> rows =
        assertAsBefore(source("csv", "a.csv", Map.of("header", "false"), columns));
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aTableWithoutRowsOverSeveralLines() throws IOException {
    write("a.csv", "#by hand\r\nid,land,amount\r\n  \r\n1,AT,5\r\n#2,DE,6\r\n3,\"F\r\n");
    assertAsBefore(source("csv", "a.csv", Map.of("multiLine", "false", "comment", "#"), PLAIN));
  }

  @Test
  void namesThatAreBlankOrTwice() throws IOException {
    write("a.csv", " id ,,B,b\n1,AT,5,6\n");
    Map<String, String> columns = with(PLAIN, "region_code", "_c1", "value", "B2");
    ReceivedRow row = assertAsBefore(source("csv", "a.csv", columns)).get(0);
    assertThat(row.received())
        .containsExactlyEntriesOf(ordered("id", "1", "_c1", "AT", "B2", "5", "b3", "6"));
  }

  @Test
  void packedFilesAndFoldersInTheOrderOfTheirNames() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("id,land,amount\n1,AT,5\n2,AT,6\n".getBytes(StandardCharsets.UTF_8));
    }
    write("data/b [1].csv", "id,land,amount\n3,DE,7\n");
    Files.write(folder.resolve("data/a.csv.gz"), bytes.toByteArray());
    write("data/_SUCCESS", "");
    List<ReceivedRow> rows = assertAsBefore(source("csv", "data", PLAIN));
    assertThat(rows).extracting(row -> row.received().get("id")).containsExactly("1", "2", "3");
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(2L, 3L, 2L);
    Set<String> one = Set.of(rows.get(2).file());
    assertThat(SourceRows.read(SparkTest.session(), source("csv", "data", PLAIN), one).collect())
        .containsExactly(rows.get(2));
    assertThat(
            SourceRows.read(SparkTest.session(), source("csv", "data", PLAIN), Set.of()).collect())
        .isEmpty();
  }

  @Test
  void aLargeFileIsReadByManyTasks() throws IOException {
    StringBuilder text = new StringBuilder("id,land,amount\n");
    for (int i = 0; i < 200; i++) {
      text.append(i).append(",\"A\nT\",").append(i % 7 == 0 ? "5,6\n" : "5\n");
    }
    write("a.csv", text.toString());
    write("b.csv", "id,land,amount\n1,AT,5\n");
    SourceFolder found = SourceFolder.of(SparkTest.session(), source("csv", "*.csv", Map.of()));
    CsvFormat format = CsvFormatReader.of(found.input().source());
    CsvTable table = CsvTable.of(found.input(), format, found.opener(), found.folderCells());
    FileRanges ranges =
        new FileRanges(
            SourceErrors.of(found.input().source()),
            found.opener(),
            new RecordFormat.Rows(format, 3),
            500);
    List<FileRange> read =
        ranges
            .tasks(
                JavaSparkContext.fromSparkContext(SparkTest.session().sparkContext()),
                table.files())
            .collect();
    assertThat(read).hasSizeGreaterThan(4);
    assertThat(read.get(0).firstLine()).isEqualTo(1);
    FileRange second = read.get(1);
    assertThat(text.substring(0, (int) second.from()).lines().count() + 1)
        .isEqualTo(second.firstLine());
    assertThat(text.substring((int) second.from())).matches("(?s)[0-9]+,\"A\n.*");
    assertThat(read.get(read.size() - 1).file()).endsWith("/b.csv");
  }

  @Test
  void foldersThatStandForCells() throws IOException {
    write("data/year=2019/month=01/a.csv", "id,land,amount\n1,AT,5\n");
    write("data/year=2020/month=02/a.csv", "id,land,amount\n2,DE,6\n2\n");
    Map<String, String> columns = with(PLAIN, "period_start", "year", "note", "year + 1");
    List<ReceivedRow> rows = assertAsBefore(source("csv", "data", columns));
    assertThat(rows.get(0).received()).containsEntry("year", "2019").containsEntry("month", "1");

    write("json/year=2019/a.json", "{\"id\":1,\"land\":\"AT\",\"amount\":5}\n");
    assertAsBefore(source("json", "json", columns));
  }

  @Test
  void expressions() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,5\n2,DE\n\n3,FR,7\n");
    Map<String, String> columns =
        with(
            PLAIN,
            "value",
            "cast(amount as int) + 1",
            "note",
            "concat(id, ':', land)",
            "locator",
            "concat_ws('-', id, null, land)",
            "scope",
            "nullif(upper(land), 'AT')",
            "qualifier",
            "right(_source_file, 5)",
            "region_name",
            "LAND",
            "period_kind",
            "cast(1 as string)",
            "period_start",
            "case when amount between 5 and 6 then 'x' end",
            "period_end",
            "cast(null as string)",
            "confidence",
            "amount / 3d",
            "action",
            "id || _malformed");
    assertAsBefore(source("csv", "a.csv", columns));
  }

  @Test
  void whatSaysNoMoreThanColumnsAndTextsIsNotComputed() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,5\n");
    Map<String, String> columns =
        with(
            PLAIN,
            "note",
            "concat(id, ':', land)",
            "region_name",
            "LAND",
            "scope",
            "`land`",
            "locator",
            "id || 'x' || 'y'",
            "period_start",
            "concat('20', '19')");
    Source source = source("csv", "a.csv", columns);
    RowMapping mapping =
        MappingCompiler.compile(SparkTest.session(), source, texts("id", "land", "amount"));
    assertThat(mapping.expressions()).isNull();
    assertThat(mapping.rules().get(Source.CONTRACT.indexOf("note")))
        .isEqualTo(
            new CellRule.Joined(
                List.of(new CellRule.OwnCell(0), new CellRule.Text(":"), new CellRule.OwnCell(1))));
    assertAsBefore(source);
  }

  @Test
  void aWideTable() throws IOException {
    write("a.csv", "land,2018,2019,x\nAT,1,,z\nDE,2\nFR,　,4,y\n\"IT\nx\",5,6,\n");
    Map<String, String> columns =
        with(
            PLAIN, "obs_id", "concat(land, ':', year)", "value", "printed", "period_start", "year");
    List<ReceivedRow> rows = assertAsBefore(wide("csv", "a.csv", columns, "20\\d\\d"));
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(2L, 3L, 4L, 5L, 5L);
    assertAsBefore(
        wide("csv", "a.csv", with(columns, "note", "cast(year as int) + 1"), "20\\d\\d"));
  }

  @Test
  void jsonLines() throws IOException {
    write(
        "a.json",
        """
        {"id": 1, "amount": 1.50, "o": {"x": 0.10, "y": null}, "land": "AT"}

        {broken
        {"id": "2", "l": [1, "2"], "o": null, "big": 12345678901234567890123}
        [{"id": 3}, {"id": 4, "amount": {"odd": 1.0}}]
        {"id": 5},
        """);
    List<ReceivedRow> rows =
        assertAsBefore(
            source("json", "a.json", with(PLAIN, "note", "o.x", "locator", "o", "scope", "l[1]")));
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(1L, 3L, 4L, 5L, 5L, 6L);
    assertAsBefore(source("json", "a.json", PLAIN));
    assertAsBefore(
        wide("json", "a.json", with(PLAIN, "value", "printed", "note", "o.x"), "amount|big"));
  }

  @Test
  void aLineOfMoreThanItsObjectIsMalformed() throws IOException {
    // Spark takes the first object, and what follows is lost.
    write(
        "a.json", "{\"id\":1,\"land\":\"AT\",\"amount\":1} {\"id\":2}\n{\"id\":3}x\n{\"id\":4} \n");
    assertThat(SourceRows.read(SparkTest.session(), source("json", "a.json", PLAIN)).collect())
        .extracting(ReceivedRow::malformed)
        .containsExactly("{\"id\":1,\"land\":\"AT\",\"amount\":1} {\"id\":2}", "{\"id\":3}x", null);
  }

  @Test
  void jsonInAnotherEncodingKeepsItsDigits() throws IOException {
    Files.write(
        folder.resolve("a.json"),
        "{\"id\": 1, \"land\": \"河南\", \"amount\": 1.50}\n".getBytes(Charset.forName("GB18030")));
    Source source = source("json", "a.json", Map.of("encoding", "GB18030"), PLAIN);
    ReceivedRow row = SourceRows.read(SparkTest.session(), source).first();
    assertThat(row.received()).isEqualTo(Map.of("id", "1", "land", "河南", "amount", "1.50"));
  }

  @Test
  void jsonOverSeveralLinesHasNone() throws IOException {
    write("a.json", "[\n {\"id\": 1, \"land\": \"AT\",\n \"amount\": 1.50}\n]\n");
    Source source = source("json", "a.json", Map.of("multiline", "true"), PLAIN);
    assertThat(assertAsBefore(source)).extracting(ReceivedRow::line).containsExactly((Long) null);
  }

  @Test
  void parquetAndDelta() {
    Dataset<Row> typed =
        SparkTest.session()
            .sql(
                "select 1 id, 'AT' land, 1.50 amount, 2.5d z, struct(1 as x) o, date'2019-12-31' d"
                    + " union all select 2, null, null, 1e10d, null, null");
    typed.write().parquet(folder.resolve("p").toString());
    typed.write().format("delta").save(folder.resolve("d").toString());
    Map<String, String> columns =
        with(PLAIN, "note", "z + 1", "locator", "o", "period_end", "d", "scope", "z");
    assertAsBefore(source("parquet", "p", columns));
    List<ReceivedRow> rows = assertAsBefore(source("delta", "d", columns));
    assertThat(rows).extracting(ReceivedRow::line).containsOnlyNulls();
    Source parquet = source("parquet", "p", columns);
    List<ReceivedRow> all = SourceRows.read(SparkTest.session(), parquet).collect();
    assertThat(SourceRows.read(SparkTest.session(), parquet, Set.of(all.get(0).file())).collect())
        .isNotEmpty()
        .allMatch(row -> row.file().equals(all.get(0).file()));
    assertAsBefore(
        wide(
            "parquet",
            "p",
            with(
                PLAIN,
                "region_code",
                "'AT'",
                "value",
                "printed",
                "note",
                "year || id",
                "scope",
                "z"),
            "land|amount|o|d"));
  }

  @Test
  void anExpressionThatFailsForARowNamesItsColumnFileAndLine() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,5\n2,DE,x\n");
    Map<String, String> columns =
        with(PLAIN, "note", "upper(land)", "value", "cast(amount as int)");
    assertThatThrownBy(
            () -> SourceRows.read(SparkTest.session(), source("csv", "a.csv", columns)).collect())
        .rootCause() // of Spark's
        .hasMessageContaining("CAST_INVALID_INPUT");
    assertThatThrownBy(
            () -> SourceRows.read(SparkTest.session(), source("csv", "a.csv", columns)).collect())
        .cause()
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining(
            "source 'theirs': the expression of column 'value' cannot be computed for a row of ")
        .hasMessageContaining("/a.csv, line 3: cast(amount as int): [CAST_INVALID_INPUT]")
        .hasMessageContaining("use try_cast");
  }

  @Test
  void aFileThatEndsTooSoonIsNamedWithItsLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("id,land,amount\n1,AT,5\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("a.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
    assertThatThrownBy(
            () -> SourceRows.read(SparkTest.session(), source("csv", "a.csv.gz", PLAIN)).collect())
        .hasMessageContaining("source 'theirs': cannot read ")
        .hasMessageContaining("a.csv.gz");
  }

  private List<ReceivedRow> assertAsBefore(Source source) {
    List<ReceivedRow> now = SourceRows.read(SparkTest.session(), source).collect();
    Dataset<Row> before = Mapping.raw(SourceReader.read(SparkTest.session(), source), source);
    assertThat(now.stream().map(SourceRowsTest::shown).toList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            before.collectAsList().stream().map(SourceRowsTest::shown).toList());
    return now;
  }

  private static Map<String, Object> shown(ReceivedRow row) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("source", row.source());
    shown.put("file", row.file());
    shown.put("cells", row.cells());
    shown.put("malformed", row.malformed());
    shown.put("received", row.received());
    return shown;
  }

  /** A malformed row has no cells now; before, they held what was found of them. */
  private static Map<String, Object> shown(Row row) {
    Map<String, Object> shown = new LinkedHashMap<>();
    String malformed = row.getAs("malformed");
    List<String> cells = new ArrayList<>();
    Source.CONTRACT.forEach(column -> cells.add(row.getAs(column)));
    shown.put("source", row.getAs("source"));
    shown.put("file", row.getAs("source_file"));
    shown.put("cells", malformed == null ? ContractRow.of(cells) : null);
    shown.put("malformed", malformed);
    shown.put("received", row.getJavaMap(row.fieldIndex("received")));
    return shown;
  }

  private static List<StructField> texts(String... names) {
    return List.of(names).stream()
        .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Source source(String format, String path, Map<String, String> columns) {
    return source(format, path, Map.of(), columns);
  }

  private Source source(
      String format, String path, Map<String, String> options, Map<String, String> columns) {
    return source(format, path, options, columns, Optional.empty());
  }

  private Source wide(String format, String path, Map<String, String> columns, String pattern) {
    return source(
        format,
        path,
        Map.of(),
        columns,
        Optional.of(new Source.Unpivot(List.of(), Optional.of(pattern), "year", "printed")));
  }

  private Source source(
      String format,
      String path,
      Map<String, String> options,
      Map<String, String> columns,
      Optional<Source.Unpivot> unpivot) {
    return new Source(
        "theirs",
        format,
        folder.resolve(path).toString(),
        options,
        columns,
        unpivot,
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, String> ordered(String... pairs) {
    return with(Map.of(), pairs);
  }

  private static Map<String, String> with(Map<String, String> base, String... pairs) {
    Map<String, String> map = new LinkedHashMap<>(base);
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}

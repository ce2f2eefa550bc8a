package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.ReceivedRow;

/** Which rows declarations of every kind give. */
class SourceRowsTest {
  /** What all rows say that are declared so; {@link #shown} leaves it out. */
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
    List<ReceivedRow> rows = read(sample);
    assertThat(rows).hasSizeGreaterThan(200);
    assertThat(shown(rows.get(1)))
        .startsWith(
            "3: doc_id=000 obs_id=000-002 region_code=411722 region_name=上蔡县"
                + " metric_code=poor_population_lifted scope=all period_kind=cumulative"
                + " value=181200 unit=人 qualifier=exact published_on=2021-05-21 locator=697"
                + " note=sentence opens with 2020年2月 ")
        .contains(", value_si=181200, unit_si=person, qualifier=exact, kind=flow,");
    assertThat(rows).extracting(ReceivedRow::malformed).containsOnlyNulls();
    assertThat(rows).allSatisfy(row -> assertThat(row.file()).endsWith("reports/metrics.csv"));
  }

  @Test
  void aTableOfColumnsAndTexts() throws IOException {
    write("a.csv", "id,land,Amount,note\n1,AT,5, x \n2,DE\n\n3,FR,\"a\"\"\nb\",\n4,IT,7,8,9\n");
    Map<String, String> columns = with(PLAIN, "value", "Amount", "locator", "_source_file");
    assertThat(texts(source("csv", "a.csv", columns)))
        .containsExactly(
            "2: obs_id=1 region_code=AT value=5 locator=FILE note=x"
                + " <- {id=1, land=AT, Amount=5, note= x }",
            "3! 2,DE <- {id=2, land=DE, Amount=null, note=null}",
            "5: obs_id=3 region_code=FR value=a\"\nb locator=FILE"
                + " <- {id=3, land=FR, Amount=a\"\nb, note=null}",
            "7! 4,IT,7,8,9 <- {id=4, land=IT, Amount=7, note=8}");
  }

  @Test
  void aTableWithAMarkAndCrLf() throws IOException {
    write("a.csv", "\uFEFF\"id\",land,amount\r\n1,\"A,T\",5\r\n\r\n2,\"D\r\nE\",6");
    assertThat(texts(source("csv", "a.csv", PLAIN)))
        .containsExactly(
            "2: obs_id=1 region_code=A,T value=5 <- {id=1, land=A,T, amount=5}",
            "4: obs_id=2 region_code=D\nE value=6 <- {id=2, land=D\nE, amount=6}");
  }

  @Test
  void aTableInAnotherEncodingWithItsOwnSeparator() throws IOException {
    Files.write(folder.resolve("a.txt"), "id;地区;值\n1;上蔡县;1\n".getBytes(Charset.forName("GB18030")));
    Map<String, String> columns =
        with(PLAIN, "value", "值", "region_name", "地区", "region_code", "null");
    assertThat(texts(source("csv", "a.txt", Map.of("Encoding", "GB18030", "SEP", ";"), columns)))
        .containsExactly("2: obs_id=1 region_name=上蔡县 value=1 <- {id=1, 地区=上蔡县, 值=1}");
    Files.write(
        folder.resolve("b.csv"),
        "id,land,amount\n1,caf\u00E9,5\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(texts(source("csv", "b.csv", PLAIN)))
        .containsExactly(
            "2: obs_id=1 region_code=caf\uFFFD value=5 <- {id=1, land=caf\uFFFD, amount=5}");
  }

  @Test
  void aTableWithoutAHeader() throws IOException {
    write("a.csv", "1,AT,5\n2,DE,6\n3\n");
    Map<String, String> columns =
        with(PLAIN, "obs_id", "_c0", "region_code", "_c1", "value", "_c2");
    assertThat(texts(source("csv", "a.csv", Map.of("header", "false"), columns)))
        .containsExactly(
            "1: obs_id=1 region_code=AT value=5 <- {_c0=1, _c1=AT, _c2=5}",
            "2: obs_id=2 region_code=DE value=6 <- {_c0=2, _c1=DE, _c2=6}",
            "3! 3 <- {_c0=3, _c1=null, _c2=null}");
  }

  @Test
  void aTableWithoutRowsOverSeveralLines() throws IOException {
    write("a.csv", "#by hand\r\nid,land,amount\r\n  \r\n1,AT,5\r\n#2,DE,6\r\n3,\"F\r\n");
    assertThat(texts(source("csv", "a.csv", Map.of("multiLine", "false", "comment", "#"), PLAIN)))
        .containsExactly(
            "4: obs_id=1 region_code=AT value=5 <- {id=1, land=AT, amount=5}",
            "6! 3,\"F <- {id=3, land=F, amount=null}");
  }

  @Test
  void namesThatAreBlankOrTwice() throws IOException {
    write("a.csv", " id ,,B,b\n1,AT,5,6\n");
    Map<String, String> columns = with(PLAIN, "region_code", "_c1", "value", "B2");
    assertThat(texts(source("csv", "a.csv", columns)))
        .containsExactly("2: obs_id=1 region_code=AT value=5 <- {id=1, _c1=AT, B2=5, b3=6}");
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
    List<ReceivedRow> rows = read(source("csv", "data", PLAIN));
    assertThat(rows.stream().map(SourceRowsTest::shown))
        .containsExactly(
            "2: obs_id=1 region_code=AT value=5 <- {id=1, land=AT, amount=5}",
            "3: obs_id=2 region_code=AT value=6 <- {id=2, land=AT, amount=6}",
            "2: obs_id=3 region_code=DE value=7 <- {id=3, land=DE, amount=7}");
    assertThat(rows.get(0).file()).startsWith("file:/").endsWith("/data/a.csv.gz");
    assertThat(rows.get(1).file()).isEqualTo(rows.get(0).file());
    assertThat(rows.get(2).file()).startsWith("file:/").contains("/data/b");
    Set<String> one = Set.of(rows.get(2).file());
    assertThat(
            SourceRows.read(SparkTest.session(), source("csv", "data", PLAIN), one, nothing -> {})
                .collect())
        .containsExactly(rows.get(2));
    assertThat(
            SourceRows.read(
                    SparkTest.session(), source("csv", "data", PLAIN), Set.of(), nothing -> {})
                .collect())
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
    assertThat(texts(source("csv", "data", columns)))
        .containsExactly(
            "2: obs_id=1 region_code=AT period_start=2019 value=5 note=2020"
                + " <- {id=1, land=AT, amount=5, year=2019, month=1}",
            "2: obs_id=2 region_code=DE period_start=2020 value=6 note=2021"
                + " <- {id=2, land=DE, amount=6, year=2020, month=2}",
            "3! 2 <- {id=2, land=null, amount=null, year=2020, month=2}");

    write("json/year=2019/a.json", "{\"id\":1,\"land\":\"AT\",\"amount\":5}\n");
    assertThat(texts(source("json", "json", columns)))
        .containsExactly(
            "1: obs_id=1 region_code=AT period_start=2019 value=5 note=2020"
                + " <- {amount=5, id=1, land=AT, year=2019}");
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
    assertThat(texts(source("csv", "a.csv", columns)))
        .containsExactly(
            "2: obs_id=1 region_code=AT region_name=AT period_start=x period_kind=1 value=6"
                + " qualifier=a.csv locator=1-AT confidence=1.6666666666666667 note=1:AT"
                + " <- {id=1, land=AT, amount=5}",
            "3! 2,DE <- {id=2, land=DE, amount=null}",
            "5: obs_id=3 region_code=FR region_name=FR scope=FR period_kind=1 value=8"
                + " qualifier=a.csv locator=3-FR confidence=2.3333333333333335 note=3:FR"
                + " <- {id=3, land=FR, amount=7}");
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
        MappingCompiler.compile(
            SparkTest.session(),
            source,
            Contract.FIGURES,
            fields("id", "land", "amount"),
            nothing -> {});
    assertThat(mapping.expressions()).isNull();
    assertThat(mapping.rules().get(Source.CONTRACT.indexOf("note")))
        .isEqualTo(
            new CellRule.Joined(
                List.of(new CellRule.OwnCell(0), new CellRule.Text(":"), new CellRule.OwnCell(1))));
    assertThat(texts(source))
        .containsExactly(
            "2: obs_id=1 region_code=AT region_name=AT scope=AT period_start=2019 value=5"
                + " locator=1xy note=1:AT <- {id=1, land=AT, amount=5}");
  }

  @Test
  void aWideTable() throws IOException {
    write("a.csv", "land,2018,2019,x\nAT,1,,z\nDE,2\nFR,　,4,y\n\"IT\nx\",5,6,\n");
    Map<String, String> columns =
        with(
            PLAIN, "obs_id", "concat(land, ':', year)", "value", "printed", "period_start", "year");
    assertThat(texts(wide("csv", "a.csv", columns, "20\\d\\d")))
        .containsExactly(
            "2: obs_id=AT:2018 region_code=AT period_start=2018 value=1"
                + " <- {land=AT, x=z, year=2018, printed=1}",
            "3! DE,2 <- {land=DE, x=null, year=2018, printed=2}",
            "4: obs_id=FR:2019 region_code=FR period_start=2019 value=4"
                + " <- {land=FR, x=y, year=2019, printed=4}",
            "5: obs_id=IT\nx:2018 region_code=IT\nx period_start=2018 value=5"
                + " <- {land=IT\nx, x=null, year=2018, printed=5}",
            "5: obs_id=IT\nx:2019 region_code=IT\nx period_start=2019 value=6"
                + " <- {land=IT\nx, x=null, year=2019, printed=6}");
    columns = with(columns, "obs_id", "land", "note", "cast(year as int) + 1");
    assertThat(texts(wide("csv", "a.csv", columns, "2019")))
        .containsExactly(
            "2:  <- {land=AT, 2018=1, x=z, year=null, printed=null}",
            "3! DE,2 <- {land=DE, 2018=2, x=null, year=2019, printed=null}",
            "4: obs_id=FR region_code=FR period_start=2019 value=4 note=2020"
                + " <- {land=FR, 2018=　, x=y, year=2019, printed=4}",
            "5: obs_id=IT\nx region_code=IT\nx period_start=2019 value=6 note=2020"
                + " <- {land=IT\nx, 2018=5, x=null, year=2019, printed=6}");
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
    Map<String, String> columns = with(PLAIN, "note", "o.x", "locator", "o", "scope", "l[1]");
    assertThat(texts(source("json", "a.json", columns)))
        .containsExactly(
            "1: obs_id=1 region_code=AT value=1.50 locator={\"x\":\"0.10\"} note=0.10"
                + " <- {amount=1.50, id=1, land=AT, o={\"x\":\"0.10\"}}",
            "3! {broken <- {}",
            "4: obs_id=2 scope=2" + " <- {big=12345678901234567890123, id=2, l=[\"1\",\"2\"]}",
            "5: obs_id=3 <- {id=3}",
            "5: obs_id=4 value={\"odd\": 1.0} <- {amount={\"odd\": 1.0}, id=4}",
            "6: obs_id=5 <- {id=5}");
    assertThat(texts(source("json", "a.json", PLAIN)).get(0))
        .as("without an expression")
        .isEqualTo(
            "1: obs_id=1 region_code=AT value=1.50"
                + " <- {amount=1.50, id=1, land=AT, o={\"x\":\"0.10\"}}");
    columns = with(PLAIN, "value", "printed", "note", "o.x");
    assertThat(texts(wide("json", "a.json", columns, "amount|big")))
        .containsExactly(
            "1: obs_id=1 region_code=AT value=1.50 note=0.10"
                + " <- {id=1, land=AT, o={\"x\":\"0.10\"}, year=amount, printed=1.50}",
            "3! {broken <- {year=amount}",
            "4: obs_id=2 value=12345678901234567890123"
                + " <- {id=2, l=[\"1\",\"2\"], year=big, printed=12345678901234567890123}",
            "5:  <- {id=3}",
            "5: obs_id=4 value={\"odd\": 1.0}" + " <- {id=4, year=amount, printed={\"odd\": 1.0}}",
            "6:  <- {id=5}");
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
    assertThat(texts(source))
        .containsExactly("-: obs_id=1 region_code=AT value=1.50 <- {amount=1.50, id=1, land=AT}");
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
    for (Source source : List.of(source("parquet", "p", columns), source("delta", "d", columns))) {
      assertThat(texts(source))
          .containsExactlyInAnyOrder(
              "-: obs_id=1 region_code=AT scope=2.5 period_end=2019-12-31 value=1.50"
                  + " locator={\"x\":1} note=3.5"
                  + " <- {id=1, land=AT, amount=1.50, z=2.5, o={\"x\":1}, d=2019-12-31}",
              "-: obs_id=2 scope=10000000000 note=10000000001 <- {id=2, z=10000000000}");
    }
    Source parquet = source("parquet", "p", columns);
    List<ReceivedRow> all = SourceRows.read(SparkTest.session(), parquet).collect();
    assertThat(
            SourceRows.read(SparkTest.session(), parquet, Set.of(all.get(0).file()), nothing -> {})
                .collect())
        .isNotEmpty()
        .allMatch(row -> row.file().equals(all.get(0).file()));
    columns =
        with(PLAIN, "region_code", "'AT'", "value", "printed", "note", "year || id", "scope", "z");
    assertThat(texts(wide("parquet", "p", columns, "land|amount|o|d")))
        .containsExactly(
            "-: obs_id=1 region_code=AT scope=2.5 value=AT note=land1"
                + " <- {id=1, z=2.5, year=land, printed=AT}",
            "-: obs_id=1 region_code=AT scope=2.5 value=1.50 note=amount1"
                + " <- {id=1, z=2.5, year=amount, printed=1.50}",
            "-: obs_id=1 region_code=AT scope=2.5 value={\"x\":1} note=o1"
                + " <- {id=1, z=2.5, year=o, printed={\"x\":1}}",
            "-: obs_id=1 region_code=AT scope=2.5 value=2019-12-31 note=d1"
                + " <- {id=1, z=2.5, year=d, printed=2019-12-31}",
            "-:  <- {id=2, z=10000000000}");
  }

  @Test
  void numbersOfAnyTypeKeepTheirPrintedForm() {
    Dataset<Row> typed =
        SparkTest.session()
            .sql(
                "select 12345678.9d a, cast(0.1 as float) b, 100d c, 0d e, 1e-7d f,"
                    + " double('NaN') g, 1e300d h, cast(2.50 as decimal(10,2)) i, 7L j,"
                    + " date'2019-12-31' k, struct(1 as x) l, array(1, 2) m, true n,"
                    + " 'file:/any' _source_file, cast(null as string) _malformed");
    Map<String, String> columns =
        Map.ofEntries(
            Map.entry("doc_id", "a"),
            Map.entry("obs_id", "b"),
            Map.entry("region_code", "c"),
            Map.entry("metric_code", "e"),
            Map.entry("value", "f"),
            Map.entry("unit", "g"),
            Map.entry("scope", "h"),
            Map.entry("note", "i"),
            Map.entry("locator", "j"),
            Map.entry("period_end", "k"),
            Map.entry("region_name", "l"),
            Map.entry("qualifier", "m"),
            Map.entry("confidence", "n"));
    List<ReceivedRow> rows =
        SourceRows.map(SparkTest.session(), source("parquet", "any", columns), typed).collect();
    assertThat(shown(rows.get(0)))
        .isEqualTo(
            "-: doc_id=12345678.9 obs_id=0.1 region_code=100 region_name={\"x\":1}"
                + " metric_code=0 scope=1.0E300 period_end=2019-12-31 value=1.0E-7 unit=NaN"
                + " qualifier=[1,2] locator=7 confidence=true note=2.50"
                + " <- {a=12345678.9, b=0.1, c=100, e=0, f=1.0E-7, g=NaN, h=1.0E300, i=2.50, j=7,"
                + " k=2019-12-31, l={\"x\":1}, m=[1,2], n=true}");
  }

  @Test
  void anExpressionThatFailsForARowIsThatRowsReason() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,5\n2,DE,x\n");
    Map<String, String> columns =
        with(PLAIN, "note", "upper(land)", "value", "cast(amount as int)");
    List<ReceivedRow> rows = read(source("csv", "a.csv", columns));
    assertThat(rows.get(0).faults()).isEmpty();
    ReceivedRow failed = rows.get(1);
    assertThat(failed.line()).isEqualTo(3);
    assertThat(Objects.requireNonNull(failed.cells()).note()).isEqualTo("DE");
    assertThat(failed.cells().value()).isNull();
    assertThat(failed.faults()).hasSize(1);
    Reason fault = failed.faults().get(0);
    assertThat(fault.code() + " " + fault.column() + " " + fault.value())
        .isEqualTo("not_computed value amount = 'x'");
    assertThat(fault.expected()).contains("cast(amount as int)", "CAST_INVALID_INPUT");
  }

  @Test
  void textsAreNumbersWhereTheyAreComputedWith() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,0.0583\n2,DE,..\n3,FR,1250\n4,IT,0\n");
    List<ReceivedRow> rows = read(source("csv", "a.csv", with(PLAIN, "value", "-amount * 100")));
    assertThat(rows.stream().map(row -> Objects.requireNonNull(row.cells()).value()))
        .containsExactly("-5.83", null, "-125000", "0");
    assertThat(rows.get(1).faults()).hasSize(1);
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

  private static List<ReceivedRow> read(Source source) {
    return SourceRows.read(SparkTest.session(), source).collect();
  }

  private static List<String> texts(Source source) {
    return read(source).stream().map(SourceRowsTest::shown).toList();
  }

  /** Line and cells, or line and malformed text; then the row as it was received. */
  private static String shown(ReceivedRow row) {
    ContractRow cells = row.cells();
    String line = row.line() == null ? "-" : String.valueOf(row.line());
    assertThat(row.malformed() == null).isEqualTo(cells != null);
    String said = cells == null ? "! " + row.malformed() : ": " + shown(cells);
    return (line + said + " <- " + row.received()).replace(row.file(), "FILE");
  }

  private static String shown(ContractRow cells) {
    List<String> shown = new ArrayList<>();
    RecordComponent[] components = ContractRow.class.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      String column = Source.CONTRACT.get(i);
      Object cell = cell(components[i], cells);
      if (cell != null && !("'" + cell + "'").equals(PLAIN.get(column))) {
        shown.add(column + "=" + cell);
      }
    }
    return String.join(" ", shown);
  }

  private static @Nullable Object cell(RecordComponent component, ContractRow cells) {
    try {
      return component.getAccessor().invoke(cells);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a component of a record cannot be read", e);
    }
  }

  private static List<StructField> fields(String... names) {
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

  private static Map<String, String> with(Map<String, String> base, String... pairs) {
    Map<String, String> map = new LinkedHashMap<>(base);
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}

package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

class SourceReaderTest {
  @TempDir Path folder;

  @Test
  void aCsvFileIsReadAsTextWithItsFile() throws IOException {
    write("a.csv", "doc_id,value\nd1,1.50\nd2,\n");
    Dataset<Row> rows = read("csv", "a.csv");
    assertThat(rows.columns()).containsExactly("doc_id", "value", "_source_file", "_malformed");
    List<Row> list = rows.collectAsList();
    assertThat(list).hasSize(2);
    assertThat(list.get(0).getString(1)).isEqualTo("1.50");
    assertThat(list.get(0).getString(2)).endsWith("/a.csv");
    assertThat(list.get(0).isNullAt(3)).isTrue();
    assertThat(list.get(1).isNullAt(1)).isTrue();
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    write("a.csv", "\uFEFFdoc_id,value\nd1,1\n");
    write("b.csv", "\uFEFF\"doc_id\",\"value\"\nd2,2\n");
    Dataset<Row> rows = read("csv", "*.csv");
    assertThat(rows.columns()).startsWith("doc_id", "value");
    assertThat(strings(rows.orderBy("doc_id"), "doc_id")).containsExactly("d1", "d2");
  }

  @Test
  void quotesHoldSeparatorsQuotesAndLineBreaks() throws IOException {
    write("a.csv", "doc_id,note,value\r\nd1,\"a,\"\"b\"\"\r\nc\",1\r\nd2,x,2");
    assertThat(strings(read("csv", "a.csv"), "note")).containsExactly("a,\"b\"\nc", "x");
  }

  @Test
  void rowsWithTooManyOrTooFewCellsAreKeptAsMalformed() throws IOException {
    write("a.csv", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n5,6,7\n");
    assertThat(strings(read("csv", "a.csv"), "_malformed"))
        .containsExactly(null, "1,2", "1,2,3,4", null);
  }

  @Test
  void aQuoteThatIsNeverClosedDoesNotSwallowRowsUnseen() throws IOException {
    write("a.csv", "a,b,c,note\n1,2,3,x\n4,5,6,\"open\n7,8,9,y\n10,11,12,z\n");
    List<Row> rows = read("csv", "a.csv").collectAsList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).<String>getAs("_malformed")).contains("7,8,9,y").contains("10,11,12,z");

    write("b.csv", "a,b,c,note\n4,5,6,\"two\nlines, no more\"\n");
    assertThat(strings(read("csv", "b.csv"), "_malformed")).containsExactly((String) null);
  }

  @Test
  void aNameThatLooksLikeAGlobIsAFile() throws IOException {
    write("a[1].csv", "a\n1\n");
    write("b 2.csv", "a\n2\n");
    assertThat(strings(read("csv", "*.csv").orderBy("a"), "a")).containsExactly("1", "2");
  }

  @Test
  void theReadersOwnOptionsAreHonoured() throws IOException {
    Files.write(folder.resolve("a.txt"), "地区;值\n上蔡县;1\n".getBytes(Charset.forName("GB18030")));
    Dataset<Row> rows = read("csv", "a.txt", Map.of("Encoding", "GB18030", "SEP", ";"));
    assertThat(rows.columns()).startsWith("地区", "值");
    assertThat(strings(rows, "`地区`")).containsExactly("上蔡县");

    write("b.csv", "1,2\n3,4\n");
    Dataset<Row> headless = read("csv", "b.csv", Map.of("header", "false"));
    assertThat(headless.columns()).startsWith("_c0", "_c1");
    assertThat(headless.count()).isEqualTo(2);
  }

  @Test
  void bytesThatAreNotUtf8ShowAsReplacementCharacters() throws IOException {
    Files.write(
        folder.resolve("a.csv"), "doc_id,note\nd1,café\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(strings(read("csv", "a.csv"), "note")).containsExactly("caf\uFFFD");
  }

  @Test
  void packedFilesAndFoldersAreRead() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(data.resolve("x.csv.gz"), bytes.toByteArray());
    Files.writeString(data.resolve("y.csv"), "a,b\n3,4\n");
    Files.writeString(data.resolve("_SUCCESS"), "");
    assertThat(strings(read("csv", "data").orderBy("a"), "a")).containsExactly("1", "3");
  }

  @Test
  void namesThatAreBlankOrTwiceAreTold() throws IOException {
    write("a.csv", " a ,,B,b\n1,2,3,4\n");
    assertThat(read("csv", "a.csv").columns()).startsWith("a", "_c1", "B2", "b3");
  }

  @Test
  void jsonNumbersKeepTheirText() throws IOException {
    write(
        "a.json",
        "{\"v\": 1.50, \"big\": 12345678901234567890123, \"o\": {\"x\": 0.10}}\n{broken\n{\"v\": \"2\"}\n");
    Dataset<Row> rows = read("json", "a.json");
    assertThat(strings(rows, "v")).containsExactly("1.50", null, "2");
    assertThat(strings(rows, "big")).containsExactly("12345678901234567890123", null, null);
    assertThat(strings(rows, "o.x")).containsExactly("0.10", null, null);
    assertThat(strings(rows, "_malformed")).containsExactly(null, "{broken", null);
    assertThat(rows.first().<String>getAs("_source_file")).endsWith("/a.json");
    assertThat(strings(read("json", "a.json", Map.of("encoding", "utf-8")), "v"))
        .containsExactly("1.50", null, "2");
  }

  @Test
  void jsonMayBeOneArrayOverManyLines() throws IOException {
    write("a.json", "[\n {\"v\": 1.50},\n {\"v\": 2}\n]\n");
    assertThat(strings(read("json", "a.json", Map.of("multiLine", "true")), "v"))
        .containsExactly("1.50", "2");
  }

  @Test
  void parquetAndDeltaKeepTheirTypes() {
    Dataset<Row> rows = SparkTest.session().sql("select 'd1' doc_id, 1.50 value");
    rows.write().parquet(folder.resolve("p").toString());
    Dataset<Row> parquet = read("parquet", "p");
    assertThat(parquet.columns()).containsExactly("doc_id", "value", "_source_file", "_malformed");
    assertThat(strings(parquet.selectExpr("cast(value as string) value"), "value"))
        .containsExactly("1.50");

    String delta = folder.resolve("d").toString();
    rows.write().format("delta").save(delta);
    SparkTest.session()
        .sql("select 'd2' doc_id, 2.50 value")
        .write()
        .format("delta")
        .mode("overwrite")
        .save(delta);
    assertThat(strings(read("delta", "d"), "doc_id")).containsExactly("d2");
    assertThat(strings(read("delta", "d", Map.of("versionAsOf", "0")), "doc_id"))
        .containsExactly("d1");
  }

  @Test
  void parquetFilesOfDifferentColumnsAreReadTogether() {
    SparkTest.session().sql("select 1 a").write().parquet(folder.resolve("p/x").toString());
    SparkTest.session().sql("select 2 a, 3 b").write().parquet(folder.resolve("p/y").toString());
    assertThat(read("parquet", "p/*").columns()).startsWith("a", "b");
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThatThrownBy(() -> read("csv", "none.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': there is no ")
        .hasMessageContaining("none.csv; expected a file, a folder or a glob that matches some");
    assertThatThrownBy(() -> read("json", "*.json")).hasMessageContaining("there is no ");
    assertThatThrownBy(() -> read("parquet", "none")).hasMessageContaining("there is no ");
    assertThatThrownBy(() -> read("delta", "none")).hasMessageContaining("is not a Delta table");
  }

  @Test
  void aFolderWithoutFilesIsAnError() throws IOException {
    Files.createDirectory(folder.resolve("a.csv"));
    assertThatThrownBy(() -> read("csv", "a.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("a.csv has no files");
  }

  @Test
  void anEmptyFileIsAnError() throws IOException {
    write("a.csv", "");
    write("b.json", "");
    assertThatThrownBy(() -> read("csv", "a.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("a.csv is empty; expected a header line");
    assertThatThrownBy(() -> read("json", "b.json")).hasMessageContaining("b.json is empty");
  }

  @Test
  void filesWithDifferentHeadersAreAnErrorThatShowsBoth() throws IOException {
    write("a.csv", "doc_id,value\n1,2\n");
    write("b.csv", "value,doc_id\n2,1\n");
    assertThatThrownBy(() -> read("csv", "*.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("its files have different headers")
        .hasMessageContaining("/a.csv: [doc_id, value]")
        .hasMessageContaining("/b.csv: [value, doc_id]");
  }

  @Test
  void aFileOfAnotherFormatIsAnErrorThatNamesIt() throws IOException {
    SparkTest.session().sql("select 1 a").write().parquet(folder.resolve("p").toString());
    write("p/z.parquet", "PAR1 but no more than that");
    assertThatThrownBy(() -> read("parquet", "p"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("z.parquet is not a Parquet file, or was cut off");
    write("t.json", "no json here\n");
    assertThatThrownBy(() -> read("json", "t.json"))
        .hasMessageContaining("no JSON record can be read from");
    write("p2/x.parquet", "PAR1" + "x".repeat(100) + "PAR1");
    assertThatThrownBy(() -> read("parquet", "p2"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': cannot read");
    write("x.gz", "not packed");
    assertThatThrownBy(() -> read("csv", "x.gz"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot read")
        .hasMessageContaining("x.gz");
  }

  @Test
  void settingsThatDoNotHoldAreErrors() throws IOException {
    write("a.csv", "a,b\n1,2\n");
    assertThatThrownBy(() -> read("csv", "a.csv", Map.of("Mode", "DROPMALFORMED")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs' sets option Mode: DROPMALFORMED");
    assertThatThrownBy(() -> read("csv", "a.csv", Map.of("encoding", "klingon")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("klingon");
    assertThatThrownBy(() -> read("xls", "a.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has format 'xls'; expected csv, json, parquet, delta or jdbc");
    assertThatThrownBy(
            () -> SourceReader.read(SparkTest.session(), source("csv", "nofs://x/a", Map.of())))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot read nofs://x/a as csv: No FileSystem for scheme");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Dataset<Row> read(String format, String path) {
    return read(format, path, Map.of());
  }

  private Dataset<Row> read(String format, String path, Map<String, String> options) {
    return SourceReader.read(
        SparkTest.session(), source(format, folder.resolve(path).toString(), options));
  }

  private static Source source(String format, String path, Map<String, String> options) {
    return new Source(
        "theirs",
        format,
        path,
        options,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> strings(Dataset<Row> rows, String column) {
    return rows.selectExpr(column, "*").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}

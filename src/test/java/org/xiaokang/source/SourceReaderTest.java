package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** What Spark's own readers read: Parquet, Delta, and JSON records over several lines. */
class SourceReaderTest {
  private static final Map<String, String> LINES = Map.of("multiLine", "true");

  @TempDir private Path folder;

  @Test
  void jsonMayBeOneArrayOverManyLines() throws IOException {
    write("a.json", "[\n {\"v\": 1.50},\n {\"v\": 2,\n \"o\": {\"x\": 0.10}}\n]\n");
    Dataset<Row> rows = read("json", "a.json", LINES);
    assertThat(strings(rows, "v")).containsExactly("1.50", "2");
    assertThat(strings(rows, "o.x")).containsExactly(null, "0.10");
    assertThat(rows.first().<String>getAs("_source_file")).endsWith("/a.json");
    assertThat(
            strings(read("json", "a.json", Map.of("multiLine", "true", "encoding", "utf-8")), "v"))
        .containsExactly("1.50", "2");

    write("b.json", "{\"v\":\n 12345678901234567890123}");
    assertThat(strings(read("json", "b.json", LINES), "v"))
        .containsExactly("12345678901234567890123");
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
    assertThatThrownBy(() -> read("parquet", "none"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': there is no ")
        .hasMessageContaining("none; expected a file, a folder or a glob that matches some");
    assertThatThrownBy(() -> read("json", "*.json", LINES)).hasMessageContaining("there is no ");
    assertThatThrownBy(() -> read("delta", "none")).hasMessageContaining("is not a Delta table");
  }

  @Test
  void anEmptyFileIsAnError() throws IOException {
    write("b.json", "");
    assertThatThrownBy(() -> read("json", "b.json", LINES))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("b.json is empty");
  }

  @Test
  void aFileOfAnotherFormatIsAnErrorThatNamesIt() throws IOException {
    SparkTest.session().sql("select 1 a").write().parquet(folder.resolve("p").toString());
    write("p/z.parquet", "PAR1 but no more than that");
    assertThatThrownBy(() -> read("parquet", "p"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("z.parquet is not a Parquet file, or was cut off");
    write("t.json", "no json here\n");
    assertThatThrownBy(() -> read("json", "t.json", LINES))
        .hasMessageContaining("no JSON record can be read from");
    write("p2/x.parquet", "PAR1" + "x".repeat(100) + "PAR1");
    assertThatThrownBy(() -> read("parquet", "p2"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': cannot read");
  }

  @Test
  void aFileSystemNobodyKnowsIsAnError() {
    assertThatThrownBy(
            () -> SourceReader.read(SparkTest.session(), source("parquet", "nofs://x/a", Map.of())))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot read nofs://x/a as parquet: No FileSystem for scheme");
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

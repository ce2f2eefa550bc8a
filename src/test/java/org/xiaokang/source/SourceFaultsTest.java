package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

class SourceFaultsTest {
  @TempDir private Path folder;

  @Test
  void whatIsNotThereIsAnError() throws IOException {
    assertThatThrownBy(reading("csv", "none.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': there is no ")
        .hasMessageContaining("none.csv; expected a file, a folder or a glob that matches some");
    assertThatThrownBy(reading("json", "*.json")).hasMessageContaining("there is no ");
    assertThatThrownBy(reading("parquet", "none")).hasMessageContaining("there is no ");
    assertThatThrownBy(reading("delta", "none")).hasMessageContaining("is not a Delta table");
    Files.createDirectory(folder.resolve("a.csv"));
    assertThatThrownBy(reading("csv", "a.csv")).hasMessageContaining("a.csv has no files");
    write("b.csv", "a,b\n");
    assertThatThrownBy(reading("csv", "b.csv", Map.of("pathGlobFilter", "*.txt")))
        .hasMessageContaining("b.csv has no files");
  }

  @Test
  void anEmptyFileIsAnError() throws IOException {
    write("a.csv", "");
    write("b.json", "");
    write("c.csv", "\n\n");
    assertThatThrownBy(reading("csv", "a.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("a.csv is empty; expected a header line");
    assertThatThrownBy(reading("json", "b.json")).hasMessageContaining("b.json is empty");
    assertThatThrownBy(reading("csv", "c.csv")).hasMessageContaining("c.csv is empty");
  }

  @Test
  void filesWithDifferentHeadersAreAnErrorThatShowsBoth() throws IOException {
    write("a.csv", "doc_id,value\n1,2\n");
    write("b.csv", "value,doc_id\n2,1\n");
    assertThatThrownBy(reading("csv", "*.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("its files have different headers")
        .hasMessageContaining("/a.csv: [doc_id, value]")
        .hasMessageContaining("/b.csv: [value, doc_id]");
  }

  @Test
  void aFileOfAnotherFormatIsAnErrorThatNamesIt() throws IOException {
    write("t.json", "no json here\n");
    assertThatThrownBy(reading("json", "t.json"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("no JSON record can be read from");
    write("x.gz", "not packed");
    assertThatThrownBy(reading("csv", "x.gz"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot read")
        .hasMessageContaining("x.gz");
    write("q.csv", "a,\"b\n1,2\n");
    assertThatThrownBy(reading("csv", "q.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("q.csv opens a quote that is not closed: a,\"b; close it");
    write("v.json", "{\"value\":1, \"Value\":2}\n");
    assertThatThrownBy(reading("json", "v.json"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("names that differ only in case: [value]");
    // Of these Spark makes one column, and finds the first cell only.
    write("w.json", "{\"value\":1}\n{\"Value\":2}\n");
    Source odd = source("json", folder.resolve("w.json").toString(), Map.of());
    Map<String, String> columns =
        Map.of(
            "doc_id",
            "'d'",
            "obs_id",
            "'o'",
            "region_code",
            "'AT'",
            "metric_code",
            "'m'",
            "unit",
            "'%'");
    Source mapped =
        new Source(
            odd.name(),
            odd.format(),
            odd.path(),
            Map.of(),
            columns,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> SourceRows.read(SparkTest.session(), mapped).collect())
        .hasMessageContaining("source 'theirs': line 2 of ")
        .hasMessageContaining(
            "w.json has the name 'Value', which other records have in another case");
  }

  @Test
  void settingsThatDoNotHoldAreErrors() throws IOException {
    write("a.csv", "a,b\n1,2\n");
    assertThatThrownBy(reading("csv", "a.csv", Map.of("Mode", "DROPMALFORMED")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs' sets option Mode: DROPMALFORMED");
    assertThatThrownBy(reading("csv", "a.csv", Map.of("encoding", "klingon")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': there is no encoding 'klingon'");
    assertThatThrownBy(reading("xls", "a.csv"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has format 'xls'; expected csv, json, parquet, delta or jdbc");
    assertThatThrownBy(
            () -> SourceRows.read(SparkTest.session(), source("csv", "nofs://x/a", Map.of())))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("cannot read nofs://x/a as csv: No FileSystem for scheme");
  }

  private ThrowingCallable reading(String format, String path) {
    return reading(format, path, Map.of());
  }

  private ThrowingCallable reading(String format, String path, Map<String, String> options) {
    Source source = source(format, folder.resolve(path).toString(), options);
    return () -> SourceRows.read(SparkTest.session(), source);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
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
}

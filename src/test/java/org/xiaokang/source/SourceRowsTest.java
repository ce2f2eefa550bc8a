package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.intake.Mapping;
import org.xiaokang.tables.SourceReader;

/** Each declaration gives the rows that Spark's readers and its expressions give. */
class SourceRowsTest {
  private static final Map<String, String> PLAIN =
      Map.of(
          "doc_id",
          "'d'",
          "obs_id",
          "id",
          "region_code",
          "land",
          "metric_code",
          "'income'",
          "unit",
          "'EUR'",
          "value",
          "amount");

  @TempDir private Path folder;

  @Test
  void theSampleIsReadAsBefore() {
    Problems problems = new Problems();
    Source sample =
        ConfigurationReader.read(Path.of("conf/xiaokang.yaml"), problems)
            .orElseThrow()
            .sources()
            .get(0);
    List<ReceivedRow> rows = assertAsBefore(sample);
    assertThat(rows).hasSizeGreaterThan(200);
    assertThat(rows.get(0).line()).isEqualTo(2);
  }

  @Test
  void plain() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,5\n2,DE\n\n3,FR,\"a\"\"\nb\"\n4,IT,7,8\n5,ES,");
    List<ReceivedRow> rows = assertAsBefore(source("csv", "a.csv", Map.of(), PLAIN));
    assertThat(rows).extracting(ReceivedRow::line).containsExactly(2L, 3L, 5L, 7L, 8L);
  }

  @Test
  void expressions() throws IOException {
    write("a.csv", "id,land,amount\n1,AT,5\n2,DE\n\n3,FR,7\n4,IT,7,8\n");
    assertAsBefore(
        source(
            "csv",
            "a.csv",
            Map.of(),
            with(
                PLAIN,
                "value",
                "cast(amount as int) + 1",
                "note",
                "concat(id, ':', land)",
                "locator",
                "concat_ws('-', id, null, land)",
                "scope",
                "nullif(land, 'AT')",
                "qualifier",
                "_source_file",
                "region_name",
                "upper(LAND)",
                "period_kind",
                "cast(1 as string)",
                "period_start",
                "case when amount between 5 and 6 then 'x' end")));
  }

  @Test
  void wide() throws IOException {
    write("a.csv", "land,2018,2019,x\nAT,1,,z\nDE,2\nFR,　,4,y\n");
    Map<String, String> columns =
        Map.of(
            "doc_id",
            "'d'",
            "obs_id",
            "concat(land, ':', year)",
            "region_code",
            "land",
            "metric_code",
            "'income'",
            "unit",
            "'EUR'",
            "value",
            "printed",
            "period_start",
            "concat(year, '-01-01')",
            "note",
            "cast(year as int)+1");
    Source wide =
        new Source(
            "wide",
            "csv",
            folder.resolve("a.csv").toString(),
            Map.of(),
            columns,
            Optional.of(new Source.Unpivot(List.of(), Optional.of("20\\d\\d"), "year", "printed")),
            Optional.empty(),
            Optional.empty());
    assertAsBefore(wide);
  }

  @Test
  void json() throws IOException {
    write(
        "a.json",
        "{\"id\": 1, \"amount\": 1.50, \"o\": {\"x\": 0.10}, \"land\":\"AT\"}\n\n{broken\n{\"id\": \"2\", \"l\":[1,\"2\"], \"o\":null}\n[{\"id\":3},{\"id\":4}]\n");
    assertAsBefore(
        source(
            "json",
            "a.json",
            Map.of(),
            with(PLAIN, "note", "o.x", "locator", "o", "scope", "l[1]")));
  }

  @Test
  void parquet() throws IOException {
    SparkTest.session()
        .sql(
            "select 1 id, 'AT' land, 1.50 amount, 2.5d z, struct(1 as x) o union all select 2, null, null, 1e10d, null")
        .write()
        .parquet(folder.resolve("p").toString());
    assertAsBefore(source("parquet", "p", Map.of(), with(PLAIN, "note", "z + 1", "locator", "o")));
    Source wide =
        new Source(
            "wide",
            "parquet",
            folder.resolve("p").toString(),
            Map.of(),
            with(PLAIN, "value", "v", "region_code", "'AT'", "note", "n || id", "locator", "z"),
            Optional.of(
                new Source.Unpivot(List.of("land", "amount", "o"), Optional.empty(), "n", "v")),
            Optional.empty(),
            Optional.empty());
    assertAsBefore(wide);
  }

  private List<ReceivedRow> assertAsBefore(Source source) {
    List<ReceivedRow> now = SourceRows.read(SparkTest.session(), source).collect();
    Dataset<Row> before = Mapping.raw(SourceReader.read(SparkTest.session(), source), source);
    assertThat(now.stream().map(SourceRowsTest::shown).toList())
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

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Source source(
      String format, String path, Map<String, String> options, Map<String, String> columns) {
    return new Source(
        "theirs",
        format,
        folder.resolve(path).toString(),
        options,
        columns,
        Optional.empty(),
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

package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.config.Source.Unpivot;

class MappingTest {
  private static final Map<String, String> YEARBOOK =
      ordered(
          "doc_id", "'yearbook'",
          "obs_id", "concat_ws('-', adcode, item, year)",
          "region_code", "adcode",
          "metric_code", "item",
          "period_start", "year",
          "period_end", "year",
          "unit", "'元'",
          "value", "printed");

  @Test
  void columnsOfTheContractNeedNoMapping() {
    Dataset<Row> raw =
        Mapping.raw(
            SparkTest.session()
                .sql(
                    "select 'd' doc_id, '1' obs_id, '411722' Region_Code, 'm' metric_code, 1.50 value,"
                        + " '元' unit, 7 char_offset, 'x' extra"),
            source("reports", Map.of("locator", "char_offset + 1")));
    List<String> received = new ArrayList<>(Contract.RAW);
    received.remove("modified_at"); // the ledger of files knows it
    assertThat(raw.columns()).containsExactlyElementsOf(received);
    Row row = raw.first();
    assertThat(row.<String>getAs("source")).isEqualTo("reports");
    assertThat(row.<String>getAs("source_file")).isEmpty();
    assertThat(row.<String>getAs("region_code")).isEqualTo("411722");
    assertThat(row.<String>getAs("value")).isEqualTo("1.50");
    assertThat(row.<String>getAs("locator")).isEqualTo("8");
    assertThat(row.<String>getAs("note")).isNull();
    assertThat(row.<String>getAs("malformed")).isNull();
    assertThat(row.<String, String>getJavaMap(row.fieldIndex("received")))
        .containsEntry("extra", "x")
        .containsEntry("Region_Code", "411722")
        .hasSize(8);
  }

  @Test
  void aColumnIsMappedByItsNameWhateverIsInIt() {
    Row row =
        Mapping.raw(
                SparkTest.session()
                    .sql("select '上蔡县' `地区`, 5 `值 (元)`, 'a' `a.b`, 'x' doc_id, 'y' metric_code"),
                source(
                    "theirs",
                    ordered(
                        "region_name",
                        "地区",
                        "value",
                        "值 (元)",
                        "obs_id",
                        "a.b",
                        "unit",
                        "concat(`地区`, '元')")))
            .first();
    assertThat(row.<String>getAs("region_name")).isEqualTo("上蔡县");
    assertThat(row.<String>getAs("value")).isEqualTo("5");
    assertThat(row.<String>getAs("obs_id")).isEqualTo("a");
    assertThat(row.<String>getAs("unit")).isEqualTo("上蔡县元");
  }

  @Test
  void numbersOfAnyTypeKeepTheirPrintedForm() {
    Row row =
        Mapping.raw(
                SparkTest.session()
                    .sql(
                        "select 12345678.9d a, cast(0.1 as float) b, 100d c, 0d d, 1e-7d e,"
                            + " double('NaN') f, 1e300d g, cast(2.50 as decimal(10,2)) h, 7L i,"
                            + " date'2019-12-31' j, struct(1 as x) k, array(1, 2) l, true m"),
                source(
                    "types",
                    ordered(
                        "doc_id",
                        "a",
                        "obs_id",
                        "b",
                        "region_code",
                        "c",
                        "metric_code",
                        "d",
                        "value",
                        "e",
                        "unit",
                        "f",
                        "scope",
                        "g",
                        "note",
                        "h",
                        "locator",
                        "i",
                        "period_end",
                        "j",
                        "region_name",
                        "k",
                        "qualifier",
                        "l",
                        "confidence",
                        "m")))
            .first();
    Map<String, String> expected =
        ordered(
            "doc_id",
            "12345678.9",
            "obs_id",
            "0.1",
            "region_code",
            "100",
            "metric_code",
            "0",
            "value",
            "1.0E-7",
            "unit",
            "NaN",
            "scope",
            "1.0E300",
            "note",
            "2.50",
            "locator",
            "7",
            "period_end",
            "2019-12-31",
            "region_name",
            "{\"x\":1}",
            "qualifier",
            "[1,2]",
            "confidence",
            "true");
    expected.forEach(
        (column, text) -> assertThat(row.<String>getAs(column)).as(column).isEqualTo(text));
  }

  @Test
  void aWideTableBecomesOneRowPerCellThatIsNotBlank() {
    Dataset<Row> wide =
        SparkTest.session()
            .sql(
                "select * from values ('411722', 'income', '4875', 9379d, ' '),"
                    + " ('410000', 'income', null, null, '　') as t(adcode, item, `2013`, `2019`, `2020`)");
    List<Row> rows =
        Mapping.raw(
                wide,
                wide(
                    "yearbook",
                    YEARBOOK,
                    Optional.of(
                        new Unpivot(List.of(), Optional.of("20\\d\\d"), "year", "printed"))))
            .orderBy("period_start")
            .collectAsList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<String>getAs("obs_id")).isEqualTo("411722-income-2013");
    assertThat(rows.get(0).<String>getAs("value")).isEqualTo("4875");
    assertThat(rows.get(1).<String>getAs("value")).isEqualTo("9379");
    assertThat(rows.get(1).<String, String>getJavaMap(rows.get(1).fieldIndex("received")))
        .isEqualTo(Map.of("adcode", "411722", "item", "income", "year", "2019", "printed", "9379"));
  }

  @Test
  void aMalformedRowOfAWideTableStaysOneRow() {
    Dataset<Row> wide =
        SparkTest.session()
            .sql(
                "select * from values ('1', '2', '3', 'f', '1,2,3,4'), (null, null, null, 'f', 'x'),"
                    + " ('1', '2', '3', 'f', null) as t(adcode, `2013`, `2019`, _source_file, _malformed)");
    List<Row> rows =
        Mapping.raw(
                wide,
                wide(
                    "yearbook",
                    with(YEARBOOK, "metric_code", "'income'", "obs_id", "year"),
                    Optional.of(
                        new Unpivot(List.of("2013", "2019"), Optional.empty(), "year", "printed"))))
            .collectAsList();
    assertThat(rows.stream().map(row -> row.<String>getAs("malformed")).filter(m -> m != null))
        .containsExactlyInAnyOrder("1,2,3,4", "x");
    assertThat(rows).hasSize(4);
  }

  @Test
  void allMissingColumnsAreOneErrorWithTheNearestNames() {
    Dataset<Row> source =
        SparkTest.session().sql("select '1' documentid, '2' obsid, 'x' indicator, '3' Value");
    assertThatThrownBy(() -> Mapping.raw(source, source("theirs", Map.of())))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs' has no column for")
        .hasMessageContaining("doc_id (for example  columns: {doc_id: an expression over them})")
        .hasMessageContaining("obs_id (for example  columns: {obs_id: obsid})")
        .hasMessageContaining("metric_code")
        .hasMessageContaining("unit")
        .hasMessageContaining("region_code or region_name")
        .hasMessageContaining("it has [documentid, obsid, indicator, Value]")
        .hasMessageNotContaining("value (for example");
  }

  @Test
  void everyExpressionThatDoesNotHoldIsReported() {
    Dataset<Row> source = SparkTest.session().sql("select '1' doc_id, '2' val, array(1, 2) many");
    Map<String, String> columns =
        ordered(
            "value", "vall",
            "unit", "concat('a'",
            "obs_id", "uuid()",
            "period_end", "current_date()",
            "scope", "string(now())",
            "qualifier", "current_user()",
            "metric_code", "explode(many)",
            "region_code", "max(val)",
            "note", "no_such_function(val)",
            "locator", "row_number() over (order by val)");
    assertThatThrownBy(() -> Mapping.raw(source, source("theirs", columns)))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': its mapping does not hold")
        .hasMessageContaining("value: vall\n    [UNRESOLVED_COLUMN.WITH_SUGGESTION]")
        .hasMessageContaining("unit: concat('a'\n    [PARSE_SYNTAX_ERROR]")
        .hasMessageContaining("obs_id: uuid()\n    it gives another value on every run")
        .hasMessageContaining("period_end: current_date()\n    it gives another value on every run")
        .hasMessageContaining("scope: string(now())\n    it gives another value on every run")
        .hasMessageContaining("qualifier: current_user()\n    it gives another value on every run")
        .hasMessageContaining("metric_code: explode(many)\n    it is computed over several rows")
        .hasMessageContaining("region_code: max(val)\n    it is computed over several rows")
        .hasMessageContaining("note: no_such_function(val)\n    [UNRESOLVED_ROUTINE]")
        .hasMessageContaining("locator: row_number() over (order by val)\n    it is computed over")
        .hasMessageContaining("the source's columns [doc_id, val, many]");
  }

  @Test
  void aColumnTheContractDoesNotHaveIsAnError() {
    assertThatThrownBy(
            () ->
                Mapping.raw(
                    SparkTest.session().sql("select 1 a"),
                    source("theirs", Map.of("metric_cod", "a"))))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("'metric_cod'; did you mean 'metric_code'?");
  }

  @Test
  void anUnpivotThatDoesNotFitIsAnError() {
    Dataset<Row> source = SparkTest.session().sql("select '1' adcode, '2' `2019`, '3' year");
    assertThatThrownBy(() -> unpivot(source, List.of("2018"), "", "name"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("unpivot names columns [2018] that it does not have");
    assertThatThrownBy(() -> unpivot(source, List.of(), "19..", "name"))
        .hasMessageContaining("unpivot chooses no column");
    assertThatThrownBy(() -> unpivot(source, List.of(), "(", "name"))
        .hasMessageContaining("unpivot.pattern '(' is no regular expression");
    assertThatThrownBy(() -> unpivot(source, List.of("2019"), "", "Year"))
        .hasMessageContaining("unpivot adds a column 'Year', which the source already has");
  }

  private static Source source(String name, Map<String, String> columns) {
    return wide(name, columns, Optional.empty());
  }

  private static Source wide(String name, Map<String, String> columns, Optional<Unpivot> unpivot) {
    return new Source(
        name, "csv", "any", Map.of(), columns, unpivot, Optional.empty(), Optional.empty());
  }

  private static void unpivot(
      Dataset<Row> source, List<String> columns, String pattern, String name) {
    Mapping.raw(
        source,
        wide(
            "theirs",
            Map.of(),
            Optional.of(
                new Unpivot(
                    columns,
                    Optional.of(pattern).filter(text -> !text.isEmpty()),
                    name,
                    "printed"))));
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

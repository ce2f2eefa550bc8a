package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.ReceivedRow;

class MappingCompilerTest {
  @Test
  void columnsOfTheContractNeedNoMapping() {
    List<StructField> own =
        fields("doc_id", "obs_id", "Region_Code", "metric_code", "VALUE", "value", "unit", "extra");
    RowMapping mapping = compile(source(Map.of("note", "extra", "scope", " 'all' ")), own);
    assertThat(mapping.expressions()).isNull();
    ReceivedRow row = map(mapping, "d", "1", "411722", "m", "8", "1.50", " 元 ", "x").get(0);
    ContractRow cells = Objects.requireNonNull(row.cells());
    assertThat(cells.docId()).isEqualTo("d");
    assertThat(cells.regionCode()).isEqualTo("411722");
    assertThat(cells.value()).isEqualTo("1.50");
    assertThat(cells.unit()).isEqualTo("元");
    assertThat(cells.note()).isEqualTo("x");
    assertThat(cells.scope()).isEqualTo("all");
    assertThat(cells.locator()).isNull();
    assertThat(row.received()).hasSize(8).containsEntry("unit", " 元 ");
  }

  @Test
  void aColumnIsMappedByItsNameWhateverIsInIt() {
    Source source =
        source(
            Map.of(
                "region_name", "地区",
                "value", "值 (元)",
                "obs_id", " a.b ",
                "unit", "concat(`地区`, '元')",
                "note", "upper(`a.b`)"));
    RowMapping mapping = compile(source, fields("地区", "值 (元)", "a.b", "doc_id", "metric_code"));
    ReceivedRow row = map(mapping, "上蔡县", "5", "a", "x", "y").get(0);
    ContractRow cells = Objects.requireNonNull(row.cells());
    assertThat(cells.regionName()).isEqualTo("上蔡县");
    assertThat(cells.value()).isEqualTo("5");
    assertThat(cells.obsId()).isEqualTo("a");
    assertThat(cells.unit()).isEqualTo("上蔡县元");
    assertThat(cells.note()).isEqualTo("A");
  }

  @Test
  void aMalformedRowHasNoCellsAndIsNotComputed() {
    Source source =
        source(
            Map.of(
                "doc_id",
                "'d'",
                "obs_id",
                "a",
                "region_code",
                "a",
                "metric_code",
                "'m'",
                "unit",
                "'%'",
                "value",
                "cast(b as int)"));
    List<ReceivedRow> rows = new ArrayList<>();
    new RowMapper(compile(source, fields("a", "b")), rows::add)
        .take(new String[] {"1", "x"}, null, "file", 7L, "1,x,3");
    assertThat(rows)
        .containsExactly(
            new ReceivedRow("theirs", "file", 7L, null, "1,x,3", Map.of("a", "1", "b", "x")));
  }

  @Test
  void allMissingColumnsAreOneErrorWithTheNearestNames() {
    assertThatThrownBy(
            () -> compile(source(Map.of()), fields("documentid", "obsid", "indicator", "Value")))
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
    Map<String, String> columns =
        Map.ofEntries(
            Map.entry("value", "vall"),
            Map.entry("unit", "concat('a'"),
            Map.entry("obs_id", "uuid()"),
            Map.entry("period_end", "current_date()"),
            Map.entry("scope", "string(now())"),
            Map.entry("qualifier", "current_user()"),
            Map.entry("metric_code", "explode(split(val, ','))"),
            Map.entry("region_code", "max(val)"),
            Map.entry("note", "no_such_function(val)"),
            Map.entry("confidence", "(select max(1))"),
            Map.entry("locator", "row_number() over (order by val)"));
    assertThatThrownBy(() -> compile(source(columns), fields("doc_id", "val")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("source 'theirs': its mapping does not hold")
        .hasMessageContaining("value: vall\n    [UNRESOLVED_COLUMN.WITH_SUGGESTION]")
        .hasMessageContaining("unit: concat('a'\n    [PARSE_SYNTAX_ERROR]")
        .hasMessageContaining("obs_id: uuid()\n    it gives another value on every run")
        .hasMessageContaining("period_end: current_date()\n    it gives another value on every run")
        .hasMessageContaining("scope: string(now())\n    it gives another value on every run")
        .hasMessageContaining("qualifier: current_user()\n    it gives another value on every run")
        .hasMessageContaining(
            "metric_code: explode(split(val, ','))\n    it is computed over several rows")
        .hasMessageContaining("region_code: max(val)\n    it is computed over several rows")
        .hasMessageContaining("note: no_such_function(val)\n    [UNRESOLVED_ROUTINE]")
        .hasMessageContaining("confidence: (select max(1))\n    it is computed over several rows")
        .hasMessageContaining("locator: row_number() over (order by val)\n    it is computed over")
        .hasMessageContaining("the source's columns [doc_id, val]");
  }

  @Test
  void aColumnTheContractDoesNotHaveIsAnError() {
    assertThatThrownBy(() -> compile(source(Map.of("metric_cod", "a")), fields("a")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("'metric_cod'; did you mean 'metric_code'?");
  }

  @Test
  void anUnpivotThatDoesNotFitIsAnError() {
    List<String> columns = List.of("adcode", "2019", "year");
    assertThatThrownBy(() -> wide(List.of("2018"), "", "name", columns))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("unpivot names columns [2018] that it does not have");
    assertThatThrownBy(() -> wide(List.of(), "19..", "name", columns))
        .hasMessageContaining("unpivot chooses no column");
    assertThatThrownBy(() -> wide(List.of(), "(", "name", columns))
        .hasMessageContaining("unpivot.pattern '(' is no regular expression");
    assertThatThrownBy(() -> wide(List.of("2019"), "", "Year", columns))
        .hasMessageContaining("unpivot adds a column 'Year', which the source already has");
    assertThatThrownBy(() -> wide(List.of("2019"), "", "Printed", columns))
        .hasMessageContaining("unpivot adds two columns 'Printed'");
    assertThat(wide(List.of("2019", "year"), "", "year", columns).kept()).containsExactly(0);
  }

  private static WideColumns wide(
      List<String> chosen, String pattern, String name, List<String> columns) {
    Optional<String> regex = Optional.of(pattern).filter(text -> !text.isEmpty());
    return WideColumns.of(
        new Source.Unpivot(chosen, regex, name, "printed"), columns, "theirs", List.of());
  }

  private static List<ReceivedRow> map(RowMapping mapping, String... cells) {
    List<ReceivedRow> rows = new ArrayList<>();
    new RowMapper(mapping, rows::add).take(cells, null, "file", 2L, null);
    return rows;
  }

  private static RowMapping compile(Source source, List<StructField> own) {
    return MappingCompiler.compile(
        SparkTest.session(), source, Contract.FIGURES, own, nothing -> {});
  }

  private static Source source(Map<String, String> columns) {
    return new Source(
        "theirs",
        "csv",
        "any",
        Map.of(),
        columns,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<StructField> fields(String... names) {
    return List.of(names).stream()
        .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
        .toList();
  }
}

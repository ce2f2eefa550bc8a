package org.xiaokang.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.JsonRows;
import org.xiaokang.Project;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.CatalogueTables;
import org.xiaokang.lake.IndicatorsTable;
import org.xiaokang.lake.ReleaseEntry;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.picture.HeatMap;
import org.xiaokang.picture.LineChart;
import org.xiaokang.picture.Point;
import org.xiaokang.picture.Svg;
import org.xiaokang.reader.Release;

/** Pictures of values that share a name, a year or a place; 长乐 had another code before. */
class SelectionPicturesTest {
  @TempDir private static Path folder;
  private static Lake lake;

  @BeforeAll
  static void release() throws IOException {
    Project project = new Project(folder);
    String root = folder.resolve("lake").toString();
    TableCommitter committer = TableCommitter.open(root, new Configuration(), null);
    Map<String, Long> versions =
        Map.of(
            "regions", write(committer, CatalogueTables.REGIONS, regions()),
            "indicator_catalogue",
                write(committer, CatalogueTables.INDICATOR_CATALOGUE, catalogue()),
            "indicators", write(committer, IndicatorsTable.SCHEMA, values()));
    Instant now = Instant.parse("2026-01-01T01:00:00Z");
    Release release =
        new Release("r1", now, now, "1", "c", "f", versions, Map.of(), 0, 0, 0, 0, 0, Map.of());
    committer.append(
        committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), "r1");
    lake = Lake.open(project.configuration(), Optional.of(root), "");
  }

  private static long write(TableCommitter committer, TableSchema<?> table, List<String> rows) {
    return committer.overwrite(JsonRows.write(committer, table, rows), "r1").version();
  }

  private static List<String> regions() {
    return List.of(
        region("320000", "江苏省", "Jiangsu", "province"),
        region("320106", "鼓楼区", "Gulou", "county"),
        region("350102", "鼓楼区", "Gulou", "county"),
        region("350182", "长乐", "Changle", "county"),
        region("350112", "长乐", "Changle", "county"));
  }

  private static String region(String code, String name, String nameEn, String level) {
    return """
        {"ref_area": "%s", "panel_area": "%s", "name": "%s", "name_en": "%s", "level": "%s", \
        "neighbours": [], "members": [], \
        "in_parent_total": true, "attributes": {}}
        """
        .formatted(code, panel(code), name, nameEn, level);
  }

  private static String panel(String code) {
    return code.equals("350182") ? "350112" : code;
  }

  private static List<String> catalogue() {
    return List.of(
        indicator("people"),
        indicator("visits"),
        indicator("done"),
        indicator("told"),
        indicator("spans"));
  }

  private static String indicator(String id) {
    return """
        {"indicator": "%s", "theme": "t", "name_en": "%s", "unit_measure": "person", \
        "direction": "neutral", "formula": "x", "inputs": "x", "derived": false, \
        "definition_hash": "d", "values_hash": "v"}
        """
        .formatted(id, id);
  }

  private static List<String> values() {
    return List.of(
        people("320106", "2019", "reported", 9),
        people("320106", "2020", "reported", 10),
        people("350102", "2018", "reported", 5),
        people("350102", "2019", "reported", 6),
        people("350102", "2020", "reported", 7),
        people("350182", "2016", "reported", 3),
        people("350112", "2019", "reported", 4),
        people("320000", "2020", "reported", 11),
        people("320000", "2020", "aggregated", 10),
        gulou("visits", "month", "2019-01", "2019-01-01", "2019-01-31", 1),
        gulou("visits", "month", "2019-02", "2019-02-01", "2019-02-28", 2),
        gulou("visits", "month", "2019-03", "2019-03-01", "2019-03-31", 3),
        gulou("done", "year_to_date", "2019-01-01/P3M", "2019-01-01", "2019-03-31", 1),
        gulou("done", "year_to_date", "2019-01-01/P6M", "2019-01-01", "2019-06-30", 2),
        undated(1),
        undated(2),
        gulou("spans", "cumulative", "2016-01-01/P5Y", "2016-01-01", "2020-12-31", 50),
        gulou("spans", "average", "2016-01-01/P5Y", "2016-01-01", "2020-12-31", 10));
  }

  private static String people(String area, String year, String origin, double value) {
    return value("people", area, "year", year, year + "-01-01", year + "-12-31", origin, value);
  }

  private static String gulou(
      String indicator, String kind, String period, String start, String end, double value) {
    return value(indicator, "350102", kind, period, start, end, "reported", value);
  }

  private static String undated(double value) {
    return gulou("told", "unknown", "_U", "", "", value)
        .replace("\"period_start\": \"\", \"period_end\": \"\", ", "");
  }

  private static String value(
      String indicator,
      String area,
      String kind,
      String period,
      String start,
      String end,
      String origin,
      double value) {
    return """
        {"indicator": "%s", "ref_area": "%s", "panel_area": "%s", "scope": "all", "freq": "A", \
        "period_kind": "%s", "time_period": "%s", "period_start": "%s", "period_end": "%s", \
        "origin": "%s", "obs_value": %s, "unit_measure": "person", "obs_status": "A", \
        "flags": [], "inputs": []}
        """
        .formatted(indicator, area, panel(area), kind, period, start, end, origin, value);
  }

  private static Values counties() {
    return lake.indicator("people").level("county");
  }

  @Test
  void regionsOfOneNameAreToldApartAndARegionOfTwoCodesIsOne() {
    Svg lines = Svg.of(counties().plot().svg());
    assertThat(lines.only("desc")).contains("7 values in 3 series");
    assertThat(lines.texts())
        .contains("鼓楼区 Gulou (320106)  10", "鼓楼区 Gulou (350102)  7", "长乐 Changle  4")
        .contains("鼓楼区 (320106), 鼓楼区 (350102), 长乐 · 2016 … 2020");

    Svg bars = Svg.of(counties().bars().svg());
    assertThat(bars.marks("rect")).isEqualTo(3);
    assertThat(bars.texts())
        .contains("鼓楼区 Gulou (320106), 2020", "鼓楼区 Gulou (350102), 2020", "长乐 Changle, 2019");

    assertThat(Svg.of(counties().slope("2019", "2020").svg()).texts())
        .contains("鼓楼区 Gulou (320106)  9", "10  鼓楼区 Gulou (320106)")
        .contains("鼓楼区 Gulou (350102)  6", "7  鼓楼区 Gulou (350102)");
    assertThat(Svg.of(counties().regions("350102").plot().svg()).texts()).contains("鼓楼区 Gulou  7");
  }

  @Test
  void theYearsOfAHeatMapAreInOrderAndItsRegionsAsTheyCome() {
    assertThat(counties().heat())
        .isInstanceOfSatisfying(
            HeatMap.class,
            map -> {
              assertThat(map.across()).containsExactly("2016", "2018", "2019", "2020");
              assertThat(map.cells().stream().map(HeatMap.Cell::row).distinct())
                  .containsExactly("鼓楼区 Gulou (320106)", "鼓楼区 Gulou (350102)", "长乐 Changle");
            });
    assertThat(Svg.of(counties().heat().svg()).texts())
        .containsSubsequence("2016", "2018", "2019", "2020");
  }

  @Test
  void monthsStandWhereTheyBeginInTheirYear() {
    assertThat(lake.indicator("visits").plot())
        .isInstanceOfSatisfying(
            LineChart.class,
            chart ->
                assertThat(chart.points())
                    .extracting(Point::x)
                    .containsExactly(2019.0, 2019 + 31 / 365.0, 2019 + 59 / 365.0));
    assertThat(Svg.of(lake.indicator("visits").plot().svg()).texts())
        .contains("2019", "鼓楼区 Gulou  3");
  }

  @Test
  void barsOfOnePeriodSayTheirKindAndThoseOfSeveralDocumentsAreRefused() {
    assertThat(Svg.of(lake.indicator("spans").bars().svg()).texts())
        .contains("鼓楼区 Gulou, cumulative", "鼓楼区 Gulou, average");
    Values told = lake.indicator("told");
    assertThatThrownBy(told::bars)
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("2 values of told meet at 鼓楼区 Gulou: not stated 未注明 (unknown");
    assertThatThrownBy(told::tiles)
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("2 values of told meet at 鼓楼区 Gulou");
  }

  @Test
  void severalValuesInOnePlaceAreRefusedWithWhatTheyAre() {
    assertThatThrownBy(() -> lake.indicator("visits").heat())
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("3 values of visits meet at 鼓楼区 Gulou: 2019-01 (month, all")
        .hasMessageContaining("narrow with kind(...)");
    assertThatThrownBy(() -> lake.indicator("done").plot())
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("2 values of done meet at 鼓楼区 Gulou: 2019-01-01 to 2019-03-31");
    Values provinces = lake.indicator("people").level("province");
    assertThatThrownBy(provinces::tiles)
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("2 values of people meet at 江苏省 Jiangsu")
        .hasMessageContaining("2020 (year, all, aggregated), 2020 (year, all, reported)");
    assertThat(Svg.of(provinces.origin("reported").tiles().svg()).texts())
        .contains("江苏省", "11")
        .doesNotContain("10");
  }
}

package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RegionsTest {
  /** region_code, region_name, region_parent, period_end; then ref_area and the reasons. */
  private static final String[][] REGIONS = {
    {"411722", "", "", "2020-12-31", "411722", ""},
    {" ４１１７２２ ", "", "", "2020-12-31", "411722", ""},
    {"412825", "", "", "2020-12-31", "411722", ""},
    {"412825", "", "", "1999-12-31", "412825", ""},
    {"411722", "", "", "1999-12-31", "412825", ""},
    {"412825", "", "", "", "412825", ""},
    {"", "上蔡县", "", "", "411722", ""},
    {"", "上蔡县", "", "1990-12-31", "412825", ""},
    {"", "Henan", "", "", "410000", ""},
    {"", "上蔡县", "河南省", "", "411722", ""},
    {"", "上蔡县", "411700", "", "411722", ""},
    {"", "上蔡县", "412800", "1990-12-31", "412825", ""},
    {"", "桥西区", "石家庄市", "", "130104", ""},
    {"", "桥西区", "130700", "", "130703", ""},
    {"411722", "上蔡县", "", "", "411722", ""},
    {"411722", "河南省", "", "", "411722", ""},
    {"410000", "上蔡县", "", "", "410000", ""},
    {"412825", "上蔡县", "", "", "412825", ""},
    {"130703", "桥西区", "", "", "130703", ""},
    {"411722", "上蔡", "", "", "411722", ""},
    {"411722", "", "火星", "", "411722", ""},
    {"419001", "", "", "1989-12-31", "419001@1987", ""},
    {"419001", "济源市", "", "1993-12-31", "410881", ""},
    {"419001", "义马市", "", "1993-12-31", "411281", ""},
    {"419001", "", "", "1993-12-31", null, "region_ambiguous:region_code"},
    {"419001", "上蔡县", "", "1993-12-31", null, "region_ambiguous:region_code"},
    {"", "", "", "", null, "missing:region_code"},
    {"", "", "河南省", "", null, "missing:region_code"},
    {"999999", "", "", "", null, "region_unknown:region_code"},
    {"999999", "上蔡县", "", "", null, "region_unknown:region_code"},
    {"", "上菜县", "", "", null, "region_unknown:region_name"},
    {"", "桥西区", "", "", null, "region_ambiguous:region_name"},
    {"", "桥西区", "河北省", "", null, "region_ambiguous:region_name"},
    {"", "桥西区", "邢台市", "", null, "region_unknown:region_parent"},
    {"", "上蔡县", "河北省", "", null, "region_unknown:region_parent"},
    {"", "上蔡县", "411700", "1990-12-31", null, "region_unknown:region_parent"},
    {"411722", "宣化区", "", "", "411722", "region_conflict:region_name"},
    {"412825", "宣化区", "", "1990-12-31", "412825", "region_conflict:region_name"},
    {"411722", "桥西区", "", "", "411722", "region_conflict:region_name"},
  };

  @Test
  void aCodeResolvesFirstAndANameWithinItsParentAsOfTheDay() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] r : REGIONS) {
      rows.add(
          Given.row(
              "%03d".formatted(rows.size()),
              "region_code",
              r[0],
              "region_name",
              r[1],
              "region_parent",
              r[2],
              "period_end",
              r[3]));
    }
    List<Row> judged = Given.judged(rows);
    for (int i = 0; i < REGIONS.length; i++) {
      String[] r = REGIONS[i];
      String what = String.join("|", r[0], r[1], r[2], r[3]);
      Row observation = judged.get(i).getAs("observation");
      assertThat(observation.<String>getAs("ref_area")).as(what).isEqualTo(r[4]);
      assertThat(Given.reasons(judged.get(i))).as(what).isEqualTo(r[5]);
    }
  }

  /** 412825 became 411722 in 2000. */
  @Test
  void aFigureOfSeveralYearsBelongsToTheRegionOfItsLastDay() {
    List<Row> judged =
        Given.judged(
            List.of(
                Given.row(
                    "1",
                    "region_code",
                    "412825",
                    "period_kind",
                    "cumulative",
                    "period_start",
                    "1999",
                    "period_end",
                    "2001")));
    assertThat(Given.reasons(judged.get(0))).isEmpty();
    assertThat(judged.get(0).<Row>getAs("observation").<String>getAs("ref_area"))
        .isEqualTo("411722");
  }

  @Test
  void aLevelTellsNamesApart() {
    List<Row> judged =
        Given.judged(
            List.of(
                Given.row("1", "region_code", "", "region_name", "鼓楼"),
                Given.row("2", "region_code", "", "region_name", "鼓楼", "region_level", " Province"),
                Given.row("3", "region_code", "", "region_name", "鼓楼", "region_level", "village"),
                Given.row(
                    "4",
                    "region_code",
                    "",
                    "region_name",
                    "鼓楼",
                    "region_level",
                    "county",
                    "region_parent",
                    "河北省")));
    assertThat(Given.reasons(judged))
        .containsEntry("1", "region_ambiguous:region_name")
        .containsEntry("2", "")
        .containsEntry("3", "region_unknown:region_level")
        .containsEntry("4", "");
    assertThat(judged.get(1).<Row>getAs("observation").<String>getAs("ref_area"))
        .isEqualTo("410000");
    assertThat(judged.get(3).<Row>getAs("observation").<String>getAs("ref_area"))
        .isEqualTo("130104");
    assertThat(Given.expected(judged.get(2), "region_unknown"))
        .isEqualTo("county or province, the level of 石家庄市 桥西区 (130104), 河南省 (410000)");
  }

  @Test
  void anObservationSaysWhatBecameOfItsRegion() {
    List<Row> judged =
        Given.judged(
            List.of(
                Given.row("1", "region_code", "412825", "period_end", "2020-12-31"),
                Given.row("2", "region_code", "412825", "period_start", "1998-01-01"),
                Given.row("3", "region_code", "412825", "published_on", "2010-05-01"),
                Given.row("4", "region_code", "F")));
    Row moved = judged.get(0).getAs("observation");
    assertThat(moved.<String>getAs("ref_area")).isEqualTo("411722");
    assertThat(moved.<String>getAs("panel_area")).isEqualTo("411722");
    assertThat(moved.<String>getAs("region_match")).isEqualTo("successor");
    assertThat(moved.<String>getAs("region_note")).contains("became 411722");
    Row then = judged.get(1).getAs("observation");
    assertThat(then.<String>getAs("ref_area")).isEqualTo("412825");
    assertThat(then.<String>getAs("panel_area")).isEqualTo("411722");
    assertThat(then.<String>getAs("region_match")).isEqualTo("same");
    assertThat(then.<String>getAs("region_note")).isNull();
    Row published = judged.get(2).getAs("observation");
    assertThat(published.<String>getAs("ref_area")).isEqualTo("411722");
    Row split = judged.get(3).getAs("observation");
    assertThat(split.<String>getAs("ref_area")).isEqualTo("F");
    assertThat(split.<String>getAs("region_match")).isEqualTo("split");
    assertThat(split.<Row>getList(split.fieldIndex("shares")))
        .extracting(share -> share.getString(0) + share.getString(1) + share.getDouble(2))
        .containsExactly("F1F10.6", "F2P20.4");
  }

  @Test
  void theReasonListsTheCandidates() {
    List<Row> judged =
        Given.judged(
            List.of(
                Given.row("1", "region_code", "", "region_name", "桥西区"),
                Given.row("2", "region_code", "999999", "region_name", "上蔡县"),
                Given.row("3", "region_name", "宣化区")));
    assertThat(Given.expected(judged.get(0), "region_ambiguous"))
        .contains("石家庄市 桥西区 (130104), 张家口市 桥西区 (130703)");
    assertThat(Given.expected(judged.get(1), "region_unknown")).contains("驻马店市 上蔡县 (411722)");
    assertThat(Given.expected(judged.get(2), "region_conflict"))
        .contains("411722")
        .contains("张家口市 宣化区 (130705)");
  }
}

package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RegionsTest {
  /** region_code, region_name, region_parent; then ref_area and the reasons. */
  private static final String[][] REGIONS = {
    {"411722", "", "", "411722", ""},
    {" ４１１７２２ ", "", "", "411722", ""},
    {"412825", "", "", "411722", ""},
    {"", "上蔡县", "", "411722", ""},
    {"", "Henan", "", "410000", ""},
    {"", "上蔡县", "河南省", "411722", ""},
    {"", "上蔡县", "411700", "411722", ""},
    {"", "桥西区", "石家庄市", "130104", ""},
    {"", "桥西区", "130700", "130703", ""},
    {"411722", "上蔡县", "", "411722", ""},
    {"411722", "河南省", "", "411722", ""},
    {"410000", "上蔡县", "", "410000", ""},
    {"130703", "桥西区", "", "130703", ""},
    {"411722", "上蔡", "", "411722", ""},
    {"412825", "宣化区", "", "411722", ""},
    {"411722", "", "火星", "411722", ""},
    {"", "", "", null, "missing:region_code"},
    {"", "", "河南省", null, "missing:region_code"},
    {"999999", "", "", null, "region_unknown:region_code"},
    {"999999", "上蔡县", "", null, "region_unknown:region_code"},
    {"", "上菜县", "", null, "region_unknown:region_name"},
    {"", "桥西区", "", null, "region_ambiguous:region_name"},
    {"", "桥西区", "河北省", null, "region_ambiguous:region_name"},
    {"", "桥西区", "邢台市", null, "region_unknown:region_parent"},
    {"", "上蔡县", "河北省", null, "region_unknown:region_parent"},
    {"411722", "宣化区", "", "411722", "region_conflict:region_name"},
    {"411722", "桥西区", "", "411722", "region_conflict:region_name"},
  };

  @Test
  void aCodeResolvesFirstAndANameWithinItsParent() {
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
              r[2]));
    }
    List<Row> judged = Given.judged(rows);
    for (int i = 0; i < REGIONS.length; i++) {
      String[] r = REGIONS[i];
      String what = String.join("|", r[0], r[1], r[2]);
      Row observation = judged.get(i).getAs("observation");
      assertThat(observation.<String>getAs("ref_area")).as(what).isEqualTo(r[3]);
      assertThat(Given.reasons(judged.get(i))).as(what).isEqualTo(r[4]);
    }
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

package org.xiaokang.intake;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;

class KeysTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "人",
          " 万人　",
          "　",
          "100  Million\tYUAN",
          "１００　ＭＩＬＬＩＯＮ　yuan",
          "IIII iiii İı I元",
          "ÉCOLE Straße ΣΑΣ",
          "yuan/person",
          "元／人",
          "％",
          "‰",
          "a\u00A0\u2003b",
          "\uFEFFdoc_id",
          "（户）",
          "𠮷野",
          "x\r\ny",
          "石柱土家族自治县");

  @Test
  void theColumnAndTheMethodAgree() {
    List<Row> keys =
        SparkTest.session()
            .createDataset(TEXTS, Encoders.STRING())
            .select(col("value"), Keys.key(col("value")))
            .collectAsList();
    assertThat(keys).hasSameSizeAs(TEXTS);
    for (Row row : keys) {
      assertThat(row.getString(1)).as(row.getString(0)).isEqualTo(Keys.key(row.getString(0)));
    }
  }

  @Test
  void widthCaseAndBlanksDoNotMatter() {
    assertThat(Keys.key("　１００  Million\tＹＵＡＮ ")).isEqualTo("100 million yuan");
    assertThat(Keys.key("元／人")).isEqualTo("元/人");
    assertThat(Keys.key("％")).isEqualTo("%");
    assertThat(Keys.key("INDUSTRY_FUND")).isEqualTo("industry_fund");
    assertThat(Keys.key(" 　")).isEmpty();
  }
}

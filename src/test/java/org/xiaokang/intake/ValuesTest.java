package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.SparkTest;

class ValuesTest {
  /** metric, unit, value as printed, obs_value, decimals, half_unit; all computed by hand. */
  private static final String[][] EXACT = {
    {"special_fiscal_fund", "亿元", "1.478", "147800000", "3", "50000"},
    {"special_fiscal_fund", "万元", "13303.64", "133036400", "2", "50"},
    {"special_fiscal_fund", "元", "1,234,567.5", "1234567.5", "1", "0.05"},
    {"special_fiscal_fund", "100 Million  Yuan", "2.7", "270000000", "1", "5000000"},
    {"special_fiscal_fund", "元", "12345678901234567890", "12345678901234567890", "0", "0.5"},
    {"special_fiscal_fund", "元", "99999999999999999999", "99999999999999999999", "0", "0.5"},
    {
      "special_fiscal_fund",
      "元",
      "-99999999999999999999.99999999999999999",
      "-99999999999999999999.99999999999999999",
      "17",
      "0.000000000000000005"
    },
    {"special_fiscal_fund", "元", "0.000000000000000001", "0.000000000000000001", "18", null},
    {
      "special_fiscal_fund",
      "亿元",
      "0.00000000000000000000000001",
      "0.000000000000000001",
      "26",
      null
    },
    {"special_fiscal_fund", "元", "1.0000000000000000004", "1", "19", null},
    {"special_fiscal_fund", "元", "1.5e3", "1500", null, "50"},
    {"special_fiscal_fund", "元", "1.50E-2", "0.015", null, "0.00005"},
    {"special_fiscal_fund", "元", "2e+3", "2000", null, "500"},
    {"special_fiscal_fund", "元", "1E19", "10000000000000000000", null, "5000000000000000000"},
    {"special_fiscal_fund", "元", "１，２３４．５", "1234.5", "1", "0.05"},
    {"special_fiscal_fund", "元", "　 +7667 ", "7667", "0", "0.5"},
    {"special_fiscal_fund", "元", "\u22127.94", "-7.94", "2", "0.005"},
    {"special_fiscal_fund", "元", "－5", "-5", "0", "0.5"},
    {"special_fiscal_fund", "元", ".5", "0.5", "1", "0.05"},
    {"special_fiscal_fund", "元", "5.", "5", "0", "0.5"},
    {"special_fiscal_fund", "元", "1.50", "1.50", "2", "0.005"},
    {"special_fiscal_fund", "元", "0", "0", "0", "0.5"},
    {"special_fiscal_fund", "元", "-0.00", "0", "2", "0.005"},
    {"special_fiscal_fund", "元", "0007", "7", "0", "0.5"},
    {"poverty_incidence", "%", "9.94", "9.94", "2", "0.005"},
    {"poverty_incidence", "‰", "12.7", "1.27", "1", "0.005"},
    {"poverty_incidence", "ratio", "0.127", "12.7", "3", "0.05"},
    {"poor_population_lifted", "万人", "14.85", "148500", "2", "50"},
    {"specialty_industry_area", "公顷", "1.8", "27", "1", "0.75"},
    {"specialty_industry_area", "公顷", "0.000000000000000001", "0.000000000000000015", "18", null},
    {
      "specialty_industry_area",
      "公顷",
      "1234567890123456789.012345678901234567",
      "18518518351851851835.185185183518518505",
      "18",
      null
    },
    {"specialty_industry_area", "公顷", "-1.5e2", "-2250", null, "75"},
    {"specialty_industry_area", "万公顷", "1.8", "270000", "1", "7500"},
    {"grain_output", "斤", "3", "1.5", "0", "0.25"},
    {"grain_output", "斤", "0.01", "0.005", "2", "0.0025"},
    {"grain_output", "吨", "1.25", "1250", "2", "5"},
    {"income_per_capita", "元", "9379", "9379", "0", "0.5"},
  };

  private static final String[][] REJECTED = {
    {"twelve", "value_unparsable:value"},
    {"12人", "value_unparsable:value"},
    {"1,23", "value_unparsable:value"},
    {"1234,567", "value_unparsable:value"},
    {"0,500", "value_unparsable:value"},
    {"-0,875", "value_unparsable:value"},
    {"012,345", "value_unparsable:value"},
    {"1.2.3", "value_unparsable:value"},
    {"1 234", "value_unparsable:value"},
    {"--5", "value_unparsable:value"},
    {"5-", "value_unparsable:value"},
    {".", "value_unparsable:value"},
    {"e5", "value_unparsable:value"},
    {"1e", "value_unparsable:value"},
    {"0x10", "value_unparsable:value"},
    {"1d", "value_unparsable:value"},
    {"1".repeat(201), "value_unparsable:value"},
    {"NaN", "value_not_finite:value"},
    {"Infinity", "value_not_finite:value"},
    {"-inf", "value_not_finite:value"},
    {"∞", "value_not_finite:value"},
    {"100000000000000000000", "value_overflow:value"},
    {"1e20", "value_overflow:value"},
    {"1e400", "value_overflow:value"},
    {"1e999999999999", "value_overflow:value"},
    {"1e-999999999", "value_overflow:value"},
    {"1E-30", "value_overflow:value"},
    {"0.0000000000000000001", "value_overflow:value"},
    {"1".repeat(200), "value_overflow:value"},
    {"", "missing:value"},
    {" 　", "missing:value"},
  };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void printedNumbersBecomeExactDecimals(boolean cluster) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] e : EXACT) {
      rows.add(Given.row(id(rows.size()), "metric_code", e[0], "unit", e[1], "value", e[2]));
    }
    List<Row> judged = as(cluster, () -> Given.judged(rows));
    for (int i = 0; i < EXACT.length; i++) {
      String[] e = EXACT[i];
      Row observation = judged.get(i).getAs("observation");
      String what = String.join(" ", e[2], e[1]);
      assertThat(Given.reasons(judged.get(i))).as(what).isEmpty();
      assertThat(observation.<BigDecimal>getAs("obs_value")).as(what).isEqualByComparingTo(e[3]);
      assertThat(observation.<Integer>getAs("decimals"))
          .as(what)
          .isEqualTo(e[4] == null ? null : Integer.valueOf(e[4]));
      if (e[5] != null) {
        assertThat(observation.<BigDecimal>getAs("half_unit")).as(what).isEqualByComparingTo(e[5]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNoFiniteNumberThatFitsIsRejectedByName(boolean cluster) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] rejected : REJECTED) {
      rows.add(Given.row(id(rows.size()), "value", rejected[0]));
    }
    List<Row> judged = as(cluster, () -> Given.judged(rows));
    for (int i = 0; i < REJECTED.length; i++) {
      assertThat(Given.reasons(judged.get(i))).as(REJECTED[i][0]).isEqualTo(REJECTED[i][1]);
    }
  }

  @Test
  void aFactorIsHeldToTheSameLimits() {
    String[] land = {"metric_code", "specialty_industry_area", "unit", "公顷", "value", ""};
    String[] fits = land.clone();
    fits[5] = "6666666666666666666.666666666666666666";
    String[] tooMuch = land.clone();
    tooMuch[5] = "6666666666666666667";
    assertThat(Given.reasons(Given.judged(List.of(Given.row("1", fits), Given.row("2", tooMuch)))))
        .isEqualTo(Map.of("1", "", "2", "value_overflow:value"));
  }

  private static String id(int i) {
    return "%03d".formatted(i);
  }

  /**
   * As on a cluster (ANSI mode, generated code), or as in a small embedded run of Spark 3's ways.
   */
  private static List<Row> as(boolean cluster, Supplier<List<Row>> work) {
    Map<String, String> settings =
        Map.of(
            "spark.sql.ansi.enabled", String.valueOf(cluster),
            "spark.sql.codegen.wholeStage", String.valueOf(cluster),
            "spark.sql.codegen.factoryMode", cluster ? "CODEGEN_ONLY" : "NO_CODEGEN");
    Map<String, String> before = new HashMap<>();
    settings.forEach((key, value) -> before.put(key, SparkTest.session().conf().get(key)));
    settings.forEach((key, value) -> SparkTest.session().conf().set(key, value));
    try {
      return work.get();
    } finally {
      before.forEach((key, value) -> SparkTest.session().conf().set(key, value));
    }
  }
}

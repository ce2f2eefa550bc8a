package org.xiaokang.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetSafeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-1+1",
        "--1",
        "-",
        "@SUM(A1)",
        "  =1",
        "\u3000=1",
        "\u00A0@x",
        "\uFEFF=1",
        "＝1",
        "＋1",
        "－1+2",
        "＠x",
        "\u22121",
        "\ttab",
        "\rreturn",
        "\nline",
        "=1\nsecond line",
        "'=already quoted"
      })
  void whatWouldBeginAFormulaGetsAnApostropheThatCanBeTakenAway(String text) {
    assertThat(SpreadsheetSafe.isChanged(text)).isTrue();
    assertThat(SpreadsheetSafe.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-7.94",
        "+3",
        "-1,234.5",
        "-1e-5",
        "-12%",
        "12",
        "a=b",
        "山西省",
        "'quoted'",
        "{\"a\":\"=1\"}",
        "income>=50000",
        "2019-01-01/P5Y",
        "../2019-12-31",
        "500240-zhongyi"
      })
  void numbersAndOtherTextsStayAsTheyAre(String text) {
    assertThat(SpreadsheetSafe.isChanged(text)).isFalse();
    assertThat(SpreadsheetSafe.of(text)).isEqualTo(text);
  }
}

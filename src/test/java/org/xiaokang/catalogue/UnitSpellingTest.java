package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSpellingTest {
  @ParameterizedTest
  @CsvSource({
    "dollar/person/day, dollar/day/person",
    "dollar/day/person, dollar/day/person",
    "dollars per person per day, dollar/day/person",
    "Dollars per day per person, dollar/day/person",
    "US$ / day / person, us$/day/person",
    "万 人, 万人",
    "（万人）, 万人",
    "单位：万元, 万元",
    "单位：（万元）, 万元",
    "Unit: tonnes, tonne",
    "1000 persons, 1000 person",
    "glass, glass",
    "人（户籍）, 人(户籍)"
  })
  void spellingsOfOneUnitAreOne(String printed, String spelling) {
    assertThat(UnitSpelling.of(printed)).isEqualTo(spelling);
  }

  @Test
  void aScopeHasOneSpelling() {
    assertThat(Scopes.canonical("性别＝女")).isEqualTo(Scopes.canonical("性别=女")).isEqualTo("性别=女");
    assertThat(Scopes.canonical("ａｇｅ＞＝６０；性别 ＝ 女")).isEqualTo("age>=60;性别=女");
    assertThat(Scopes.canonical("age≥60")).isEqualTo("age>=60");
  }

  /** Each pair is one name, printed in two ways. */
  @ParameterizedTest
  @CsvSource({
    "荔　波 县, 荔波县",
    "⾦沙县, 金沙县",
    "\u200E北京市\u200F, 北京市",
    "De\u0301partement, D\u00E9partement",
    "北\u00ADcang, 北cang",
    "Nord \u202A Sud, nord sud"
  })
  void aNameHasOneKey(String printed, String other) {
    assertThat(NameKey.of(printed)).isEqualTo(NameKey.of(other));
  }

  @Test
  void aBlankBetweenLettersStays() {
    assertThat(NameKey.of("New  York")).isEqualTo("new york");
    assertThat(NameKey.of("内蒙古 Ordos")).isEqualTo("内蒙古 ordos");
  }
}

package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameKeyTest {
  @Test
  void widthCaseAndBlanksDoNotMatter() {
    assertThat(NameKey.of("　１００  Million\tＹＵＡＮ ")).isEqualTo("100 million yuan");
    assertThat(NameKey.of("元／人")).isEqualTo("元/人");
    assertThat(NameKey.of("％")).isEqualTo("%");
    assertThat(NameKey.of("INDUSTRY_FUND")).isEqualTo("industry_fund");
    assertThat(NameKey.of(" 　")).isEmpty();
    assertThat(NameKey.of("a\u00A0\u2003b")).isEqualTo("a b");
    assertThat(NameKey.of("\uFEFFdoc_id")).isEqualTo("doc_id");
    assertThat(NameKey.of("（户）")).isEqualTo("(户)");
    assertThat(NameKey.of("x\r\ny")).isEqualTo("x y");
  }

  /** Whatever the language of the machine: tests run in Turkish, where I has another small i. */
  @Test
  void onlyTheLettersAToZHaveASmallForm() {
    assertThat(NameKey.of("IIII iiii İı I元")).isEqualTo("iiii iiii İı i元");
    assertThat(NameKey.of("ÉCOLE Straße ΣΑΣ")).isEqualTo("École straße ΣΑΣ");
  }

  @Test
  void whatIsAKeyStaysAsItIs() {
    for (String key : new String[] {"", "人", "yuan/person", "‰", "𠮷野", "石柱土家族自治县"}) {
      assertThat(NameKey.of(key)).isEqualTo(key);
    }
  }
}

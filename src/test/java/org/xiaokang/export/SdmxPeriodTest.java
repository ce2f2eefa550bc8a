package org.xiaokang.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdmxPeriodTest {
  @ParameterizedTest
  @CsvSource({
    "2019,2019",
    "2019-S2,2019-S2",
    "2019-Q1,2019-Q1",
    "2019-03,2019-03",
    "2020-02-29,2020-02-29",
    "2016-01-01/P5Y,2016-01-01/P5Y",
    "2020-01-01/P9M,2020-01-01/P9M",
    "2020-01-01/P137D,2020-01-01/P137D",
    "../2018-12-31,2018-12-31"
  })
  void whatSdmxHasAWordFor(String ours, String theirs) {
    assertThat(SdmxPeriod.of(ours)).contains(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_U", "2019-01-01/..", "2019-13", "2019-Q5", "2019-01-01/P0D", "", "x2019"})
  void whatItHasNone(String ours) {
    assertThat(SdmxPeriod.of(ours)).isEmpty();
  }
}

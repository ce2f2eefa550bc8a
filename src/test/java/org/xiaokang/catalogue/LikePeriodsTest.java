package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikePeriodsTest {
  private static Optional<String> of(String start, String end) {
    return LikePeriods.of(LocalDate.parse(start), LocalDate.parse(end));
  }

  @Test
  void spansOfAsManyYearsAreAlikeAndOfMoreAreNot() {
    assertThat(of("2016-01-01", "2018-12-31"))
        .isEqualTo(of("2017-01-01", "2019-12-31"))
        .isNotEqualTo(of("2016-01-01", "2019-12-31"));
  }

  @Test
  void februaryIsAlikeInALeapYear() {
    assertThat(of("2019-02-01", "2019-02-28"))
        .isEqualTo(of("2020-02-01", "2020-02-29"))
        .isNotEqualTo(of("2019-02-01", "2019-02-27"));
  }

  @Test
  void nothingIsLikeAPeriodWithoutAnEnd() {
    assertThat(LikePeriods.of(LocalDate.parse("2019-01-01"), null)).isEmpty();
  }
}

package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.indicator.CatalystFormulas;

/** Which way a value moves with an input decides which way a bound points. */
class DirectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 * x / y                | UP
          100 * y / x                | DOWN
          100 * (y / x - 1)          | DOWN
          y - x                      | DOWN
          -x                         | DOWN
          y                          | NONE
          x / (x + y)                | UNKNOWN
          100 * (power(x / y, 1 / years) - 1) | UP
          if(x > y, y, 2 * y)        | UNKNOWN
          greatest(x, y)             | UP
          -1 * x                     | DOWN
          """)
  void of(String formula, Direction direction) {
    assertThat(Direction.of(new CatalystFormulas().parse(formula), "x")).isEqualTo(direction);
  }
}

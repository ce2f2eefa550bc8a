package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.source.CatalystFormulas;

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
          100 * (y / x - 1) * -1     | UP
          (y - z) / x                | UNKNOWN
          (x - y) / z                | UP
          -y / x                     | UP
          z * (x - y)                | UP
          x * (y - z)                | UNKNOWN
          abs(x / y)                 | UP
          abs(y - x)                 | UNKNOWN
          abs(-x)                    | UP
          power(x, -1)               | DOWN
          power(x - y, 2)            | UNKNOWN
          x * power(-y, 2)           | UNKNOWN
          greatest(y, 1) / x         | DOWN
          x * if(y > z, 1, -1)       | UNKNOWN
          """)
  void of(String formula, Direction direction) {
    assertThat(Direction.of(new CatalystFormulas().parse(formula), "x")).isEqualTo(direction);
  }
}

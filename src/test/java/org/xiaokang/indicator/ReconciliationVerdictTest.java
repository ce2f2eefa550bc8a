package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.ReconciliationVerdict.AGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.DISAGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.NOT_CHECKABLE;
import static org.xiaokang.indicator.ReconciliationVerdict.WITHIN_ROUNDING;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Two numbers side by side, where a hair's breadth decides. */
class ReconciliationVerdictTest {
  @Test
  void theSameNumberAgreesUpToTheNoiseOfDoubles() {
    assertThat(ReconciliationVerdict.of(0.3, 0.1 + 0.2, 0)).isEqualTo(AGREES);
    assertThat(ReconciliationVerdict.of(1e12, 1e12 + 999, 0)).isEqualTo(AGREES);
    assertThat(ReconciliationVerdict.of(1e12, 1e12 + 1001, 0)).isEqualTo(DISAGREES);
    assertThat(ReconciliationVerdict.of(0.0, 1e-9, 0)).isEqualTo(AGREES);
    assertThat(ReconciliationVerdict.of(0.0, 2e-9, 0)).isEqualTo(DISAGREES);
  }

  /** 86.9 printed stands for 86.85 to 86.95, both included. */
  @Test
  void halfOfTheLastDigitIsRounding() {
    assertThat(ReconciliationVerdict.of(86.9, 86.897, 0.05)).isEqualTo(WITHIN_ROUNDING);
    assertThat(ReconciliationVerdict.of(86.9, 86.95, 0.05)).isEqualTo(WITHIN_ROUNDING);
    assertThat(ReconciliationVerdict.of(86.9, 86.9501, 0.05)).isEqualTo(DISAGREES);
    assertThat(ReconciliationVerdict.of(-86.9, -86.85, 0.05)).isEqualTo(WITHIN_ROUNDING);
  }

  @Test
  void whatIsMissingCannotBeChecked() {
    assertThat(ReconciliationVerdict.of(null, 1.0, 1)).isEqualTo(NOT_CHECKABLE);
    assertThat(ReconciliationVerdict.of(1.0, null, 1)).isEqualTo(NOT_CHECKABLE);
    assertThat(NOT_CHECKABLE.isConsistent()).isNull();
    assertThat(AGREES.isConsistent()).isTrue();
    assertThat(WITHIN_ROUNDING.isConsistent()).isTrue();
    assertThat(DISAGREES.isConsistent()).isFalse();
  }

  /** In Turkish the lower case of I has no dot. */
  @Test
  void wordsOfTheTableAreThoseOfNoLanguage() {
    for (ReconciliationVerdict verdict : ReconciliationVerdict.values()) {
      assertThat(verdict.code()).isEqualTo(verdict.name().toLowerCase(Locale.ROOT));
    }
    assertThat(WITHIN_ROUNDING.code()).isEqualTo("within_rounding");
    assertThat(ReconciliationRow.Kind.METRIC.code()).isEqualTo("metric");
  }
}

package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/** What of an indicator's value is compared. */
class ComparedValueTest {
  private static final LocalDate END = LocalDate.of(2019, 12, 31);

  private static Optional<ComparedValue> compared(
      Origin origin, @Nullable Double value, @Nullable LocalDate end) {
    Period period = new Period("year", LocalDate.of(2019, 1, 1), end, "2019", "A");
    IndicatorValue of =
        new IndicatorValue(
            "513521",
            "500240",
            "income",
            "rural",
            period,
            null,
            origin,
            value,
            null,
            "yuan",
            value == null ? "M" : "A",
            null,
            List.of(),
            value == null ? "no figure" : null,
            List.of(),
            null,
            null,
            null,
            null);
    return ComparedValue.of(of, Set.of("fund"));
  }

  @Test
  void aValueIsReadWithItsRegionAndPeriod() {
    assertThat(compared(Origin.REPORTED, 7.5, END))
        .contains(
            new ComparedValue(
                "500240",
                "513521",
                "income",
                "rural",
                "year",
                "2019",
                LocalDate.of(2019, 1, 1),
                END,
                7.5,
                true));
  }

  @Test
  void withoutAValueOrAnEndThereIsNothingToCompare() {
    assertThat(compared(Origin.REPORTED, null, END)).isEmpty();
    assertThat(compared(Origin.REPORTED, 7.5, null)).isEmpty();
  }

  @Test
  void theOwnReportGoesFirstUnlessItCoversAPart() {
    Set<String> partial = Set.of("fund");
    assertThat(ComparedValue.isPreferred("income", Origin.REPORTED, partial)).isTrue();
    assertThat(ComparedValue.isPreferred("income", Origin.AGGREGATED, partial)).isFalse();
    assertThat(ComparedValue.isPreferred("fund", Origin.REPORTED, partial)).isFalse();
    assertThat(ComparedValue.isPreferred("fund", Origin.AGGREGATED, partial)).isTrue();
  }
}

package org.xiaokang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
  @Test
  void theLastThirdStandsBesideTheFirst() {
    List<MeasuredProcess> nights =
        List.of(took(10, 20), took(12, 20), took(99, 99), took(99, 99), took(30, 30), took(14, 10));
    assertThat(HistoryTable.thirds(nights, took(88, 139), took(2, 1)).lines())
        .containsExactly(
            "                                    wall s  CPU s",
            "mean of the first 2                   11.0   20.0",
            "mean of the last 2                    22.0   20.0",
            "last over first                       2.00   1.00",
            "a night over everything               0.50   0.33",
            "DuckDB, everything, after the last    2.00   1.00");
  }

  private static MeasuredProcess took(int wallSeconds, int cpuSeconds) {
    return new MeasuredProcess(0, wallSeconds * 1000L, cpuSeconds, 0, List.of(), List.of());
  }
}

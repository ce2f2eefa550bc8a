package org.xiaokang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xiaokang.bench.BenchOptions.By;
import org.xiaokang.bench.BenchOptions.Growth;

class BenchOptionsTest {
  @Test
  void whatIsNotSaidIsAsUsual() {
    BenchOptions options = BenchOptions.of(List.of("5", "10", "--conf", "x.yaml"));
    assertThat(options.panel()).isEqualTo(new CountryPanel(5, 10, 20, 31));
    assertThat(options.growth()).isEmpty();
  }

  @Test
  void tablesOfGrowthMayNameTheirSizes() {
    BenchOptions options =
        BenchOptions.of(List.of("--growth", "rows=1,2", "--growth", "history", "3"));
    assertThat(options.growth())
        .containsExactly(new Growth(By.ROWS, List.of(1, 2)), new Growth(By.HISTORY, List.of(30)));
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> BenchOptions.of(List.of("--growth", "columns")))
        .hasMessageContaining("'columns'")
        .hasMessageContaining("rows, indicators, executors or history");
    assertThatThrownBy(() -> BenchOptions.of(List.of("--growth", "rows=a")))
        .hasMessageContaining("rows=8,16,31");
    assertThatThrownBy(() -> BenchOptions.of(List.of("--fast"))).hasMessageContaining("--help");
  }

  @Test
  void columnsOfATableLineUp() {
    assertThat(new PlainTable("what", "s").row("a", "10.0").row("longer", "9.5").lines())
        .containsExactly("what       s", "a       10.0", "longer   9.5");
  }
}

package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.CompositeIndexRow.IndexPart;
import org.xiaokang.compare.CompositeIndexRow.RankRange;
import org.xiaokang.compare.CompositeIndexRow.Score;

/** Indices of a few counties; expected figures are worked by hand. */
class CompositesTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private List<CompositeIndexRow> index(String more) {
    return panel.rows(
        ComparisonTable.COMPOSITE_INDEX, "  - {id: x, measure: composite, %s}\n".formatted(more));
  }

  private static CompositeIndexRow only(
      List<CompositeIndexRow> rows, String area, String weighting) {
    List<CompositeIndexRow> found =
        rows.stream()
            .filter(row -> row.region().refArea().equals(area))
            .filter(row -> row.weighting().equals(weighting))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Score score(CompositeIndexRow row) {
    return Objects.requireNonNull(row.score().result());
  }

  @Test
  void anIndexIsTheWeightedSumOfItsParts() {
    panel.counties("income", 2020, 0, 5, 10);
    panel.counties("poverty", 2020, 0, 5, 10);
    List<CompositeIndexRow> found =
        index("indicators: [income, poverty], weights: {income: 3, poverty: 1}, draws: 50");
    CompositeIndexRow best = only(found, "C", "declared");
    assertThat(score(best).value()).isCloseTo(0.75, within(1e-12));
    assertThat(score(best).rank()).isEqualTo(1);
    // poverty alone puts it last
    RankRange range = Objects.requireNonNull(score(best).range());
    assertThat(range.best()).isEqualTo(1);
    assertThat(range.worst()).isEqualTo(3);
    assertThat(score(best).parts())
        .containsExactly(new IndexPart("income", 0.75, 0.75), new IndexPart("poverty", 0.25, 0.0));
    assertThat(best.periodEnd()).isEqualTo(LocalDate.of(2020, 12, 31));
    assertThat(best.ranked()).isEqualTo(3);
    Score equal = score(only(found, "C", "equal"));
    assertThat(equal.value()).isCloseTo(0.5, within(1e-12));
    assertThat(equal.rank()).isEqualTo(1); // all alike
  }

  @Test
  void aRegionWithoutAnIndicatorHasNoIndexAndSaysSo() {
    panel.counties("income", 2020, 10, 20, 30);
    panel.counties("poverty", 2020, 1, 2);
    List<CompositeIndexRow> found = index("indicators: [income, poverty], draws: 0");
    assertThat(only(found, "C", "equal").score().reason()).isEqualTo("has no value of poverty");
    assertThat(only(found, "A", "equal").ranked()).isEqualTo(2);
  }

  @Test
  void whereNoRegionHasThemAllEachSaysWhatItLacks() {
    panel.counties("income", 2019, 10, 20, 30);
    panel.counties("income", 2020, 10, 20);
    List<CompositeIndexRow> found = index("indicators: [income, poverty]");
    // as of the last day on which one has one of them
    assertThat(found).hasSize(2);
    assertThat(found)
        .allSatisfy(row -> assertThat(row.score().reason()).isEqualTo("has no value of poverty"));
  }

  @Test
  void anIndicatorOfAnIndexIsOfOneKindOfPeriod() {
    panel.counties("fund", 2020, 100, 80);
    panel.put(CountyPanel.value("fund", "all", "cumulative", "2016-01-01", "2020-12-31", "C", 300));
    panel.counties("poverty", 2020, 0, 5, 10);
    List<CompositeIndexRow> found = index("indicators: [fund, poverty], higher_is_better: [fund]");
    assertThat(score(only(found, "A", "equal")).value()).isCloseTo(1, within(1e-12));
    assertThat(score(only(found, "B", "equal")).value()).isCloseTo(0, within(1e-12));
    assertThat(only(found, "C", "equal").score().reason()).isEqualTo("has no value of fund");
  }
}

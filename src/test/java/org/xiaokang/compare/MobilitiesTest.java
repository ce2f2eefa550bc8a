package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.MobilityRow.ClassNumbers;

/** Moves of six counties between classes; expected figures are worked by hand. */
class MobilitiesTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  private List<MobilityRow> move(String more) {
    return panel.rows(
        ComparisonTable.MOBILITY,
        "  - {id: m, measure: mobility, indicators: [income], %s}\n".formatted(more));
  }

  private static void is(
      List<MobilityRow> rows,
      String statistic,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable Integer lag,
      double expected) {
    List<MobilityRow> found =
        rows.stream()
            .filter(row -> row.statistic().equals(statistic))
            .filter(row -> row.classes().equals(new ClassNumbers(from, to, lag)))
            .toList();
    assertThat(found).as(statistic).hasSize(1);
    assertThat(found.get(0).value().number()).as(statistic).isCloseTo(expected, within(1e-12));
  }

  @Test
  void regionsMoveBetweenClasses() {
    panel.counties("income", 2019, 1, 2, 3, 4, 5, 6);
    panel.counties("income", 2020, 6, 2, 3, 4, 5, 1);
    // 2021 is missing: 2020 and 2022 are two steps apart
    panel.counties("income", 2022, 1, 2, 3, 4, 5, 6);
    List<MobilityRow> found = move("bounds: [3.5]");
    is(found, "transition_count", 1, 1, null, 2);
    is(found, "transition_count", 1, 2, null, 1);
    is(found, "transition_prob", 2, 1, null, 1.0 / 3);
    is(found, "steady_state", null, 1, null, 0.5);
    is(found, "sojourn_time", null, 1, null, 3); // one of three leaves
    is(found, "mean_first_passage_time", 1, 2, null, 3);
    is(found, "mobility_p", null, null, null, 2.0 / 3);
    // In 2019 A's neighbours B and C have 2.5, those of E, D and F, 5.
    is(found, "spatial_count", 1, 2, 1, 1);
    List<MobilityRow> morans =
        found.stream().filter(row -> row.statistic().equals("morans_i")).toList();
    assertThat(morans).extracting(row -> row.span().from()).containsExactly("2019", "2020", "2022");
    assertThat(morans).allSatisfy(row -> assertThat(row.chance().expected()).isEqualTo(-0.2));
    assertThat(found.stream().filter(row -> row.statistic().equals("class_bound"))).hasSize(3);
  }

  @Test
  void sharesOfTheStartAreThoseOfTheLevelsOwnFirstPeriod() {
    panel.put("income", 2017, "P", 25);
    panel.counties("income", 2018, 1, 2, 3, 4, 5, 6);
    panel.counties("income", 2019, 6, 2, 3, 4, 5, 1);
    panel.put("income", 2020, "P", 30);
    panel.counties("income", 2021, 1, 2, 3, 4, 5, 6);
    List<MobilityRow> found = move("levels: [county], bounds: [3.5]");
    // Half of them are in each class at first; two of three stay: 2 x (1 - 2/3), 1/3 move a class.
    is(found, "mobility_b1", null, null, null, 2.0 / 3);
    is(found, "mobility_b2", null, null, null, 1.0 / 3);
  }

  @Test
  void aRegionWithoutAValueHasNoShareOfTheStart() {
    panel.counties("income", 2018, 1, 2, 3, 4, 5);
    panel.counties("income", 2019, 6, 2, 3, 4, 5, 1);
    // Three of five begin in the first class, and one of these three leaves it.
    is(move("bounds: [3.5]"), "mobility_b2", null, null, null, 0.6 / 3);
  }

  @Test
  void boundsMayBeMultiplesOfTheMean() {
    panel.counties("income", 2019, 10, 20, 30);
    panel.counties("income", 2020, 10, 20, 60);
    List<MobilityRow> found = move("bounds: [0.9], of: mean");
    List<Double> bounds =
        found.stream()
            .filter(row -> row.statistic().equals("class_bound"))
            .map(row -> Objects.requireNonNull(row.value().number()))
            .toList();
    assertThat(bounds).containsExactly(18.0, 27.0);
    is(found, "transition_count", 2, 1, null, 1); // 20 is above 18, then below 27
  }

  @Test
  void regionsWithoutNeighboursHaveNoSpatialStatistics() {
    panel.regions(CountyPanel.REGIONS.replaceAll("(hills|plain),[A-F;]+", "$1,"));
    panel.counties("income", 2019, 1, 2, 3, 4, 5, 6);
    panel.counties("income", 2020, 6, 5, 4, 3, 2, 1);
    List<MobilityRow> found = move("classes: 2");
    assertThat(found)
        .extracting(MobilityRow::statistic)
        .doesNotContain("morans_i", "spatial_count", "spatial_q");
    is(found, "kendall_tau", null, null, null, -1);
    is(found, "spearman_rho", null, null, null, -1);
  }
}

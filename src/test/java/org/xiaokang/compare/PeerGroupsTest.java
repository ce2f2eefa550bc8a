package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.PeerGroupRow.Membership;

/** Peers of six counties, by clusters that are told; expected figures are worked by hand. */
class PeerGroupsTest {
  @TempDir private Path folder;
  private CountyPanel panel;

  /** How far apart the clusters are, by how many; two where nothing is said. */
  private final Map<Integer, Double> silhouettes = new TreeMap<>(Map.of(2, 0.5));

  private final List<Integer> asked = new ArrayList<>();

  @BeforeEach
  void begin() {
    panel = new CountyPanel(folder);
  }

  /** The points by their first feature: the last of them are a cluster each, the others one. */
  private List<PeerGroupRow> peers(String more) {
    Clustering clustering =
        (points, count, measure) -> {
          asked.add(count);
          Double silhouette = silhouettes.get(count);
          if (silhouette == null) {
            return Optional.empty();
          }
          int[] clusterOf = new int[points.size()];
          for (int i = 0; i < clusterOf.length; i++) {
            double own = points.get(i)[0];
            long above = points.stream().filter(point -> point[0] > own).count();
            clusterOf[i] = (int) Math.min(above, count - 1);
          }
          return Optional.of(new Clustering.Clusters(clusterOf, silhouette));
        };
    return panel.peers(
        "  - {id: p, measure: peers, indicators: [income, poverty], %s}\n".formatted(more),
        clustering);
  }

  private static PeerGroupRow only(List<PeerGroupRow> rows, String area) {
    List<PeerGroupRow> found =
        rows.stream().filter(row -> row.region().refArea().equals(area)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Membership membership(PeerGroupRow row) {
    return Objects.requireNonNull(row.membership().result(), row::toString);
  }

  private static List<String> nearest(PeerGroupRow row) {
    return membership(row).nearest().stream().map(PeerGroupRow.NearRegion::refArea).toList();
  }

  @Test
  void groupsAreNumberedByTheMeanOfTheOrderingIndicator() {
    panel.counties("income", 2020, 1, 2, 3, 101, 102, 104);
    panel.counties("poverty", 2020, 9, 9, 9, 1, 1, 1);
    List<PeerGroupRow> byIncome = peers("nearest: 1");
    // F alone has the highest income
    assertThat(membership(only(byIncome, "F")).label()).isEqualTo(new PeerGroup.Label(2, 2, 0.5));
    assertThat(membership(only(byIncome, "A")).label().group()).isEqualTo(1);
    // the mean of poverty is 1 of F's group, and 29 / 5 of the others
    List<PeerGroupRow> byPoverty = peers("nearest: 1, order_by: poverty");
    assertThat(membership(only(byPoverty, "F")).label().group()).isEqualTo(1);
    assertThat(only(byPoverty, "A").orderBy()).isEqualTo("poverty");
    assertThat(only(byPoverty, "A").value()).isEqualTo(9);
  }

  @Test
  void theNearestAreOfTheSameGroup() {
    panel.counties("income", 2020, 1, 2, 3, 101, 102, 104);
    panel.counties("poverty", 2020, 9, 9, 9, 1, 1, 1);
    List<PeerGroupRow> found = peers("nearest: 2");
    PeerGroupRow e = only(found, "E");
    assertThat(nearest(e)).containsExactly("D", "C");
    assertThat(e.gap()).isCloseTo(102 - (101 + 3) / 2.0, within(1e-12));
    PeerGroupRow f = only(found, "F");
    assertThat(nearest(f)).isEmpty();
    assertThat(f.gap()).isNull();
    // A and C are as far from B: the first by code is first
    assertThat(nearest(only(found, "B"))).containsExactly("A", "C");
    assertThat(nearest(only(peers("nearest: 1"), "B"))).containsExactly("A");
  }

  @Test
  void featuresAreStandardisedAmongTheRegionsThatHaveThemAll() {
    panel.counties("income", 2020, 1, 2, 3, 4, 5, 1000);
    panel.counties("poverty", 2020, 1, 1, 1, 5, 5);
    List<PeerGroupRow> found = peers("nearest: 1");
    PeerGroupRow f = only(found, "F");
    assertThat(f.membership().reason()).isEqualTo("has no value of poverty");
    assertThat(f.value()).isEqualTo(1000);
    PeerGroupRow.NearRegion c = membership(only(found, "B")).nearest().get(0);
    assertThat(c.distance()).isCloseTo(1 / Math.sqrt(2), within(1e-12)); // the deviation of 1 to 5
  }

  @Test
  void whereNoRegionHasThemAllEachSaysWhatItLacks() {
    panel.counties("income", 2019, 10, 20, 30, 40, 50, 60);
    panel.counties("income", 2020, 11, 21, 31, 41, 51, 61);
    assertThat(peers("nearest: 1"))
        .hasSize(6)
        .allSatisfy(
            row -> assertThat(row.membership().reason()).isEqualTo("has no value of poverty"));
  }

  @Test
  void aMedianStandsForWhatIsMissing() {
    panel.counties("income", 2020, 1, 2, 3, 4);
    panel.counties("poverty", 2020, 1, 3, 8);
    List<PeerGroupRow> found = peers("nearest: 3, missing: median");
    PeerGroupRow d = only(found, "D");
    assertThat(d.imputed()).containsExactly("poverty");
    assertThat(d.membership().reason()).isNull();
    assertThat(only(found, "A").imputed()).isEmpty();
  }

  @Test
  void asManyGroupsAsAreFarthestApart() {
    panel.counties("income", 2020, 1, 2, 3, 101, 102, 104);
    panel.counties("poverty", 2020, 9, 9, 9, 1, 1, 1);
    silhouettes.putAll(Map.of(2, 0.5, 3, 0.7, 4, 0.7, 5, 0.6));
    List<PeerGroupRow> found = peers("nearest: 1, k_max: 8");
    // never as many as there are regions; of equally good ones the fewer
    assertThat(asked).containsExactly(2, 3, 4, 5);
    assertThat(membership(only(found, "A")).label()).isEqualTo(new PeerGroup.Label(1, 3, 0.7));
    assertThat(membership(only(found, "F")).label()).isEqualTo(new PeerGroup.Label(3, 3, 0.7));
  }

  @Test
  void whatCannotBeGroupedSaysWhy() {
    panel.counties("income", 2020, 1, 2);
    panel.counties("poverty", 2020, 1, 2);
    assertThat(peers("nearest: 1"))
        .extracting(row -> row.membership().reason())
        .containsOnly("2 groups need at least 3 regions with all features, there are 2");
    assertThat(asked).isEmpty();
    panel.counties("income", 2021, 1, 2, 3);
    panel.counties("poverty", 2021, 1, 2, 3);
    silhouettes.clear();
    assertThat(peers("nearest: 1"))
        .extracting(row -> row.membership().reason())
        .containsOnly("the regions are too much alike to be grouped");
    panel.counties("income", 2022, 5, 5, 5);
    panel.counties("poverty", 2022, 1, 1, 1);
    assertThat(peers("nearest: 1"))
        .extracting(row -> row.membership().reason())
        .containsOnly("all regions have the same features");
  }

  @Test
  void peersAreThoseOfTheLatestDayWithEnoughOfTheirLevel() {
    for (String indicator : List.of("income", "poverty")) {
      panel.counties(indicator, 2020, 1, 2, 3, 101, 102, 104);
      panel.counties(indicator, 2021, 1);
      panel.put(indicator, 2022, "P", 1);
    }
    List<PeerGroupRow> found = peers("nearest: 1");
    assertThat(found)
        .extracting(row -> row.level() + " " + row.periodEnd())
        .hasSize(7)
        .containsOnly("county 2020-12-31", "prefecture 2022-12-31");
    assertThat(found.stream().filter(row -> row.level().equals("county")))
        .allSatisfy(row -> assertThat(row.membership().result()).isNotNull());
  }

  @Test
  void aDeclaredYearIsTheOnlyOne() {
    for (String indicator : List.of("income", "poverty")) {
      panel.counties(indicator, 2019, 1, 2, 3);
      panel.counties(indicator, 2020, 1, 2, 3, 4);
    }
    assertThat(peers("nearest: 1, year: 2019"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.periodEnd()).hasYear(2019));
  }
}

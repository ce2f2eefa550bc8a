package org.xiaokang.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.assess.ContradictionRow.Certainty;
import org.xiaokang.assess.ContradictionRow.Kind;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.ingest.Observation;

/** Statements that cannot all be true, and sets from which none can be left out. */
class ContradictionsTest {
  private static final String REGIONS =
      """
      code,name,level,parent,valid_from,valid_to,successors
      P,某省,province,,,,
      A,甲县,county,P,,,
      B,乙县,county,P,,,
      C,丙县,county,P,,,
      D,丁县,county,P,,,
      E,戊县,county,P,,,
      F,己县,county,P,,,
      G,庚县,county,P,,,
      """;

  @TempDir private static Path folder;

  private static Catalogue catalogue;
  private static StatedRows nothing;

  @BeforeAll
  static void read() {
    catalogue = StatedRows.projects(folder, REGIONS);
    nothing = StatedRows.under(catalogue);
  }

  private static StatedRows rows() {
    return nothing.afresh();
  }

  private static List<ContradictionRow> found(StatedRows rows) {
    Map<String, List<Observation>> regions =
        rows.observations().stream()
            .collect(Collectors.groupingBy(figure -> figure.region().refArea()));
    List<ContradictionRow> found = new ArrayList<>();
    RegionContradictions alone = new RegionContradictions(catalogue);
    regions
        .values()
        .forEach(
            figures ->
                found.addAll(
                    alone.rows(
                        figures,
                        figures.stream()
                            .map(Observation::observationId)
                            .collect(Collectors.toSet()),
                        List.of())));
    FamilyContradictions families = new FamilyContradictions(catalogue);
    Map<FamilyFigure.Together, List<FamilyFigure>> together = new LinkedHashMap<>();
    rows.observations()
        .forEach(
            figure ->
                families.send(
                    figure,
                    one ->
                        together
                            .computeIfAbsent(one.together(), key -> new ArrayList<>())
                            .add(one)));
    together.values().forEach(family -> found.addAll(families.rows(family)));
    return found;
  }

  private static List<String> printed(ContradictionRow row) {
    return row.statements().stream().map(StatedFigure::printed).toList();
  }

  @Test
  void aFigureStatedTwiceContradictsBeyondItsRounding() {
    StatedRows rows =
        rows()
            .add("A", "rural_population", "43.2", "万人", 2018, "doc_id", "x")
            .add("A", "rural_population", "432346", "人", 2018, "doc_id", "y")
            .add("A", "rural_population", "43.4", "万人", 2018, "doc_id", "z", "locator", "p. 3");
    List<ContradictionRow> found = found(rows);
    assertThat(found).hasSize(2).allMatch(row -> row.kind() == Kind.TWICE);
    assertThat(found.get(0).statements()).extracting(StatedFigure::docId).containsExactly("x", "z");
    assertThat(found.get(1).statements()).extracting(StatedFigure::docId).containsExactly("y", "z");
    assertThat(found.get(1).statements().get(1).locator()).isEqualTo("p. 3");
    assertThat(found.get(0).certainty()).isEqualTo(Certainty.IMPOSSIBLE);
  }

  @Test
  void boundsContradictOnlyWhereTheyExcludeEachOther() {
    StatedRows rows =
        rows()
            .add("A", "missed_rate", "2", "%", 2018, "qualifier", "below", "doc_id", "x")
            .add("A", "missed_rate", "2", "%", 2018, "qualifier", "at_most", "doc_id", "y")
            .add("A", "missed_rate", "2", "%", 2018, "qualifier", "at_least", "doc_id", "z");
    assertThat(found(rows)).hasSize(1);
    assertThat(found(rows).get(0).statements())
        .extracting(StatedFigure::qualifier)
        .containsExactly("below", "at_least");
  }

  @Test
  void aStockIsTheOneBeforeWithWhatEnteredAndWithoutWhatWasCleared() {
    StatedRows fits =
        rows()
            .add("A", "monitored_households", "120", "户", 2020)
            .add("A", "monitored_households", "135", "户", 2021)
            .add("A", "monitored_households_entered", "40", "户", 2021)
            .add("A", "monitored_households_cleared", "25", "户", 2021);
    assertThat(found(fits)).isEmpty();
    StatedRows not =
        rows()
            .add("A", "monitored_households", "120", "户", 2020)
            .add("A", "monitored_households", "135", "户", 2021)
            .add("A", "monitored_households_entered", "40", "户", 2021)
            .add("A", "monitored_households_cleared", "26", "户", 2021);
    assertThat(found(not)).hasSize(1);
    assertThat(found(not).get(0).subject()).isEqualTo("monitored_households_flow");
    assertThat(printed(found(not).get(0))).containsExactly("120户", "135户", "40户", "26户");
  }

  @Test
  void ofASetNoStatementCanBeLeftOut() {
    // 200 now cannot be where 120 were, 40 entered, and nobody else: what was cleared is not
    // needed.
    StatedRows rows =
        rows()
            .add("A", "monitored_households", "120", "户", 2020)
            .add("A", "monitored_households", "200", "户", 2021)
            .add("A", "monitored_households_entered", "40", "户", 2021)
            .add("A", "monitored_households_reentered", "5", "户", 2021)
            .add("A", "monitored_households_cleared", "26", "户", 2021);
    assertThat(found(rows)).hasSize(1);
    assertThat(printed(found(rows).get(0))).containsExactly("120户", "200户", "40户");
  }

  @Test
  void partsAddUpAsFarAsTheyAreAllThere() {
    StatedRows some =
        rows()
            .add("P", "registered_poor_population", "0.05", "万人", 2018)
            .add("A", "registered_poor_population", "300", "人", 2018)
            .add("B", "registered_poor_population", "100", "人", 2018);
    assertThat(found(some)).as("five counties are missing").isEmpty();
    some.add("C", "registered_poor_population", "151", "人", 2018);
    assertThat(found(some)).as("551 is more than 550").hasSize(1);
    ContradictionRow row = found(some).get(0);
    assertThat(row.kind()).isEqualTo(Kind.PARTS);
    assertThat(printed(row)).containsExactly("0.05万人", "300人", "100人", "151人");
    StatedRows all = rows().add("P", "registered_poor_population", "50", "人", 2018);
    for (String county : List.of("A", "B", "C", "D", "E", "F", "G")) {
      all.add(county, "registered_poor_population", "7", "人", 2018);
    }
    assertThat(found(all)).as("49 of 50").hasSize(1);
    assertThat(found(all).get(0).statements()).hasSize(8);
  }

  @Test
  void aPlaceIsThatOfTheValue() {
    StatedRows rows =
        rows()
            .add("A", "industry_fund_share", "80", "%", 2018)
            .add("B", "industry_fund_share", "90", "%", 2018)
            .add("C", "industry_fund_share", "95", "%", 2018)
            .add("A", "industry_fund_share_rank", "3", "位", 2018);
    assertThat(found(rows)).isEmpty();
    StatedRows second =
        rows()
            .add("A", "industry_fund_share", "80", "%", 2018)
            .add("B", "industry_fund_share", "90", "%", 2018)
            .add("C", "industry_fund_share", "95", "%", 2018)
            .add("A", "industry_fund_share_rank", "2", "位", 2018);
    assertThat(found(second)).hasSize(1);
    assertThat(found(second).get(0).kind()).isEqualTo(Kind.RANK);
    assertThat(printed(found(second).get(0))).containsExactlyInAnyOrder("80%", "90%", "95%", "2位");
    StatedRows last =
        rows()
            .add("A", "industry_fund_share", "80", "%", 2018)
            .add("B", "industry_fund_share", "79", "%", 2018)
            .add("A", "industry_fund_share_rank", "7", "位", 2018);
    assertThat(found(last)).as("of seven one is below").hasSize(1);
    assertThat(found(last).get(0).statements()).hasSize(3);
  }

  @Test
  void whatIsFarFromNeighboursIsImplausibleOnly() {
    StatedRows rows = rows().add("A", "rural_disposable_income_per_capita", "120000", "元", 2018);
    int income = 10_000;
    for (String county : List.of("B", "C", "D", "E", "F", "G")) {
      rows.add(county, "rural_disposable_income_per_capita", "" + (income += 500), "元", 2018);
    }
    List<ContradictionRow> found = found(rows);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(Kind.PEERS);
    assertThat(found.get(0).certainty()).isEqualTo(Certainty.IMPLAUSIBLE);
    assertThat(found.get(0).refArea()).isEqualTo("A");
  }

  @Test
  void aSetHasTheSameIdWhateverTheOrder() {
    StatedRows one =
        rows()
            .add("A", "missed_rate", "1", "%", 2018, "doc_id", "x", "obs_id", "1")
            .add("A", "missed_rate", "3", "%", 2018, "doc_id", "y", "obs_id", "2");
    StatedRows other =
        rows()
            .add("A", "missed_rate", "3", "%", 2018, "doc_id", "y", "obs_id", "2")
            .add("A", "missed_rate", "1", "%", 2018, "doc_id", "x", "obs_id", "1");
    assertThat(found(one).get(0).id()).isEqualTo(found(other).get(0).id());
  }
}

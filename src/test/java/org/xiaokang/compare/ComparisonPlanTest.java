package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.XiaokangException;

/** Who reads what, and what travels. */
class ComparisonPlanTest {
  private static final String DECLARED =
      """
        - {id: places, measure: ranking, indicators: [income, poverty]}
        - {id: spread, measure: inequality, indicators: [income], weight: people, indices: [gini]}
        - {id: aid, measure: concentration, indicators: [fund], rank_by: income}
        - {id: index, measure: composite, indicators: [income, poverty]}
        - {id: sources, measure: decomposition, of: parts, total: income, indicators: [fund]}
        - {id: alike, measure: convergence, indicators: [income], models: [sigma]}
      """;

  @TempDir private Path folder;

  private ComparisonPlan plan() {
    return new CountyPanel(folder).plan(DECLARED);
  }

  @Test
  void onlyTablesThatAComparisonFillsAreMade() {
    assertThat(plan().tables())
        .extracting(ComparisonTable::name)
        .containsExactly(
            "rankings",
            "inequality",
            "concentration_curves",
            "convergence",
            "composite_index",
            "decompositions");
    assertThat(new CountyPanel(folder).plan("  []\n").tables()).isEmpty();
  }

  @Test
  void eachIndicatorIsComparedByItselfUnlessTheMeasureIsOfAll() {
    ComparisonPlan plan = plan();
    assertThat(plan.keys(ComparisonTable.RANKINGS))
        .containsExactly(
            new ComparisonKey("places", "income"), new ComparisonKey("places", "poverty"));
    assertThat(plan.keys(ComparisonTable.INEQUALITY))
        .containsExactly(new ComparisonKey("spread", "income"), new ComparisonKey("aid", "fund"));
    assertThat(plan.keys(ComparisonTable.COMPOSITE_INDEX))
        .containsExactly(new ComparisonKey("index", ""));
    assertThat(plan.keys(ComparisonTable.TRENDS)).isEmpty();
  }

  @Test
  void aValueIsSentToEachThatReadsIt() {
    ComparisonPlan plan = plan();
    assertThat(plan.reads(ComparisonTable.INEQUALITY)).containsExactly("fund", "income", "people");
    assertThat(plan.readers(ComparisonTable.INEQUALITY, "income"))
        .containsExactly(new ComparisonKey("spread", "income"), new ComparisonKey("aid", "fund"));
    assertThat(plan.readers(ComparisonTable.INEQUALITY, "people"))
        .containsExactly(new ComparisonKey("spread", "income"));
    assertThat(plan.readers(ComparisonTable.INEQUALITY, "poverty")).isEmpty();
    assertThat(plan.readers(ComparisonTable.DECOMPOSITIONS, "income"))
        .containsExactly(new ComparisonKey("sources", ""));
  }

  @Test
  void aPlanAndATableTravel() throws Exception {
    ComparisonPlan there = travelled(plan());
    assertThat(there.tables()).isEqualTo(plan().tables());
    assertThat(travelled(ComparisonTable.MOBILITY)).isSameAs(ComparisonTable.MOBILITY);
    List<RankingRow> rows =
        rows(there, CountyPanel.value("income", "all", "year", "2020-01-01", "2020-12-31", "A", 3));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).series())
        .isEqualTo(new ComparedSeries("places", "income", "all", "county", "year"));
  }

  private static List<RankingRow> rows(ComparisonPlan plan, ComparedValue value) {
    List<RankingRow> rows = new java.util.ArrayList<>();
    plan.rows(
            ComparisonTable.RANKINGS,
            new ComparisonKey("places", "income"),
            List.of(value).iterator())
        .forEachRemaining(rows::add);
    return rows;
  }

  @SuppressWarnings("unchecked")
  private static <T> T travelled(T thing) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thing);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void whatIsAskedWronglyIsTold() {
    ComparisonPlan plan = plan();
    assertThatThrownBy(
            () ->
                plan.rows(
                    ComparisonTable.RANKINGS,
                    new ComparisonKey("place", "income"),
                    Collections.emptyIterator()))
        .isInstanceOf(XiaokangException.class)
        .hasMessage(
            "comparison 'place' is not declared; expected one of"
                + " [places, spread, aid, index, sources, alike]");
    assertThatThrownBy(
            () ->
                plan.rows(
                    ComparisonTable.TRENDS,
                    new ComparisonKey("places", "income"),
                    Collections.emptyIterator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("table 'trends' has no rows of Ranking");
    assertThatThrownBy(() -> ComparisonTable.of("ranking"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageStartingWith("'ranking' is no table of comparisons; expected one of [rankings,");
  }

  @Test
  void peerGroupsAreNotMadeAtOnce() {
    ComparisonPlan plan =
        new CountyPanel(folder).plan("  - {id: p, measure: peers, indicators: [income]}\n");
    ComparisonKey key = plan.keys(ComparisonTable.PEER_GROUPS).get(0);
    assertThatThrownBy(
            () -> plan.rows(ComparisonTable.PEER_GROUPS, key, Collections.emptyIterator()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ComparisonPlan.features");
    assertThat(plan.features(key, Collections.emptyIterator())).isExhausted();
    assertThatThrownBy(
            () -> plan().features(new ComparisonKey("places", ""), Collections.emptyIterator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("comparison 'places' seeks no peers");
  }
}

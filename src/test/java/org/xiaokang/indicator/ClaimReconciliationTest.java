package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.xiaokang.indicator.FigureBuilder.figure;
import static org.xiaokang.indicator.ReconciliationVerdict.AGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.DISAGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.NOT_CHECKABLE;
import static org.xiaokang.indicator.ReconciliationVerdict.WITHIN_ROUNDING;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.ClaimReconciliation.FigureName;
import org.xiaokang.ingest.Observation;
import org.xiaokang.source.CatalystFormulas;

/** Claims about a document's own figures, recomputed by hand. */
class ClaimReconciliationTest {
  private static final List<Observation> FIGURES =
      List.of(
          figure(1, "A", "villages", "448").build(),
          figure(2, "A", "all_villages", "460").build(),
          figure(3, "A", "poor", "120").scope("rural").build(),
          figure(4, "A", "poor", "120").qualifier("approx").build(),
          figure(5, "A", "nobody", "0").build(),
          figure(6, "A", "villages", "448").build(),
          figure(7, "A", "elsewhere", "1").doc("other").build());

  private static final PrintedRounding EXACT = new PrintedRounding(Set.of("percent"));

  private static Claim claim(String claimed, String formula) {
    return new Claim("claims", "c", "d", "A", "it is said", claimed, formula);
  }

  private static ReconciliationRow checked(String claimed, String formula) {
    List<ReconciliationRow> rows =
        new ClaimReconciliation(List.of(claim(claimed, formula)), new CatalystFormulas(), EXACT)
            .rows(FIGURES, figure -> false);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static void isNotCheckable(String claimed, String formula, String reason) {
    ReconciliationRow row = checked(claimed, formula);
    assertThat(row.verdict()).isEqualTo(NOT_CHECKABLE);
    assertThat(row.reason()).isEqualTo(reason);
    assertThat(row.reportedValue()).isNull();
    assertThat(row.tolerance()).isNull();
  }

  /** 100 * 448 / 460 = 97.391... */
  @Test
  void aNumberIsHeldAgainstTheFormulaWithinItsLastDigit() {
    ReconciliationRow row = checked("97.4 %", "100 * `o1` / `o2`");
    assertThat(row)
        .isEqualTo(
            new ReconciliationRow(
                "c",
                "claims",
                "d",
                "A",
                ReconciliationRow.Kind.CLAIM,
                "100 * `o1` / `o2`",
                "it is said",
                null,
                null,
                "97.4 %",
                97.4,
                100 * 448 / 460.0,
                null,
                0.05,
                WITHIN_ROUNDING,
                null));
    assertThat(checked("97", "100 * `o1` / `o2`").verdict()).isEqualTo(WITHIN_ROUNDING);
    assertThat(checked("97.3%", "100 * `o1` / `o2`").verdict()).isEqualTo(DISAGREES);
    assertThat(checked(" +908 个村 ", "`o1` + `o2`").verdict()).isEqualTo(AGREES);
    assertThat(checked("-12", "`o1` - `o2`").reportedValue()).isEqualTo(-12);
    assertThat(checked("206,080", "`o1` * `o2`").verdict()).isEqualTo(AGREES);
  }

  /** Four parts of 2041 each, give or take a half, are 8162 to 8166. */
  @Test
  void theRoundingOfAllFiguresIsTheTolerance() {
    List<Observation> parts =
        List.of(
            figure(1, "A", "m", "2041").tolerance("0.5").build(),
            figure(2, "A", "m", "2041").tolerance("0.5").build(),
            figure(3, "A", "m", "2041").tolerance("0.5").build(),
            figure(4, "A", "m", "2041").tolerance("0.5").build(),
            figure(5, "A", "m", "8163").tolerance("0.5").build());
    String sum = "o1 + o2 + o3 + o4";
    PrintedRounding rounded = new PrintedRounding(Set.of("person"));
    ReconciliationRow within = held("8,163", sum, parts, rounded);
    assertThat(within.verdict()).isEqualTo(WITHIN_ROUNDING);
    assertThat(within.tolerance()).isEqualTo(2.5);
    assertThat(held("8,161", sum, parts, rounded).verdict()).isEqualTo(DISAGREES);
    assertThat(held("holds", "o5 = " + sum, parts, rounded).verdict()).isEqualTo(WITHIN_ROUNDING);
    assertThat(held("holds", "o5 = o1 + o2", parts, rounded).verdict()).isEqualTo(DISAGREES);
    // counts of what comes whole are exact
    assertThat(held("8,163", sum, parts, EXACT).verdict()).isEqualTo(DISAGREES);
    assertThat(held("holds", "o5 = " + sum, parts, EXACT).verdict()).isEqualTo(DISAGREES);
    // 200 * 2041 / 2041: each half of a unit moves it by 0.05
    assertThat(held("200", "200 * o1 / o2", parts, rounded).tolerance())
        .isCloseTo(0.5 + 200 / 4082.0 + (200 * 2041 / 2040.5 - 200), within(1e-9));
  }

  private static ReconciliationRow held(
      String claimed, String formula, List<Observation> figures, PrintedRounding rounding) {
    return new ClaimReconciliation(
            List.of(claim(claimed, formula)), new CatalystFormulas(), rounding)
        .rows(figures, figure -> false)
        .get(0);
  }

  @Test
  void aCheckHoldsOrDoesNot() {
    ReconciliationRow holds = checked("holds", "`o1` <= `o2`");
    assertThat(holds.verdict()).isEqualTo(AGREES);
    assertThat(holds.computedValue()).isEqualTo(1);
    assertThat(holds.reportedValue()).isNull();
    assertThat(holds.difference()).isNull();
    ReconciliationRow fails = checked("holds", "`o1` > `o2`");
    assertThat(fails.verdict()).isEqualTo(DISAGREES);
    assertThat(fails.reason()).isEqualTo("the check does not hold");
    assertThat(checked("holds", "`o1` = `o6`").verdict()).isEqualTo(AGREES);
  }

  @Test
  void anEqualityOfRoundedFiguresHoldsUpToTheirRounding() {
    ReconciliationRow row = checked("holds", "`o3` = `o4`");
    assertThat(row.verdict()).isEqualTo(WITHIN_ROUNDING);
    assertThat(row.reason()).isEqualTo("equal as printed; not printed as exact");
    assertThat(checked("holds", "`o3` <= `o4`").verdict()).isEqualTo(AGREES);
  }

  @Test
  void twoFiguresOfDifferentBreakdownsAreNotTheSameSet() {
    ReconciliationRow row = checked("identical", "`o3` = `o4`");
    assertThat(row.verdict()).isEqualTo(DISAGREES);
    assertThat(row.reason())
        .isEqualTo("the numbers are equal, but their scopes differ: [all, rural]");
    assertThat(checked("identical", "`o1` = `o6`").verdict()).isEqualTo(AGREES);
    assertThat(checked("identical", "`o1` = `o2`").reason()).isEqualTo("the check does not hold");
  }

  @Test
  void whatCannotBeCheckedSaysWhy() {
    isNotCheckable("", "`o1` + `o2`", "the document claims no such figure");
    isNotCheckable(
        "many", "`o1` + `o2`", "'many' is no number, and neither 'holds' nor 'identical'");
    isNotCheckable(
        "12 of 26", "`o1`", "'12 of 26' is no number, and neither 'holds' nor 'identical'");
    isNotCheckable("1", "`o1` / `o5`", "the formula has no value for these figures");
    isNotCheckable("1", "`o7` + `o8` + `o1`", "the document has no observation o7, o8");
    assertThat(checked("", "`o1` + `o2`").computedValue()).isEqualTo(908);
    assertThat(checked("1", "sum(`o1`)").reason())
        .startsWith("the function 'sum' is not allowed in a formula");
    assertThat(checked("1", "`o1` +").reason()).startsWith("'`o1` +' is not a formula: ");
  }

  @Test
  void aFigureIsFoundInBackquotesAndWithout() {
    assertThat(checked("448", "o1").verdict()).isEqualTo(AGREES);
    assertThat(names("o1 + `o2`")).containsExactlyInAnyOrder("o1", "o2");
  }

  private static List<String> names(String formula) {
    return new ClaimReconciliation(List.of(claim("1", formula)), new CatalystFormulas(), EXACT)
        .figures().stream().map(FigureName::obsId).toList();
  }

  @Test
  void onlyTheFiguresThatAreNamedAreNeeded() {
    ClaimReconciliation claims =
        new ClaimReconciliation(
            List.of(
                new Claim("s", "1", "d", "", "", "1", "`a-1` + `a-1` + abs(`b 2`)"),
                new Claim("s", "2", "e", "", "", "1", "`a-1`"),
                new Claim("s", "3", "f", "", "", "1", "2 * 3")),
            new CatalystFormulas(),
            EXACT);
    assertThat(claims.figures())
        .containsExactlyInAnyOrder(
            new FigureName("d", "a-1"), new FigureName("d", "b 2"), new FigureName("e", "a-1"));
    assertThat(claims.rows(List.of(), figure -> false))
        .extracting(ReconciliationRow::reason)
        .containsExactly(
            "the document has no observation a-1, b 2",
            "the document has no observation a-1",
            null);
  }

  @Test
  void aClaimOfAConfidentialFigureIsNeitherCheckedNorShown() {
    for (String formula : List.of("`o1` + `o2`", "`o1` +")) {
      ReconciliationRow row =
          new ClaimReconciliation(List.of(claim("908", formula)), new CatalystFormulas(), EXACT)
              .rows(FIGURES, figure -> figure.observationId() == 1)
              .get(0);
      assertThat(row.verdict()).isEqualTo(NOT_CHECKABLE);
      assertThat(row.reason()).isEqualTo("confidential: it says a figure that is not shown");
      assertThat(row.statement()).isNull();
      assertThat(row.reported()).isNull();
      assertThat(row.reportedValue()).isNull();
      assertThat(row.computedValue()).isNull();
    }
  }

  @Test
  void aClaimCountsOncePerSource() {
    Claim first = new Claim("s", "1", "d", "", "", "448", "`o1`");
    Claim again = new Claim("s", "1", "d", "", "", "460", "`o2`");
    Claim elsewhere = new Claim("t", "1", "d", "B", "", "448", "`o1`");
    for (List<Claim> claims :
        List.of(List.of(first, again, elsewhere), List.of(elsewhere, again, first))) {
      assertThat(
              new ClaimReconciliation(claims, new CatalystFormulas(), EXACT)
                  .rows(FIGURES, figure -> false))
          .extracting(row -> row.source() + row.refArea() + row.subject())
          .containsExactlyInAnyOrder("snull`o1`", "tB`o1`");
    }
  }

  @Test
  void ofTwoFiguresOfOneNameAlwaysTheSameIsTaken() {
    Observation one = figure(9, "A", "m", "1").source("a").obs("x").build();
    Observation other = figure(8, "A", "m", "2").source("b").obs("x").build();
    for (List<Observation> figures : List.of(List.of(one, other), List.of(other, one))) {
      assertThat(
              new ClaimReconciliation(List.of(claim("1", "`x`")), new CatalystFormulas(), EXACT)
                  .rows(figures, figure -> false))
          .extracting(ReconciliationRow::verdict)
          .containsExactly(AGREES);
    }
  }
}

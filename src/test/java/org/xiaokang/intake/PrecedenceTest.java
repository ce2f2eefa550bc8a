package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which of several figures goes first, and how far the others are from it. */
class PrecedenceTest {
  private static final Map<String, Integer> RANKS =
      Map.of("bureau", 1, "survey", 2, "yearbook", 2, "archive", 30);

  /** A figure of 2019: source, document, published_on, confidence. */
  private static Map<String, String> figure(
      String id, String scope, String source, String doc, String published, String confidence) {
    return Given.row(
        scope + "/" + id,
        "scope",
        scope,
        "source",
        source,
        "doc_id",
        doc,
        "published_on",
        published,
        "confidence",
        confidence,
        "period_kind",
        "year",
        "period_end",
        "2019");
  }

  private static Map<String, String> value(String id, String scope, String doc, String value) {
    Map<String, String> row = figure(id, scope, "survey", doc, "", "");
    row.put("value", value);
    return row;
  }

  private static Dataset<Row> observed(List<Map<String, String>> rows) {
    return Intake.observations(Intake.judge(Given.raw(rows), Given.lookups()), RANKS);
  }

  /** source and obs_id, then preferred, stated_by and relative_difference. */
  private static Map<String, String> marks(List<Map<String, String>> rows) {
    Map<String, String> marks = new TreeMap<>();
    for (Row row : observed(rows).collectAsList()) {
      marks.put(
          row.getAs("source") + " " + row.getAs("obs_id"),
          (row.<Boolean>getAs("preferred") ? "preferred" : "kept")
              + " "
              + row.<Integer>getAs("stated_by")
              + " "
              + row.<Double>getAs("relative_difference"));
    }
    return marks;
  }

  /** In each scope the figure "first" wins by one rule, and would lose by every later one. */
  private static final List<Map<String, String>> RULES =
      List.of(
          figure("first", "rank", "bureau", "z", "2020-01-01", "0.1"),
          figure("b", "rank", "survey", "a", "2021-01-01", "0.9"),
          figure("a", "rank", "archive", "b", "2022-01-01", "1"),
          figure("first", "ranked at all", "archive", "z", "2020-01-01", "0.1"),
          figure("a", "ranked at all", "unranked", "a", "2021-01-01", "0.9"),
          figure("first", "publication", "survey", "z", "2021-03-02", "0.1"),
          figure("b", "publication", "yearbook", "a", "2021-03-01", "0.9"),
          figure("a", "publication", "yearbook", "b", "", "1"),
          figure("first", "confidence", "yearbook", "z", "2021-03-01", "0.9"),
          figure("b", "confidence", "survey", "a", "2021-03-01", "0.89"),
          figure("a", "confidence", "survey", "b", "2021-03-01", ""),
          figure("first", "document", "yearbook", "a", "2021-03-01", "0.9"),
          figure("a", "document", "survey", "b", "2021-03-01", "0.9"),
          figure("first", "observation", "yearbook", "a", "", ""),
          figure("second", "observation", "survey", "a", "", ""),
          figure("first", "source", "survey", "a", "", ""),
          figure("first", "source", "yearbook", "a", "", ""));

  @Test
  void eachRuleDecidesWhereTheOnesBeforeItTie() {
    Map<String, String> marks = marks(RULES);
    assertThat(marks).hasSize(RULES.size());
    assertThat(marks.entrySet().stream().filter(e -> e.getValue().startsWith("preferred")))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "bureau rank/first",
            "archive ranked at all/first",
            "survey publication/first",
            "yearbook confidence/first",
            "yearbook document/first",
            "yearbook observation/first",
            "survey source/first");
    assertThat(marks)
        .containsEntry("archive rank/a", "kept 3 0.0")
        .containsEntry("yearbook source/first", "kept 2 0.0");
  }

  @Test
  void theOrderOfRowsChangesNoChoice() {
    Map<String, String> expected = marks(RULES);
    List<Map<String, String>> shuffled = new ArrayList<>(RULES);
    for (int seed = 1; seed <= 2; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(marks(shuffled)).isEqualTo(expected);
    }
  }

  @Test
  void differencesAreRelativeToThePreferredValue() {
    Map<String, String> marks =
        marks(
            List.of(
                value("1", "more", "a", "12"),
                value("2", "more", "b", "15"),
                value("3", "more", "c", "6"),
                value("1", "negative", "a", "-8"),
                value("2", "negative", "b", "-6"),
                value("1", "zero", "a", "0"),
                value("2", "zero", "b", "5"),
                value("3", "zero", "c", "0.0"),
                value("1", "same", "a", "0.10"),
                value("2", "same", "b", "0.1"),
                value("1", "alone", "a", "7")));
    assertThat(marks)
        .containsEntry("survey more/1", "preferred 3 0.0")
        .containsEntry("survey more/2", "kept 3 0.25")
        .containsEntry("survey more/3", "kept 3 -0.5")
        .containsEntry("survey negative/1", "preferred 2 0.0")
        .containsEntry("survey negative/2", "kept 2 0.25")
        .containsEntry("survey zero/1", "preferred 3 0.0")
        .containsEntry("survey zero/2", "kept 3 null")
        .containsEntry("survey zero/3", "kept 3 0.0")
        .containsEntry("survey same/1", "preferred 2 0.0")
        .containsEntry("survey same/2", "kept 2 0.0")
        .containsEntry("survey alone/1", "preferred 1 null");
  }

  @Test
  void figuresWithoutAPeriodCompareWithinTheirDocumentOnly() {
    Map<String, String> marks =
        marks(
            List.of(
                Given.row("1", "source", "yearbook", "doc_id", "a", "value", "10"),
                Given.row("2", "source", "yearbook", "doc_id", "a", "value", "11"),
                Given.row("3", "source", "bureau", "doc_id", "a", "value", "20"),
                Given.row("4", "source", "bureau", "doc_id", "b", "value", "40"),
                // one known bound makes a known period, whichever document names it
                Given.row("5", "scope", "until", "doc_id", "a", "period_end", "2019-12-31"),
                Given.row("6", "scope", "until", "doc_id", "b", "period_end", "2019-12-31")));
    assertThat(marks)
        .isEqualTo(
            Map.of(
                "yearbook 1", "kept 3 -0.5",
                "yearbook 2", "kept 3 -0.45",
                "bureau 3", "preferred 3 0.0",
                "bureau 4", "preferred 1 null",
                "reports 5", "preferred 2 0.0",
                "reports 6", "kept 2 0.0"));
  }

  @Test
  void choosingCostsOneWindowAndOneShuffle() {
    List<String> operators =
        observed(RULES)
            .queryExecution()
            .executedPlan()
            .toString()
            .lines()
            .map(line -> line.replaceAll("^[ :+-]*(\\w+( hashpartitioning\\(panel_area)?).*", "$1"))
            .toList();
    assertThat(operators.stream().filter("Exchange hashpartitioning(panel_area"::equals))
        .hasSize(1);
    // the other of each finds the rows that repeat one another
    assertThat(operators.stream().filter(line -> line.startsWith("Exchange"))).hasSize(2);
    assertThat(operators.stream().filter("Window"::equals)).hasSize(2);
  }
}

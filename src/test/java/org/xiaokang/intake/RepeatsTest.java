package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which of several rows of one figure stands, and what becomes of the others. */
class RepeatsTest {
  private static final String NOON = "2026-01-01T12:00:00Z";
  private static final String EVENING = "2026-01-01T18:00:00Z";

  /** A row of the one figure: value, file, when it was written, published_on, action. */
  private static Map<String, String> row(
      String value, String file, String modified, String published, String action) {
    return Given.row(
        "1",
        "value",
        value,
        "source_file",
        file,
        "modified_at",
        modified,
        "published_on",
        published,
        "action",
        action);
  }

  /** A row that withdraws the figure and says nothing else. */
  private static Map<String, String> withdrawal(String obsId, String file, String action) {
    return Map.of(
        "source",
        "reports",
        "source_file",
        file,
        "doc_id",
        "d1",
        "obs_id",
        obsId,
        "action",
        action);
  }

  /** What became of a row: stands, duplicate, superseded or its reasons. */
  static String outcome(Row row) {
    boolean superseded = row.getAs("superseded");
    if (row.<Boolean>getAs("duplicate")) {
      return superseded ? "both" : "duplicate";
    }
    String reasons = Given.reasons(row);
    return superseded ? "superseded" : reasons.isEmpty() ? "stands" : reasons;
  }

  private static String told(Row row) {
    return "%s in %s: %s"
        .formatted(row.getAs("value"), row.getAs("source_file"), outcome(row))
        .replace("null in ", "D in ");
  }

  private static List<String> told(List<Map<String, String>> rows) {
    return Given.judged(rows).stream().map(RepeatsTest::told).sorted().toList();
  }

  @Test
  void theLaterPublicationStandsWhateverItsFile() {
    assertThat(
            told(
                List.of(
                    row("5", "a", NOON, "2021-02-01", ""),
                    row("6", "b", EVENING, "2021-01-31", ""),
                    row("7", "c", EVENING, "", ""),
                    row("8", "d", EVENING, "2022", ""))))
        .containsExactly(
            "5 in a: stands", "6 in b: superseded", "7 in c: superseded", "8 in d: superseded");
  }

  @Test
  void inOneFileTheLaterPublicationStandsAlsoWhereNothingElseDiffers() {
    assertThat(told(List.of(row("5", "a", NOON, "", ""), row("5", "a", NOON, "2021-01-01", ""))))
        .containsExactly("5 in a: stands", "5 in a: superseded");
    List<Row> judged =
        Given.judged(List.of(row("5", "a", NOON, "2021", ""), row("5", "a", NOON, "2021-01", "")));
    assertThat(judged).extracting(RepeatsTest::outcome).allMatch(o -> o.startsWith("obs_id_conf"));
  }

  @Test
  void ofOnePublicationTheFileWrittenLaterStands() {
    assertThat(
            told(
                List.of(
                    row("5", "b", NOON, "2021-01-01", ""),
                    row("6", "a", EVENING, "2021-1-1", ""),
                    row("7", "c", "", "2021-01-01", ""))))
        .containsExactly("5 in b: superseded", "6 in a: stands", "7 in c: superseded");
  }

  @Test
  void ofFilesWrittenAtOneTimeTheOneWhosePathSortsLaterStands() {
    assertThat(
            told(
                List.of(
                    row("5", "2020/b.csv", NOON, "", ""),
                    row("6", "2020/a.csv", NOON, "", ""),
                    row("7", "2019/z.csv", NOON, "", ""))))
        .containsExactly(
            "5 in 2020/b.csv: stands",
            "6 in 2020/a.csv: superseded",
            "7 in 2019/z.csv: superseded");
  }

  @Test
  void twoContentsInOneFileAreBothRejectedAndNameEachOther() {
    List<Row> judged =
        Given.judged(
            List.of(
                row("5", "a", NOON, "", ""),
                row("6", "a", NOON, "", ""),
                row("6", "a", NOON, "", ""),
                row("5", "a", "", "", ""),
                row("7", "b", "", "", "")));
    assertThat(judged.stream().map(RepeatsTest::told))
        .containsExactlyInAnyOrder(
            "5 in a: obs_id_conflict:obs_id",
            "6 in a: obs_id_conflict:obs_id",
            "6 in a: duplicate",
            "5 in a: superseded",
            "7 in b: superseded");
    List<String> expected =
        judged.stream()
            .filter(row -> outcome(row).startsWith("obs_id_conflict"))
            .map(row -> row.getAs("value") + ": " + Given.expected(row, "obs_id_conflict"))
            .sorted()
            .toList();
    assertThat(expected.get(0)).startsWith("5: ").endsWith("has value 6 in a too");
    assertThat(expected.get(1)).startsWith("6: ").endsWith("has value 5 in a too");
  }

  @Test
  void aCellThatMovedToAnotherColumnIsOtherContent() {
    assertThat(
            told(
                List.of(
                    Given.row("1", "locator", "12", "note", ""),
                    Given.row("1", "locator", "", "note", "12"))))
        .containsOnly("12 in a.csv: obs_id_conflict:obs_id");
  }

  @Test
  void whatRepeatsTheStandingRowIsADuplicateAndNothingElseIs() {
    assertThat(
            told(
                List.of(
                    row("5", "a", NOON, "", ""),
                    row("6", "b", NOON, "", ""),
                    row("6", "c", NOON, "", ""),
                    row("5", "d", NOON, "", ""),
                    row("5", "d", NOON, "", ""))))
        .containsExactly(
            "5 in a: duplicate",
            "5 in d: duplicate",
            "5 in d: stands",
            "6 in b: superseded",
            "6 in c: superseded");
  }

  @Test
  void whatTheSourceSaysLastCountsAlsoWhereItCannotBeRead() {
    assertThat(told(List.of(row("5", "a", NOON, "", ""), row("five", "b", NOON, "", ""))))
        .containsExactly("5 in a: superseded", "five in b: value_unparsable:value");
    assertThat(told(List.of(row("five", "a", NOON, "", ""), row("5", "b", NOON, "", ""))))
        .containsExactly("5 in b: stands", "five in a: superseded");
  }

  @Test
  void aWithdrawnFigureIsNoObservationUntilItIsReportedAgain() {
    assertThat(told(List.of(Given.row("1"), withdrawal("1", "b.csv", " d "))))
        .containsExactly("12 in a.csv: superseded", "D in b.csv: superseded");
    assertThat(
            told(
                List.of(
                    Given.row("1"),
                    withdrawal("1", "b.csv", "D"),
                    Given.row("1", "source_file", "c.csv", "value", "13"))))
        .containsExactly(
            "12 in a.csv: superseded", "13 in c.csv: stands", "D in b.csv: superseded");
    assertThat(
            told(
                List.of(
                    Given.row("1", "published_on", "2021-01-01"), withdrawal("1", "b.csv", "D"))))
        .as("published before, for all that is known")
        .containsExactly("12 in a.csv: stands", "D in b.csv: superseded");
  }

  @Test
  void whatWithdrawsNothingIsRejected() {
    List<Row> judged =
        Given.judged(
            List.of(
                Given.row("1", "source", "yearbook"),
                withdrawal("1", "a.csv", "D"),
                withdrawal("2", "a.csv", "D"),
                withdrawal("2", "b.csv", "D"),
                withdrawal("", "c.csv", "D"),
                Given.row("", "malformed", "1,2", "action", "D")));
    assertThat(judged.stream().map(RepeatsTest::told))
        .containsExactlyInAnyOrder(
            "12 in a.csv: stands",
            "D in a.csv: withdraws_nothing:obs_id",
            "D in a.csv: duplicate",
            "D in b.csv: withdraws_nothing:obs_id",
            "D in c.csv: missing:obs_id",
            "12 in a.csv: malformed:malformed");
    Row row =
        judged.stream().filter(r -> told(r).startsWith("D in b.csv")).findFirst().orElseThrow();
    assertThat(Given.expected(row, "withdraws_nothing"))
        .isEqualTo("the doc_id and obs_id of a figure of this source");
  }

  @Test
  void oneFileCannotBothReportAndWithdrawAFigure() {
    List<Row> judged = Given.judged(List.of(Given.row("1"), withdrawal("1", "a.csv", "D")));
    assertThat(judged.stream().map(RepeatsTest::told))
        .containsExactlyInAnyOrder(
            "12 in a.csv: obs_id_conflict:obs_id", "D in a.csv: obs_id_conflict:obs_id");
  }

  @Test
  void everyOtherActionReportsTheFigureAndAnUnknownOneIsAReason() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String action : List.of("", "I", "i", " a", "R", "Ｍ", "X", "delete")) {
      rows.add(Given.row(String.valueOf(rows.size()), "action", action));
    }
    List<Row> judged = Given.judged(rows);
    assertThat(judged.subList(0, 6)).extracting(RepeatsTest::outcome).containsOnly("stands");
    assertThat(judged.subList(6, 8))
        .extracting(RepeatsTest::outcome)
        .containsOnly("action_unknown:action");
    assertThat(Given.expected(judged.get(6), "action_unknown"))
        .startsWith("I, A, R, M or nothing")
        .contains("D where it is withdrawn");
    assertThat(told(List.of(Given.row("1"), Given.row("1", "action", "X", "source_file", "b.csv"))))
        .containsExactly("12 in a.csv: superseded", "12 in b.csv: action_unknown:action");
  }
}

package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xiaokang.ingest.RejectedRow.Verdict;

/** What becomes of the rows of a figure. */
class SettlementTest {
  private static final String NOON = "2026-01-01T12:00:00Z";
  private static final String EVENING = "2026-01-01T18:00:00Z";
  private static final Settlement SETTLEMENT = new Settlement(ReceivedRows.validator());

  /** A row of the one figure: value, file, when it was written, published_on. */
  private static DatedRow row(String value, String file, String modified, String published) {
    return ReceivedRows.row(
        "1",
        "value",
        value,
        "source_file",
        file,
        "modified_at",
        modified,
        "published_on",
        published);
  }

  /** A row that withdraws the figure and says nothing else. */
  private static DatedRow withdrawal(String obsId, String file, String action) {
    return ReceivedRows.of(
        Map.of(
            "source",
            "reports",
            "source_file",
            file,
            "doc_id",
            "d1",
            "obs_id",
            obsId,
            "action",
            action));
  }

  private static String told(ReceivedRow row, String outcome) {
    ContractRow cells = row.cells();
    String value = cells == null || cells.value() == null ? "D" : cells.value();
    return "%s in %s: %s".formatted(value, row.file(), outcome);
  }

  private static List<String> told(FigureOutcome figure) {
    List<String> told = new ArrayList<>();
    if (figure.observed() != null) {
      told.add(told(figure.observed().row(), "observed"));
    }
    for (RejectedRow other : figure.others()) {
      List<String> reasons = other.reasons().stream().map(Reason::code).toList();
      assertThat(reasons.isEmpty()).as(told.toString()).isEqualTo(!isRejected(other));
      told.add(
          told(
              other.row(), isRejected(other) ? String.join(" ", reasons) : other.verdict().code()));
    }
    Collections.sort(told);
    return told;
  }

  private static boolean isRejected(RejectedRow row) {
    return row.verdict() == Verdict.REJECTED;
  }

  private static List<String> told(DatedRow... rows) {
    FigureOutcome figure = SETTLEMENT.of(List.of(rows));
    assertThat(RowAccount.of(figure).rows()).isEqualTo(rows.length);
    return told(figure);
  }

  @Test
  void theLaterPublicationStandsWhateverItsFile() {
    assertThat(
            told(
                row("5", "a", NOON, "2021-02-01"),
                row("6", "b", EVENING, "2021-01-31"),
                row("7", "c", EVENING, ""),
                row("8", "d", EVENING, "2022")))
        .containsExactly(
            "5 in a: observed", "6 in b: superseded", "7 in c: superseded", "8 in d: superseded");
  }

  @Test
  void inOneFileTheLaterPublicationStandsAlsoWhereNothingElseDiffers() {
    assertThat(told(row("5", "a", NOON, ""), row("5", "a", NOON, "2021-01-01")))
        .containsExactly("5 in a: observed", "5 in a: superseded");
    assertThat(told(row("5", "a", NOON, "2021"), row("5", "a", NOON, "2021-01")))
        .as("neither tells a day")
        .containsOnly("5 in a: obs_id_conflict");
  }

  @Test
  void ofOnePublicationTheFileWrittenLaterStands() {
    assertThat(
            told(
                row("5", "b", NOON, "2021-01-01"),
                row("6", "a", EVENING, "2021-1-1"),
                row("7", "c", "", "2021-01-01")))
        .containsExactly("5 in b: superseded", "6 in a: observed", "7 in c: superseded");
  }

  @Test
  void twoContentsInOneFileAreBothRejectedAndNameEachOther() {
    FigureOutcome figure =
        SETTLEMENT.of(
            List.of(
                row("5", "a", NOON, ""),
                row("6", "a", NOON, ""),
                row("6", "a", NOON, ""),
                row("5", "a", "", ""),
                row("7", "b", "", "")));
    assertThat(told(figure))
        .containsExactly(
            "5 in a: obs_id_conflict",
            "5 in a: superseded",
            "6 in a: duplicate",
            "6 in a: obs_id_conflict",
            "7 in b: superseded");
    assertThat(figure.others().get(0).reasons().get(0).expected()).endsWith("has value 6 in a too");
    assertThat(figure.others().get(1).reasons().get(0).expected()).endsWith("has value 5 in a too");
  }

  @Test
  void aCellThatMovedToAnotherColumnIsOtherContent() {
    assertThat(told(ReceivedRows.row("1", "locator", "12"), ReceivedRows.row("1", "note", "12")))
        .containsOnly("12 in a.csv: obs_id_conflict");
  }

  @Test
  void whatRepeatsTheStandingRowIsADuplicateAndNothingElseIs() {
    assertThat(
            told(
                row("5", "a", NOON, ""),
                row("6", "b", NOON, ""),
                row("6", "c", NOON, ""),
                row("5", "d", NOON, ""),
                row("5", "d", NOON, "")))
        .containsExactly(
            "5 in a: duplicate",
            "5 in d: duplicate",
            "5 in d: observed",
            "6 in b: superseded",
            "6 in c: superseded");
  }

  @Test
  void ofRowsThatSayTheSameInOneFileTheFirstLineStands() {
    FigureOutcome figure =
        SETTLEMENT.of(
            List.of(
                ReceivedRows.row("1", "line", "9"),
                ReceivedRows.row("1", "line", "3"),
                ReceivedRows.row("1", "line", "12")));
    FigureOutcome.ObservedRow observed = Objects.requireNonNull(figure.observed());
    assertThat(observed.row().line()).isEqualTo(3);
    assertThat(observed.statement().line()).isEqualTo(3);
    assertThat(figure.others()).extracting(other -> other.row().line()).containsExactly(9L, 12L);
  }

  @Test
  void whatTheSourceSaysLastCountsAlsoWhereItCannotBeRead() {
    assertThat(told(row("5", "a", NOON, ""), row("five", "b", NOON, "")))
        .containsExactly("5 in a: superseded", "five in b: value_unparsable");
    assertThat(told(row("five", "a", NOON, ""), row("5", "b", NOON, "")))
        .containsExactly("5 in b: observed", "five in a: superseded");
  }

  @Test
  void aFigureIsWithdrawnWithAllThatItSaidUntilItIsReportedAgain() {
    DatedRow first = ReceivedRows.row("1");
    DatedRow second = ReceivedRows.row("1", "source_file", "b.csv", "value", "13");
    assertThat(told(first, second, withdrawal("1", "c.csv", " d ")))
        .containsExactly(
            "12 in a.csv: withdrawn", "13 in b.csv: withdrawn", "D in c.csv: withdrawn");
    assertThat(
            told(
                first,
                withdrawal("1", "b.csv", "D"),
                ReceivedRows.row("1", "source_file", "c.csv", "value", "13")))
        .containsExactly(
            "12 in a.csv: superseded", "13 in c.csv: observed", "D in b.csv: superseded");
    assertThat(
            told(
                ReceivedRows.row("1", "published_on", "2021-01-01"), withdrawal("1", "b.csv", "D")))
        .as("published before, for all that is known")
        .containsExactly("12 in a.csv: observed", "D in b.csv: superseded");
    assertThat(told(first, withdrawal("1", "b.csv", "D"), withdrawal("1", "c.csv", "D")))
        .containsExactly(
            "12 in a.csv: withdrawn", "D in b.csv: duplicate", "D in c.csv: withdrawn");
  }

  @Test
  void whatWithdrawsNothingIsRejected() {
    assertThat(told(withdrawal("1", "a.csv", "D")))
        .containsExactly("D in a.csv: withdraws_nothing");
    FigureOutcome figure =
        SETTLEMENT.of(List.of(withdrawal("2", "a.csv", "D"), withdrawal("2", "b.csv", "D")));
    assertThat(told(figure))
        .containsExactly("D in a.csv: duplicate", "D in b.csv: withdraws_nothing");
    assertThat(figure.others().get(1).reasons())
        .containsExactly(
            new Reason(
                "withdraws_nothing",
                "obs_id",
                "2",
                "the doc_id and obs_id of a figure of this source"));
  }

  @Test
  void oneFileCannotBothReportAndWithdrawAFigure() {
    assertThat(told(ReceivedRows.row("1"), withdrawal("1", "a.csv", "D")))
        .containsExactly("12 in a.csv: obs_id_conflict", "D in a.csv: obs_id_conflict");
  }

  @Test
  void everyOtherActionReportsTheFigureAndAnUnknownOneIsAReason() {
    for (String action : List.of("", "I", "i", " a", "R", "Ｍ")) {
      assertThat(told(ReceivedRows.row("1", "action", action)))
          .as(action)
          .containsExactly("12 in a.csv: observed");
    }
    assertThat(
            told(
                ReceivedRows.row("1"),
                ReceivedRows.row("1", "action", "X", "source_file", "b.csv")))
        .containsExactly("12 in a.csv: superseded", "12 in b.csv: action_unknown");
  }

  @Test
  void whatIsWrongBecauseOfOthersIsToldAfterWhatIsMissing() {
    assertThat(told(ReceivedRows.row("1", "value", "x", "unit", ""), ReceivedRows.row("1")))
        .containsExactly(
            "12 in a.csv: obs_id_conflict", "x in a.csv: missing obs_id_conflict value_unparsable");
  }

  @Test
  void aRowThatDoesNotSayWhichFigureItIsAboutGoesAlone() {
    ReceivedRow malformed = ReceivedRows.row("", "malformed", "1,2", "action", "D").row();
    ReceivedRow nameless = ReceivedRows.row("", "action", "D").row();
    assertThat(FigureId.of(malformed)).isNull();
    assertThat(FigureId.of(nameless)).isNull();
    assertThat(FigureId.of(ReceivedRows.row(" 1 ").row()))
        .isEqualTo(new FigureId("reports", "d1", "1"));
    assertThat(told(SETTLEMENT.alone(malformed))).containsExactly("D in a.csv: malformed");
    assertThat(told(SETTLEMENT.alone(nameless))).containsExactly("12 in a.csv: missing");
    assertThatThrownBy(() -> SETTLEMENT.of(List.of(ReceivedRows.row("", "malformed", "1,2"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a row of a.csv has no cells")
        .hasMessageContaining("settle it alone: 1,2");
  }

  @Test
  void theAccountCountsEachRowOnce() {
    RowAccount account =
        RowAccount.of(SETTLEMENT.alone(ReceivedRows.row("").row()))
            .plus(
                RowAccount.of(
                    SETTLEMENT.of(List.of(row("5", "a", NOON, ""), row("5", "b", "", "")))))
            .plus(
                RowAccount.of(
                    SETTLEMENT.of(List.of(ReceivedRows.row("1"), withdrawal("1", "b.csv", "D")))))
            .plus(
                RowAccount.of(SETTLEMENT.of(List.of(row("5", "a", "", ""), row("6", "b", "", "")))))
            .plus(RowAccount.EMPTY);
    assertThat(account).isEqualTo(new RowAccount(2, 1, 0, 1, 1, 2));
    assertThat(account.rows()).isEqualTo(7);
  }

  /** Good, repeated, corrected, withdrawn, conflicting, missing, malformed: of everything a bit. */
  private static final List<DatedRow> MIXED =
      List.of(
          ReceivedRows.row("good"),
          ReceivedRows.row("twice"),
          ReceivedRows.row("twice", "source_file", "b.csv"),
          ReceivedRows.row("twice", "value", " 12 "),
          ReceivedRows.row("other content"),
          ReceivedRows.row("other content", "value", "13", "source_file", "b.csv"),
          ReceivedRows.row("other content", "source_file", "c.csv"),
          ReceivedRows.row("two contents"),
          ReceivedRows.row("two contents", "value", "13"),
          ReceivedRows.row("withdrawn"),
          ReceivedRows.row("withdrawn", "action", "D", "source_file", "b.csv"),
          ReceivedRows.row("other source", "source", "yearbook"),
          ReceivedRows.row("other source"),
          ReceivedRows.row("", "value", "1"),
          ReceivedRows.row("", "value", "1"),
          ReceivedRows.row("bad", "unit", "kg", "metric_code", "no_such"),
          ReceivedRows.row("bad", "unit", "kg", "metric_code", "no_such"),
          ReceivedRows.row("", "malformed", "1,2"),
          ReceivedRows.row("", "malformed", "1,2"));

  @Test
  void everyRowIsAnObservationOrRejectedOrSupersededOrADuplicateOrWithdrawn() {
    List<DatedRow> rows = new ArrayList<>(MIXED);
    for (int seed = 0; seed < 10; seed++) {
      RowAccount account = RowAccount.EMPTY;
      Map<FigureId, List<DatedRow>> figures = new HashMap<>();
      for (DatedRow row : rows) {
        FigureId id = FigureId.of(row.row());
        if (id == null) {
          account = account.plus(RowAccount.of(SETTLEMENT.alone(row.row())));
        } else {
          figures.computeIfAbsent(id, key -> new ArrayList<>()).add(row);
        }
      }
      for (List<DatedRow> figure : figures.values()) {
        account = account.plus(RowAccount.of(SETTLEMENT.of(figure)));
      }
      assertThat(account).isEqualTo(new RowAccount(5, 7, 0, 1, 4, 2));
      Collections.shuffle(rows, new Random(seed));
    }
  }

  /** However the rows arrive, the same one is the observation. */
  @Test
  void theOrderInWhichRowsArriveDecidesNothing() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      List<DatedRow> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        rows.add(
            ReceivedRows.row(
                "1",
                "line",
                random.nextBoolean() ? "" : String.valueOf(i),
                "value",
                String.valueOf(random.nextInt(2)),
                "source_file",
                random.nextBoolean() ? "a" : "b",
                "action",
                random.nextInt(4) == 0 ? "D" : ""));
      }
      FigureOutcome expected = SETTLEMENT.of(rows);
      Collections.shuffle(rows, random);
      FigureOutcome found = SETTLEMENT.of(rows);
      assertThat(found.observed()).as("seed %d", seed).isEqualTo(expected.observed());
      assertThat(verdicts(found)).as("seed %d", seed).isEqualTo(verdicts(expected));
    }
  }

  private static Map<RejectedRow, Integer> verdicts(FigureOutcome figure) {
    Map<RejectedRow, Integer> verdicts = new LinkedHashMap<>();
    figure.others().forEach(other -> verdicts.merge(other, 1, Integer::sum));
    return verdicts;
  }
}

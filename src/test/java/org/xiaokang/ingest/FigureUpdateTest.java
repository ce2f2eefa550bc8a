package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.xiaokang.ingest.FigureHistory.EndedBy;
import org.xiaokang.ingest.OpenFigure.BeganBy;

/** What each figure said from one run to another. */
class FigureUpdateTest {
  private static FigureStatement says(String printed, String value, String file, long line) {
    return says("1", printed, value, file, line);
  }

  private static FigureStatement says(
      String obsId, String printed, String value, String file, long line) {
    return new FigureStatement(
        new FigureId("reports", "d1", obsId),
        "411722",
        "poor",
        "all",
        "year",
        "2020",
        new BigDecimal(value),
        "person",
        printed,
        "人",
        "exact",
        file,
        line);
  }

  private static KnownFigure known(FigureUpdate update) {
    return update.open() == null
        ? KnownFigure.withdrawn(Objects.requireNonNull(update.ended()))
        : KnownFigure.open(update.open());
  }

  private static OpenFigure open(FigureUpdate update) {
    return Objects.requireNonNull(update.open());
  }

  private static final FigureStatement TWELVE = says("12", "12", "a.csv", 2);

  @Test
  void aFirstReportIsOpenAndHasNoHistory() {
    assertThat(FigureUpdate.of(KnownFigure.NEVER_REPORTED, TWELVE, "r1"))
        .isEqualTo(new FigureUpdate(new OpenFigure(TWELVE, 1, "r1", BeganBy.FIRST_REPORT), null));
  }

  @Test
  void whatSaysTheSameGoesOnFromWhereverItStandsNow() {
    FigureUpdate first = FigureUpdate.of(KnownFigure.NEVER_REPORTED, TWELVE, "r1");
    FigureStatement moved = says("12", "12.000", "b.csv", 7);
    assertThat(FigureUpdate.of(known(first), moved, "r2"))
        .isEqualTo(new FigureUpdate(new OpenFigure(moved, 1, "r1", BeganBy.FIRST_REPORT), null));
  }

  @Test
  void aCorrectionEndsWhatWasPrintedAndKeepsItsFileAndLine() {
    FigureUpdate first = FigureUpdate.of(KnownFigure.NEVER_REPORTED, TWELVE, "r1");
    FigureStatement thirteen = says("13", "13", "b.csv", 9);
    FigureUpdate second = FigureUpdate.of(known(first), thirteen, "r2");
    assertThat(second.open()).isEqualTo(new OpenFigure(thirteen, 2, "r2", BeganBy.CORRECTION));
    assertThat(second.ended()).isEqualTo(new FigureHistory(open(first), "r2", EndedBy.CORRECTION));
    FigureStatement ended = Objects.requireNonNull(second.ended()).figure().statement();
    assertThat(ended.file()).isEqualTo("a.csv");
    assertThat(ended.line()).isEqualTo(2);
  }

  @Test
  void whatIsPrintedTheSameAndReadOtherwiseIsAReading() {
    FigureUpdate first = FigureUpdate.of(KnownFigure.NEVER_REPORTED, TWELVE, "r1");
    FigureUpdate second = FigureUpdate.of(known(first), says("12", "120000", "a.csv", 2), "r2");
    assertThat(open(second).beganBy()).isEqualTo(BeganBy.READING);
    assertThat(second.ended()).isEqualTo(new FigureHistory(open(first), "r2", EndedBy.READING));
    FigureUpdate third = FigureUpdate.of(known(second), says("12.0", "120000", "a.csv", 2), "r3");
    assertThat(open(third).beganBy()).as("printed otherwise").isEqualTo(BeganBy.CORRECTION);
    assertThat(open(third).revision()).isEqualTo(3);
  }

  @Test
  void aWithdrawnFigureEndsAndReturnsAsTheNextRevisionWhateverItSays() {
    FigureUpdate first = FigureUpdate.of(KnownFigure.NEVER_REPORTED, TWELVE, "r1");
    FigureUpdate withdrawn = FigureUpdate.of(known(first), null, "r2");
    assertThat(withdrawn)
        .isEqualTo(
            new FigureUpdate(null, new FigureHistory(open(first), "r2", EndedBy.WITHDRAWAL)));
    assertThat(FigureUpdate.of(known(withdrawn), null, "r3"))
        .isEqualTo(new FigureUpdate(null, null));
    FigureUpdate back = FigureUpdate.of(known(withdrawn), TWELVE, "r4");
    assertThat(back)
        .isEqualTo(new FigureUpdate(new OpenFigure(TWELVE, 2, "r4", BeganBy.RETURN), null));
    FigureUpdate again = FigureUpdate.of(known(back), null, "r5");
    assertThat(Objects.requireNonNull(again.ended()).figure().revision()).isEqualTo(2);
  }

  @Test
  void whatWasNeverThereAndIsNotThereLeavesNothing() {
    assertThat(FigureUpdate.of(KnownFigure.NEVER_REPORTED, null, "r1"))
        .isEqualTo(new FigureUpdate(null, null));
  }

  @Test
  void twoFiguresAreNotCompared() {
    FigureUpdate first = FigureUpdate.of(KnownFigure.NEVER_REPORTED, TWELVE, "r1");
    assertThatThrownBy(() -> FigureUpdate.of(known(first), says("2", "12", "12", "a.csv", 2), "r2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("obsId=2")
        .hasMessageContaining("expected one figure");
    assertThatThrownBy(() -> new KnownFigure(open(first), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("says its revision 1; expected its last one, 3");
  }

  @Test
  void whyARevisionBeganIsReadFromItsWordInTheTable() {
    for (BeganBy by : BeganBy.values()) {
      assertThat(BeganBy.of(by.code())).isEqualTo(by);
    }
    assertThatThrownBy(() -> BeganBy.of("rumour"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "began_by is 'rumour'; expected one of [first report, correction, reading, return]");
  }

  @Test
  void aRowOfTheTableTellsTheNextRunWhatIsOpen() {
    FigureOutcome outcome =
        new Settlement(ReceivedRows.validator()).of(List.of(ReceivedRows.row("1", "line", "4")));
    FigureOutcome.ObservedRow observed = Objects.requireNonNull(outcome.observed());
    FigureUpdate update = FigureUpdate.of(KnownFigure.NEVER_REPORTED, observed.statement(), "r1");
    ObservationRow row =
        ObservationRow.of(
            new StandingObservation(observed.observation(), true, 1, null), open(update));
    assertThat(row.line()).isEqualTo(4);
    assertThat(row.open()).isEqualTo(open(update));
    assertThat(row.open().statement().id().hash())
        .isEqualTo(observed.observation().observationId());
  }
}

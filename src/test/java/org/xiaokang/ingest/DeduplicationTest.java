package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.ingest.Deduplication.Received;
import org.xiaokang.ingest.Deduplication.Settled;

/** Which of several rows of one figure stands, and what becomes of the others. */
class DeduplicationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-01-01T18:00:00Z");

  private final List<Received> rows = new ArrayList<>();

  /** A row of the one figure; what is blank is not there, and D withdraws. */
  private DeduplicationTest row(
      String value, String file, @Nullable Instant written, String published) {
    rows.add(
        new Received(
            published.isEmpty() ? null : LocalDate.parse(published),
            written,
            file,
            rows.size() + 1,
            value.hashCode(),
            value.equals("D"),
            value.equals("D") ? null : value));
    return this;
  }

  /** What becomes of each row, in their order. */
  private List<String> told() {
    return told(rows);
  }

  private static List<String> told(List<Received> rows) {
    List<String> told = new ArrayList<>();
    for (Settled one : Deduplication.settle(rows, "17")) {
      List<String> reasons = one.reasons().stream().map(Reason::code).toList();
      told.add(reasons.isEmpty() ? one.state().name() : String.join(" ", reasons));
    }
    return told;
  }

  private Reason reason(int row) {
    return Deduplication.settle(rows, "17").get(row).reasons().get(0);
  }

  @Test
  void theLaterPublicationStandsWhateverItsFile() {
    row("5", "a", NOON, "2021-02-01")
        .row("6", "b", EVENING, "2021-01-31")
        .row("7", "c", EVENING, "");
    assertThat(told()).containsExactly("STANDS", "SUPERSEDED", "SUPERSEDED");
  }

  @Test
  void ofOnePublicationTheFileWrittenLaterStands() {
    row("5", "b", NOON, "2021-01-01")
        .row("6", "a", EVENING, "2021-01-01")
        .row("7", "c", null, "2021-01-01");
    assertThat(told()).containsExactly("SUPERSEDED", "STANDS", "SUPERSEDED");
  }

  @Test
  void ofFilesWrittenAtOneTimeTheOneWhosePathSortsLaterStands() {
    row("5", "2020/b.csv", NOON, "")
        .row("6", "2020/a.csv", NOON, "")
        .row("7", "2019/z.csv", NOON, "");
    assertThat(told()).containsExactly("STANDS", "SUPERSEDED", "SUPERSEDED");
  }

  /** U+20BB7, a rare character of names, is two chars in Java that sort before U+FF01. */
  @Test
  void pathsSortByTheirCharacters() {
    row("5", "\uD842\uDFB7.csv", NOON, "").row("6", "\uFF01.csv", NOON, "");
    assertThat(told()).containsExactly("STANDS", "SUPERSEDED");
  }

  @Test
  void twoContentsInOneFileAreBothRejectedAndNameEachOther() {
    row("5", "a", NOON, "").row("6", "a", NOON, "").row("6", "a", NOON, "");
    row("5", "a", null, "").row("7", "b", null, "");
    assertThat(told())
        .containsExactly(
            "obs_id_conflict", "obs_id_conflict", "DUPLICATE", "SUPERSEDED", "SUPERSEDED");
    assertThat(reason(0).expected()).endsWith("has value 6 in a too");
    assertThat(reason(1).expected()).endsWith("has value 5 in a too");
    assertThat(reason(0).value()).isEqualTo("17");
  }

  @Test
  void whatRepeatsTheStandingRowIsADuplicateAndNothingElseIs() {
    row("5", "a", NOON, "").row("6", "b", NOON, "").row("6", "c", NOON, "");
    row("5", "d", NOON, "").row("5", "d", NOON, "");
    assertThat(told())
        .containsExactly("DUPLICATE", "SUPERSEDED", "SUPERSEDED", "STANDS", "DUPLICATE");
  }

  @Test
  void aWithdrawnFigureIsNoneUntilItIsReportedAgain() {
    row("12", "a", NOON, "").row("D", "b", NOON, "");
    assertThat(told()).containsExactly("SUPERSEDED", "SUPERSEDED");
    row("13", "c", NOON, "");
    assertThat(told()).containsExactly("SUPERSEDED", "SUPERSEDED", "STANDS");
  }

  @Test
  void aWithdrawalPublishedBeforeTheFigureTakesNothingAway() {
    row("12", "a", NOON, "2021-01-01").row("D", "b", NOON, "");
    assertThat(told()).containsExactly("STANDS", "SUPERSEDED");
  }

  @Test
  void whatWithdrawsNothingIsRejected() {
    row("D", "a", NOON, "").row("D", "b", NOON, "");
    assertThat(told()).containsExactly("DUPLICATE", "withdraws_nothing");
  }

  @Test
  void twoWithdrawalsThatDifferAreToldBothFaults() {
    row("D", "a", NOON, "");
    rows.add(new Received(null, NOON, "a", 2, 17, true, null));
    assertThat(told())
        .containsExactly("obs_id_conflict withdraws_nothing", "obs_id_conflict withdraws_nothing");
    row("12", "b", null, "");
    assertThat(told()).containsExactly("obs_id_conflict", "obs_id_conflict", "SUPERSEDED");
  }

  @Test
  void oneFileCannotBothReportAndWithdrawAFigure() {
    row("12", "a", NOON, "").row("D", "a", NOON, "");
    assertThat(told()).containsExactly("obs_id_conflict", "obs_id_conflict");
    assertThat(reason(0).expected()).endsWith("has value (blank) in a too");
  }

  /** However the rows arrive, the same one stands: the order of tasks must not decide. */
  @Test
  void theOrderInWhichRowsArriveDecidesNothing() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      rows.clear();
      for (int i = 0; i < 6; i++) {
        row(
            random.nextInt(5) == 0 ? "D" : String.valueOf(random.nextInt(2)),
            random.nextBoolean() ? "a" : "b",
            random.nextBoolean() ? NOON : EVENING,
            random.nextBoolean() ? "" : "2021-01-01");
      }
      List<Received> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, random);
      List<String> told = told(rows);
      List<String> again = told(shuffled);
      for (Received row : rows) {
        assertThat(again.get(shuffled.indexOf(row)))
            .as("%s of seed %d", row, seed)
            .isEqualTo(told.get(rows.indexOf(row)));
      }
    }
  }
}

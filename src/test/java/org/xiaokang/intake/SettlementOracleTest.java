package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.ingest.DatedRow;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.FigureOutcome;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.ReceivedRows;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.ingest.Settlement;

/** What becomes of made-up rows of a few figures: the plain function against Spark's columns. */
class SettlementOracleTest {
  private static final List<String> COMPARED =
      List.of("doc_id", "obs_id", "value", "published_on", "action", "metric_code", "source_file");

  private static final List<String> TIMES =
      List.of("", "2026-01-01T12:00:00Z", "2026-01-01T18:00:00Z");

  private static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  /** About 500 figures; some rows cannot be read, some name no figure, some withdraw theirs. */
  private static Map<String, String> row(Random random) {
    boolean isGood = random.nextInt(4) > 0;
    return Given.row(
        random.nextInt(30) == 0 ? "" : String.valueOf(random.nextInt(500)),
        "value",
        isGood ? one(random, "0", "1") : one(random, "1", "x", ""),
        "metric_code",
        isGood ? "脱贫人口" : one(random, "脱贫人口", "", "unheard_of"),
        "source_file",
        one(random, "a", "b"),
        "modified_at",
        one(random, TIMES.toArray(String[]::new)),
        "published_on",
        one(random, "", "", "2021-01-01", "2021-02-01", "2021"),
        "action",
        one(random, "", "", "D", "R"),
        "malformed",
        random.nextInt(40) == 0 ? "1,2,3" : "");
  }

  /** Without a malformed text the column is null, as a source gives it. */
  private static Map<String, String> given(Map<String, String> row) {
    Map<String, String> given = new HashMap<>(row);
    given.values().removeIf(String::isEmpty);
    return given;
  }

  @Test
  void bothSettleEachRowAlikeAndKeepTheSameAccount() {
    Random random = new Random(20261127);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      rows.add(given(row(random)));
    }
    Dataset<Row> judged = Intake.judge(Given.raw(rows), Given.lookups());
    List<String> expected =
        judged.collectAsList().stream().map(SettlementOracleTest::seen).toList();

    Settlement settlement = new Settlement(IngestOracleTest.validator());
    Map<FigureId, List<DatedRow>> figures = new HashMap<>();
    List<FigureOutcome> outcomes = new ArrayList<>();
    for (Map<String, String> given : rows) {
      DatedRow row = ReceivedRows.of(given);
      FigureId id = FigureId.of(row.row());
      if (id == null) {
        outcomes.add(settlement.alone(row.row()));
      } else {
        figures.computeIfAbsent(id, x -> new ArrayList<>()).add(row);
      }
    }
    figures.values().forEach(figure -> outcomes.add(settlement.of(figure)));

    List<String> found = outcomes.stream().flatMap(o -> told(o).stream()).toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(found.stream().map(line -> line.replaceFirst(".*: ", "")).distinct())
        .contains(
            "observed",
            "duplicate",
            "superseded",
            "obs_id_conflict",
            "withdraws_nothing",
            "malformed",
            "missing",
            "value_unparsable");
    RowAccount account =
        outcomes.stream().map(RowAccount::of).reduce(RowAccount.EMPTY, RowAccount::plus);
    assertThat(account).isEqualTo(account(expected, account.withdrawn()));
    assertThat(account.withdrawn()).isGreaterThan(20);
    assertThat(account.rows()).isEqualTo(rows.size());
  }

  /** Spark's own count of the rows, superseded ones among them that are withdrawn here. */
  private static RowAccount account(List<String> expected, long withdrawn) {
    long duplicates = ending(expected, ": duplicate");
    long superseded = ending(expected, ": superseded");
    long observed = ending(expected, ": observed");
    return new RowAccount(
        observed,
        expected.size() - observed - superseded - duplicates,
        superseded - withdrawn,
        duplicates,
        withdrawn);
  }

  private static long ending(List<String> rows, String outcome) {
    return rows.stream().filter(row -> row.endsWith(outcome)).count();
  }

  private static List<String> told(FigureOutcome figure) {
    List<String> told = new ArrayList<>();
    if (figure.observed() != null) {
      told.add(told(figure.observed().row(), "observed"));
    }
    for (RejectedRow other : figure.others()) {
      String verdict = other.verdict() == Verdict.DUPLICATE ? "duplicate" : "superseded";
      String reasons = String.join(" ", other.reasons().stream().map(Reason::code).toList());
      told.add(told(other.row(), other.verdict() == Verdict.REJECTED ? reasons : verdict));
    }
    return told;
  }

  private static String told(ReceivedRow row, String outcome) {
    List<@Nullable String> cells = new ArrayList<>(Collections.nCopies(7, null));
    cells.set(6, row.file());
    if (row.cells() != null) {
      cells.set(0, row.cells().docId());
      cells.set(1, row.cells().obsId());
      cells.set(2, row.cells().value());
      cells.set(3, row.cells().publishedOn());
      cells.set(4, row.cells().action());
      cells.set(5, row.cells().metricCode());
    } else {
      cells.set(0, row.malformed());
    }
    return cells + ": " + outcome;
  }

  private static String seen(Row row) {
    List<@Nullable String> cells = new ArrayList<>(Collections.nCopies(7, null));
    cells.set(6, row.getAs("source_file"));
    if (row.getAs("malformed") == null) {
      for (int i = 0; i < 6; i++) {
        cells.set(i, row.getAs(COMPARED.get(i)));
      }
    } else {
      cells.set(0, row.getAs("malformed"));
    }
    String outcome = RepeatsTest.outcome(row).replaceAll(":\\w+", "");
    return cells + ": " + (outcome.equals("stands") ? "observed" : outcome);
  }
}

package org.xiaokang.intake;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Which row of a figure stands, held against the same rules in plain Java. */
class RepeatsOracleTest {
  private static final List<String> TIMES =
      List.of("", "2026-01-01T12:00:00Z", "2026-01-01T18:00:00Z");

  private static final Comparator<Map<String, String>> LATENESS =
      comparing((Map<String, String> row) -> row.get("published_on"))
          .thenComparing(row -> row.get("modified_at"))
          .thenComparing(row -> row.get("source_file"));

  private static List<String> content(Map<String, String> row) {
    return List.of(row.get("value"), row.get("published_on"), row.get("action"));
  }

  /** The rules in plain Java, one figure at a time. */
  private static List<String> byHand(List<Map<String, String>> figure) {
    Map<String, String> last = figure.stream().max(LATENESS).orElseThrow();
    List<Map<String, String>> latest =
        figure.stream().filter(row -> LATENESS.compare(row, last) == 0).toList();
    long contents = latest.stream().map(RepeatsOracleTest::content).distinct().count();
    boolean reported = figure.stream().anyMatch(row -> !"D".equals(row.get("action")));
    List<List<String>> met = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    for (Map<String, String> row : figure) {
      boolean isLatest = latest.contains(row);
      String outcome = "superseded";
      if (isLatest && !met.contains(content(row))) {
        met.add(content(row));
        boolean withdraws = "D".equals(row.get("action"));
        List<String> reasons = new ArrayList<>();
        if (contents > 1) {
          reasons.add("obs_id_conflict:obs_id");
        }
        if (withdraws && !reported) {
          reasons.add("withdraws_nothing:obs_id");
        }
        if (!reasons.isEmpty()) {
          outcome = String.join(" ", reasons);
        } else if (!withdraws) {
          outcome = "stands";
        }
      } else if (isLatest || (contents == 1 && content(row).equals(content(last)))) {
        outcome = "duplicate";
      }
      outcomes.add(
          row.get("obs_id")
              + content(row)
              + row.get("source_file")
              + row.get("modified_at")
              + outcome);
    }
    return outcomes;
  }

  @Test
  void seededRowsAreToldApartAsInPlainJava() {
    Random random = new Random(20261122);
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, List<Map<String, String>>> figures = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      String id = String.valueOf(random.nextInt(250));
      Map<String, String> row =
          Given.row(
              id,
              "value",
              String.valueOf(random.nextInt(2)),
              "source_file",
              random.nextBoolean() ? "a" : "b",
              "modified_at",
              TIMES.get(random.nextInt(3)),
              "published_on",
              random.nextInt(3) > 0 ? "" : random.nextBoolean() ? "2021-01-01" : "2021-02-01",
              "action",
              random.nextInt(4) > 0 ? "" : "D");
      rows.add(row);
      figures.computeIfAbsent(id, x -> new ArrayList<>()).add(row);
    }
    List<String> expected = figures.values().stream().flatMap(f -> byHand(f).stream()).toList();
    for (String outcome :
        List.of("stands", "duplicate", "superseded", "obs_id_conflict", "withdraws_nothing")) {
      assertThat(expected).as("rows to tell apart").anyMatch(line -> line.contains(outcome));
    }
    List<String> found =
        Intake.judge(Given.raw(rows).repartition(3), Given.lookups()).collectAsList().stream()
            .map(RepeatsOracleTest::seen)
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String seen(Row row) {
    List<String> content = new ArrayList<>();
    for (String column : List.of("value", "published_on", "action")) {
      String cell = row.getAs(column);
      content.add(cell == null ? "" : cell);
    }
    Timestamp modified = row.getAs("modified_at");
    return row.<String>getAs("obs_id")
        + content
        + row.<String>getAs("source_file")
        + (modified == null ? "" : modified.toInstant().toString())
        + RepeatsTest.outcome(row);
  }
}

package org.xiaokang.ingest;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xiaokang.ingest.Deduplication.Received;
import org.xiaokang.ingest.Deduplication.Settled;

/** What becomes of made-up rows, held against the rules told a second time and row by row. */
class DeduplicationRulesTest {
  private static final Comparator<Received> LATENESS =
      comparing(Received::publishedOn, nullsFirst(naturalOrder()))
          .thenComparing(Received::writtenAt, nullsFirst(naturalOrder()))
          .thenComparing(Received::file);

  /** The rules, one row of a figure at a time. */
  private static List<String> byTheRules(List<Received> figure) {
    Received last = figure.stream().max(LATENESS).orElseThrow();
    List<Received> latest =
        figure.stream().filter(row -> LATENESS.compare(row, last) == 0).toList();
    long contents = latest.stream().map(Received::content).distinct().count();
    boolean reported = figure.stream().anyMatch(row -> !row.withdraws());
    List<Long> met = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    for (Received row : figure) {
      boolean isLatest = latest.contains(row);
      String outcome = "SUPERSEDED";
      if (isLatest && !met.contains(row.content())) {
        met.add(row.content());
        List<String> reasons = new ArrayList<>();
        if (contents > 1) {
          reasons.add("obs_id_conflict");
        }
        if (row.withdraws() && !reported) {
          reasons.add("withdraws_nothing");
        }
        if (!reasons.isEmpty()) {
          outcome = String.join(" ", reasons);
        } else if (!row.withdraws()) {
          outcome = "STANDS";
        }
      } else if (isLatest || (contents == 1 && row.content() == last.content())) {
        outcome = "DUPLICATE";
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private static Received row(long line, Random random) {
    boolean withdraws = random.nextInt(2) == 0;
    int published = random.nextInt(6);
    LocalDate day = published > 1 ? null : LocalDate.of(2021, 1 + published, 1);
    int written = random.nextInt(3);
    long value = random.nextInt(2);
    return new Received(
        day,
        written == 0 ? null : Instant.EPOCH.plusSeconds(written),
        random.nextBoolean() ? "a" : "b",
        line,
        10L * published + (withdraws ? 2 : 0) + value,
        withdraws,
        String.valueOf(value));
  }

  @Test
  void seededRowsAreToldApartAsTheRulesSay() {
    Random random = new Random(20261122);
    Map<String, Integer> told = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      List<Received> figure = new ArrayList<>();
      for (int rows = random.nextInt(7); rows >= 0; rows--) {
        figure.add(row(figure.size() + 1, random));
      }
      List<String> expected = byTheRules(figure);
      assertThat(Deduplication.settle(figure, "1").stream().map(DeduplicationRulesTest::told))
          .as("%s", figure)
          .containsExactlyElementsOf(expected);
      expected.forEach(outcome -> told.merge(outcome, 1, Integer::sum));
    }
    assertThat(told)
        .containsOnlyKeys(
            "DUPLICATE",
            "STANDS",
            "SUPERSEDED",
            "obs_id_conflict",
            "obs_id_conflict withdraws_nothing",
            "withdraws_nothing");
    assertThat(told.values()).as("of each some").allMatch(rows -> rows > 10);
  }

  private static String told(Settled one) {
    List<String> reasons = one.reasons().stream().map(Reason::code).toList();
    return reasons.isEmpty() ? one.state().name() : String.join(" ", reasons);
  }
}

package org.xiaokang.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.lake.TableSchema.Condition;

/** What holds for every row of the table observations. */
final class ObservationConditions {
  private static final List<String> MATCHES =
      List.of("same", "successor", "merged", "predecessor", "split", "ended", "not_yet");
  private static final List<String> FREQUENCIES = List.of("A", "S", "Q", "M", "D", "_O", "_U");
  private static final List<String> KINDS =
      List.of(
          "year",
          "half_year",
          "quarter",
          "month",
          "year_to_date",
          "cumulative",
          "average",
          "point",
          "unknown");
  private static final List<String> QUALIFIERS =
      List.of("exact", "approx", "at_least", "at_most", "above", "below", "nearly");

  static final List<Condition<ObservationRow>> ALL =
      List.of(
          isKnown("region_match", MATCHES, figure -> figure.region().match()),
          of(
              "shares_follow_a_split",
              "CAST(shares AS STRING) = '[]' OR region_match = 'split'",
              figure ->
                  figure.region().shares().isEmpty() || figure.region().match().equals("split")),
          isKnown("freq", FREQUENCIES, figure -> figure.period().freq()),
          isKnown("period_kind", KINDS, figure -> figure.period().kind()),
          of(
              "period_is_in_order",
              "period_start IS NULL OR period_end IS NULL OR period_start <= period_end",
              figure -> isInOrder(figure.period().start(), figure.period().end())),
          isKnown("qualifier", QUALIFIERS, Observation::qualifier),
          isKnown("obs_status", List.of("A", "E"), Observation::obsStatus),
          of(
              "status_follows_qualifier",
              "(obs_status = 'A') = (qualifier = 'exact' AND origin = 'reported')",
              figure ->
                  figure.obsStatus().equals("A")
                      == (figure.qualifier().equals("exact")
                          && figure.origin().equals("reported"))),
          isKnown("origin", List.of("reported", "estimated"), Observation::origin),
          of(
              "half_unit_is_not_negative",
              "half_unit IS NULL OR half_unit >= 0",
              figure ->
                  figure.roundingTolerance() == null || figure.roundingTolerance().signum() >= 0),
          new Condition<>(
              "stated_by_itself_at_least",
              "stated_by >= 1",
              row -> row.standing().reportCount() >= 1),
          new Condition<>(
              "alone_is_preferred",
              "stated_by > 1 OR (preferred AND relative_difference IS NULL)",
              row ->
                  row.standing().reportCount() > 1
                      || (row.standing().preferred()
                          && row.standing().relativeDifference() == null)),
          new Condition<>(
              "preferred_does_not_differ",
              "stated_by = 1 OR NOT preferred OR relative_difference IS NOT DISTINCT FROM 0",
              row ->
                  row.standing().reportCount() == 1
                      || !row.standing().preferred()
                      || isZero(row.standing().relativeDifference())),
          new Condition<>("counts_from_one", "revision >= 1", row -> row.revision() >= 1),
          new Condition<>("began_by_is_known", RevisionColumns.BEGAN_BY_IS_KNOWN, row -> true));

  private ObservationConditions() {}

  private static Condition<ObservationRow> of(
      String name, String sql, Predicate<Observation> holds) {
    return new Condition<>(name, sql, row -> holds.test(row.standing().observation()));
  }

  private static Condition<ObservationRow> isKnown(
      String column, List<String> words, Function<Observation, String> cell) {
    return of(
        column + "_is_known",
        words.stream().collect(Collectors.joining("', '", column + " IN ('", "')")),
        figure -> words.contains(cell.apply(figure)));
  }

  private static boolean isInOrder(@Nullable LocalDate start, @Nullable LocalDate end) {
    return start == null || end == null || !start.isAfter(end);
  }

  private static boolean isZero(@Nullable Double number) {
    return number != null && number == 0;
  }
}

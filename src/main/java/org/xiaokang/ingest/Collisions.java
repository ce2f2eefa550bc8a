package org.xiaokang.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.ingest.Deduplication.Settled;
import org.xiaokang.ingest.Deduplication.State;

/**
 * Rows of one doc_id and obs_id that are about two things: none of them corrects the other, and
 * which of them the id belongs to cannot be told. All are rejected, but for those that repeat one.
 *
 * @param settlement reads rows
 * @param reading how those of the source are read
 */
record Collisions(Settlement settlement, SourceReading reading) {
  /** What a row is about, as messages show it. */
  private record Subject(String area, String metric, String scope, String period) {
    static Subject of(Observation figure) {
      return new Subject(
          figure.region().refArea(), figure.metric(), figure.scope(), figure.period().timePeriod());
    }

    String shown() {
      return area + " " + metric + " " + scope + " " + period;
    }
  }

  /** What becomes of rows, once more: as settled where they are about one thing. */
  List<Settled> among(
      List<DatedRow> rows,
      List<Deduplication.Received> received,
      List<Settled> settled,
      String obsId) {
    List<Boolean> counts = Deduplication.sinceWithdrawal(received);
    Set<List<@Nullable String>> printed = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (counts.get(i)) {
        printed.add(printed(rows.get(i)));
      }
    }
    if (printed.size() < 2) {
      return settled;
    }
    List<@Nullable Subject> subjects = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Observation figure =
          counts.get(i) ? settlement.validated(rows.get(i), reading).observation() : null;
      subjects.add(figure == null ? null : Subject.of(figure));
    }
    return collided(received, settled, subjects, obsId);
  }

  private static List<Settled> collided(
      List<Deduplication.Received> received,
      List<Settled> settled,
      List<@Nullable Subject> subjects,
      String obsId) {
    Set<Long> contents = new HashSet<>();
    List<Settled> all = new ArrayList<>();
    boolean collides = false;
    for (int i = 0; i < settled.size(); i++) {
      Subject own = subjects.get(i);
      Subject other = other(own, subjects);
      if (own == null || other == null) {
        all.add(settled.get(i));
        continue;
      }
      collides = true;
      all.add(
          contents.add(received.get(i).content())
              ? new Settled(State.STANDS, List.of(reason(obsId, other)))
              : new Settled(State.DUPLICATE, List.of()));
    }
    return collides ? List.copyOf(all) : settled;
  }

  private static @Nullable Subject other(@Nullable Subject own, List<@Nullable Subject> subjects) {
    for (Subject subject : subjects) {
      if (subject != null && !subject.equals(own)) {
        return subject;
      }
    }
    return null;
  }

  private static Reason reason(String obsId, Subject other) {
    return new Reason(
        "obs_id_reused",
        "obs_id",
        obsId,
        "one region, metric, scope and period for one doc_id and obs_id; another row of this id is of %s: put what tells them apart into obs_id (for example _source_file), or say subjects_may_change: true for a source whose corrections change them"
            .formatted(other.shown()));
  }

  /** The cells that say what a row is about. */
  private static List<@Nullable String> printed(DatedRow row) {
    ContractRow cells = row.row().cells();
    if (cells == null) {
      return List.of();
    }
    return Arrays.asList(
        cells.regionCode(),
        cells.regionName(),
        cells.regionParent(),
        cells.regionLevel(),
        cells.metricCode(),
        cells.scope() == null ? null : Scopes.canonical(cells.scope()),
        cells.periodStart(),
        cells.periodEnd(),
        cells.periodKind());
  }
}

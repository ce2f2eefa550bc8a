package org.xiaokang.ingest;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same figure received more than once.
 *
 * <p>Of the rows of one source with one doc_id and obs_id the latest stands: the one with the later
 * published_on (rows without a readable one go first), then the one in the file written later, then
 * the one in the file whose path sorts later. Rows that repeat it are duplicates, all others are
 * superseded. Where one file states two contents on one published_on, nothing tells which is later:
 * both are rejected. What stands is what the source said last, also when it cannot be read: no
 * earlier row takes its place.
 *
 * <p>A correction changes what a figure is, not what it is about: {@link Settlement} rejects rows
 * of one id that are about two regions, metrics, scopes or periods. Numbers that differ only in
 * their spelling, as 5 and 5.0 do, are one content.
 *
 * <p>A row with action D says that there is no such figure any more. Where it is the latest it is
 * superseded with the others, being no figure itself; a later row reports the figure again. It is
 * rejected if its source never reported the figure.
 *
 * <p>Rows without an id, and malformed ones, are never the same as another, and do not come here.
 */
public final class Deduplication {
  private Deduplication() {}

  /**
   * One of the rows of a figure.
   *
   * @param publishedOn the day of its published_on; null where it has none that can be read
   * @param writtenAt when its file was written; null where the source has no files
   * @param file its file
   * @param line its place in the file; rows that say the same differ by it
   * @param content {@link RowHash#content} of its cells
   * @param withdraws whether its action is D
   * @param value its value as received, for messages
   */
  public record Received(
      @Nullable LocalDate publishedOn,
      @Nullable Instant writtenAt,
      String file,
      long line,
      long content,
      boolean withdraws,
      @Nullable String value) {

    private boolean isAsLateAs(Received other) {
      return LATENESS.compare(this, other) == 0;
    }
  }

  /** What becomes of a row. */
  public enum State {
    /** It is what its source says last: an observation, or rejected. */
    STANDS,
    /** It repeats the row that stands. */
    DUPLICATE,
    /** What its source says later stands instead. */
    SUPERSEDED
  }

  /**
   * What becomes of a row.
   *
   * @param state whether it stands
   * @param reasons what is wrong with it because of the others; empty where nothing is
   */
  public record Settled(State state, List<Reason> reasons) {
    /** Keeps a copy. */
    public Settled {
      reasons = List.copyOf(reasons);
    }
  }

  private static final Settled ALONE = new Settled(State.STANDS, List.of());

  private static final Comparator<Received> LATENESS =
      comparing(Received::publishedOn, nullsFirst(naturalOrder()))
          .thenComparing(Received::writtenAt, nullsFirst(naturalOrder()))
          .thenComparing(Received::file, TextOrder.BY_CODE_POINT);

  /** Of rows that say the same on one day in one file the first line stands. */
  private static final Comparator<Received> BY_PLACE = comparingLong(Received::line);

  /**
   * Settles which of the rows of one figure stands.
   *
   * @param rows all rows of one source, doc_id and obs_id, in any order; at least one
   * @param obsId the obs_id, for messages
   * @return what becomes of each, in the order of {@code rows}
   */
  public static List<Settled> settle(List<Received> rows, String obsId) {
    Received last = Collections.max(rows, LATENESS);
    List<Received> latest =
        rows.stream().filter(row -> row.isAsLateAs(last)).sorted(BY_PLACE).toList();
    Received first = latest.get(0);
    List<Received> others = latest.stream().filter(r -> r.content() != first.content()).toList();
    boolean isReported = !rows.stream().allMatch(Received::withdraws);
    Set<Received> standing = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Long> seen = new HashSet<>();
    latest.stream().filter(row -> seen.add(row.content())).forEach(standing::add);
    List<Settled> settled = new ArrayList<>();
    for (Received row : rows) {
      boolean isLatest = row.isAsLateAs(last);
      if (!standing.contains(row)) {
        boolean repeats = isLatest || (others.isEmpty() && row.content() == first.content());
        settled.add(new Settled(repeats ? State.DUPLICATE : State.SUPERSEDED, List.of()));
      } else if (row.withdraws() && isReported && others.isEmpty()) {
        settled.add(new Settled(State.SUPERSEDED, List.of()));
      } else {
        List<Reason> reasons = new ArrayList<>();
        if (!others.isEmpty()) {
          Received other = row.content() == first.content() ? others.get(0) : first;
          reasons.add(conflict(row, other, obsId));
        }
        if (row.withdraws() && !isReported) {
          reasons.add(withdrawsNothing(obsId));
        }
        settled.add(new Settled(State.STANDS, reasons));
      }
    }
    return settled;
  }

  /**
   * Which rows report the figure as it was reported since its source withdrew it last, if it ever
   * did: those that the row that stands corrects, itself among them.
   */
  static List<Boolean> sinceWithdrawal(List<Received> rows) {
    Received withdrawn = rows.stream().filter(Received::withdraws).max(LATENESS).orElse(null);
    return rows.stream()
        .map(
            row -> !row.withdraws() && (withdrawn == null || LATENESS.compare(row, withdrawn) >= 0))
        .toList();
  }

  /** The same for the only row of a figure, as most are. */
  static Settled alone(boolean withdraws, String obsId) {
    return withdraws ? new Settled(State.STANDS, List.of(withdrawsNothing(obsId))) : ALONE;
  }

  private static Reason conflict(Received row, Received other, String obsId) {
    return new Reason(
        "obs_id_conflict",
        "obs_id",
        obsId,
        "one content for one doc_id and obs_id in one file and on one published_on;"
            + " another row of this id has value %s in %s too"
                .formatted(other.value() == null ? "(blank)" : other.value(), row.file()));
  }

  private static Reason withdrawsNothing(String obsId) {
    return new Reason(
        "withdraws_nothing", "obs_id", obsId, "the doc_id and obs_id of a figure of this source");
  }
}

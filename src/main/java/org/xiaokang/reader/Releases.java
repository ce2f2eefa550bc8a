package org.xiaokang.reader;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The releases of a lake at one moment, held ones and those let go too: few enough to hold, one for
 * each night at most.
 */
public final class Releases {
  private static final int NAMED = 5;

  private final String root;
  private final List<Release> newestFirst;
  private final Map<String, Instant> expired;

  private Releases(String root, List<Release> newestFirst, Map<String, Instant> expired) {
    this.root = root;
    this.newestFirst = newestFirst;
    this.expired = expired;
  }

  /** Of the rows of the table of releases; none where there is no such table yet. */
  static Releases of(String root, Optional<TableSnapshot> table) {
    List<Release> releases = new ArrayList<>();
    Map<String, Instant> expired = new TreeMap<>();
    for (TableRow row : table.map(TableSnapshot::rows).orElse(List.of())) {
      Release release = Release.of(row);
      releases.add(release);
      row.find("expired_at").ifPresent(at -> expired.put(release.releaseId(), (Instant) at));
    }
    releases.sort(comparing(Release::finishedAt).thenComparing(Release::releaseId).reversed());
    return new Releases(root, List.copyOf(releases), expired);
  }

  /** All of them, the newest first. */
  public List<Release> all() {
    return newestFirst;
  }

  /** The release of the last run that made one, published or held; empty before the first. */
  public Optional<Release> newest() {
    return newestFirst.stream().findFirst();
  }

  /** The last that readers see; empty before the first. */
  public Optional<Release> latestPublished() {
    return newestFirst.stream().filter(one -> !one.isHeld()).findFirst();
  }

  /**
   * The last that readers see.
   *
   * @throws XiaokangException if there is none, with what to do
   */
  public Release requireLatest() {
    return latestPublished()
        .orElseThrow(
            () -> {
              String start = "the lake at " + root + " has no ";
              return newest()
                  .map(
                      held ->
                          new XiaokangException(
                              start
                                  + "published release; '"
                                  + held.releaseId()
                                  + "' is held back: read it with --release, or publish it with"
                                  + " jobs/publish"))
                  .orElseGet(
                      () -> new XiaokangException(start + "release yet; run jobs/nightly first"));
            });
  }

  /**
   * The release of that id, whether readers see it or not, and even if it was let go.
   *
   * @throws XiaokangException if there is none, naming the nearest and the newest ones
   */
  public Release find(String id) {
    return newestFirst.stream()
        .filter(one -> one.releaseId().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private XiaokangException unknown(String id) {
    String where = "the lake '" + root + "' has no release '" + id + "'";
    if (newestFirst.isEmpty()) {
      return new XiaokangException(where + "; it has none yet: run jobs/nightly first");
    }
    List<Release> newest = newestFirst.stream().limit(NAMED).toList();
    return new XiaokangException(
        where
            + "; the newest are "
            + newest.stream()
                .map(r -> r.releaseId() + (r.isHeld() ? " (held)" : " (published)"))
                .collect(joining(", "))
            + Nearest.hint(id, newest.stream().map(Release::releaseId).toList()));
  }

  /**
   * The release of that id, of which no table is gone.
   *
   * @throws XiaokangException if there is none, or if it was let go, with when and which there are
   *     instead
   */
  public Release kept(String id) {
    Instant at = expired.get(id);
    if (at != null) {
      throw new XiaokangException(
          "release '"
              + id
              + "' was let go on "
              + at
              + " by the rule 'retention', and its tables may be gone; kept are "
              + newestFirst.stream()
                  .map(Release::releaseId)
                  .filter(other -> !expired.containsKey(other))
                  .sorted()
                  .toList());
    }
    return find(id);
  }

  /**
   * What readers saw at the end of a day.
   *
   * @param day in UTC
   * @throws XiaokangException if nothing was published by then, with the first release, or if that
   *     release was let go
   */
  public Release asOf(LocalDate day) {
    List<Release> published = newestFirst.stream().filter(one -> !one.isHeld()).toList();
    for (Release one : published) {
      if (!one.publishedAt().atZone(ZoneOffset.UTC).toLocalDate().isAfter(day)) {
        return kept(one.releaseId());
      }
    }
    if (published.isEmpty()) {
      return requireLatest(); // says why there is none
    }
    throw new XiaokangException(
        "no release was published by "
            + day
            + "; the first one is "
            + published.get(published.size() - 1).releaseId());
  }

  /** The one published before another; empty for the first, and for one that is not published. */
  public Optional<Release> publishedBefore(Release release) {
    List<Release> published = newestFirst.stream().filter(one -> !one.isHeld()).toList();
    int at = published.indexOf(release);
    return at < 0 || at + 1 == published.size()
        ? Optional.empty()
        : Optional.of(published.get(at + 1));
  }
}

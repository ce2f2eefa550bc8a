package org.xiaokang.tables;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The releases of a lake, held ones too.
 *
 * @param lake the lake
 */
public record Releases(Lake lake) {
  private static final String NAME = Release.TABLE.name();

  /** The release of the last run that made one, published or held; empty before the first. */
  public Optional<Release> newest() {
    return newestFirst(lit(true), 1).stream().findFirst();
  }

  /** The last that readers see; empty before the first. */
  Optional<Release> latestPublished() {
    return newestFirst(col("status").equalTo(Release.PUBLISHED), 1).stream().findFirst();
  }

  /** All of them, the newest first. */
  public List<Release> all() {
    return newestFirst(lit(true), Integer.MAX_VALUE);
  }

  /**
   * The release of that id, whether readers see it or not.
   *
   * @throws XiaokangException if there is none, naming the nearest and the newest ones
   */
  public Release find(String id) {
    List<Row> found =
        lake.exists(NAME)
            ? lake.read(NAME).filter(col("release_id").equalTo(id)).collectAsList()
            : List.of();
    if (found.isEmpty()) {
      throw unknown(id);
    }
    return Release.of(found.get(0));
  }

  private XiaokangException unknown(String id) {
    String where = "the lake '" + lake.root() + "' has no release '" + id + "'";
    if (newest().isEmpty()) {
      return new XiaokangException(where + "; it has none yet: run jobs/nightly first");
    }
    List<Release> newest = newestFirst(lit(true), 5);
    String newestIds =
        newest.stream()
            .map(r -> r.releaseId() + (r.isHeld() ? " (held)" : " (published)"))
            .collect(joining(", "));
    return new XiaokangException(
        where
            + "; the newest are "
            + newestIds
            + Nearest.hint(id, newest.stream().map(Release::releaseId).toList()));
  }

  private List<Release> newestFirst(Column which, int most) {
    if (!lake.exists(NAME)) {
      return List.of();
    }
    return lake
        .read(NAME)
        .filter(which)
        .orderBy(col("finished_at").desc(), col("release_id").desc())
        .limit(most)
        .collectAsList()
        .stream()
        .map(Release::of)
        .toList();
  }

  /**
   * Shows a held release to readers, and records why and when.
   *
   * @param id the release
   * @param reason why it is published although gates hold it back
   * @param at when
   * @throws XiaokangException if there is no such release, it is published already, or readers
   *     would go back from a later one
   * @throws LakeBusyException if another run changed the releases meanwhile
   */
  public Release publish(String id, String reason, Instant at) {
    Release release = find(id);
    if (!release.isHeld()) {
      throw new XiaokangException(
          "release '%s' is published already%s; only a held release can be published"
              .formatted(id, told(release.standing())));
    }
    Optional<Release> seen = lake.latestRelease();
    if (seen.isPresent() && seen.get().finishedAt().isAfter(release.finishedAt())) {
      throw new XiaokangException(
          "release '%s' is older than '%s', which readers see: they would go back; publish a later one"
              .formatted(id, seen.get().releaseId()));
    }
    Release.Standing standing =
        new Release.Standing(
            Release.Status.PUBLISHED,
            release.standing().heldBy(),
            Optional.of(reason),
            Optional.of(at));
    Release published = release.with(standing);
    return lake.published(published, () -> update(published, reason, at));
  }

  private Release update(Release release, String reason, Instant at) {
    String id = release.releaseId();
    Column held = col("release_id").equalTo(id).and(col("status").equalTo(Release.HELD));
    try {
      DeltaTable.forPath(lake.read(NAME).sparkSession(), new Path(lake.root(), NAME).toString())
          .update(
              held,
              Map.of(
                  "status", lit(Release.PUBLISHED),
                  "reason", lit(reason),
                  "published_at", lit(Timestamp.from(at))));
    } catch (Exception e) {
      if (e instanceof DeltaConcurrentModificationException) {
        throw new LakeBusyException(
            "the releases of the lake '"
                + lake.root()
                + "' were changed by another run meanwhile; nothing is published: try again",
            e);
      }
      throw e;
    }
    return release;
  }

  private static String told(Release.Standing standing) {
    return standing.publishedAt().map(at -> " (at " + at + ")").orElse("")
        + standing.reason().map(reason -> " with the reason '" + reason + "'").orElse("");
  }
}

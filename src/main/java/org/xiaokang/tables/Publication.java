package org.xiaokang.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.LakeBusyException;
import org.xiaokang.reader.Release;

/**
 * Shows releases to readers that gates hold back.
 *
 * @param lake the lake
 */
public record Publication(Lake lake) {
  private static final String NAME = ReleaseTable.RELEASES.name();

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
    Release release = lake.releases().find(id);
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

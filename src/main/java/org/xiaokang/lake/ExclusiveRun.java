package org.xiaokang.lake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Releases;

/** The only run that writes to a lake, as long as it holds the lake's lock. */
public final class ExclusiveRun {
  private final LakeReader lake;
  private final String runId;
  private final TableCommitter committer;
  private final WritingRun readers;

  private ExclusiveRun(
      LakeReader lake, String runId, TableCommitter committer, WritingRun readers) {
    this.lake = lake;
    this.runId = runId;
    this.committer = committer;
    this.readers = readers;
  }

  /**
   * Does {@code work} as the only run that writes to a lake. What it commits is refused once
   * another run has taken the lake over.
   *
   * @param command the command that runs, for whoever is told to wait
   * @param runId the run's id
   * @param clock tells when the lock was taken and renewed
   * @throws LakeBusyException at once if another run holds the lake, with who and since when
   */
  public static <T> T of(
      LakeReader lake, String command, String runId, Clock clock, Function<ExclusiveRun, T> work) {
    try (LakeLock lock = LakeLock.take(lake.root(), lake.hadoop(), command, runId, clock)) {
      WritingRun readers = new WritingRun(lake.root(), command, lake.releases().latestPublished());
      readers.begin();
      TableCommitter committer = TableCommitter.open(lake.root(), lake.hadoop(), lock);
      return work.apply(new ExclusiveRun(lake, runId, committer, readers));
    }
  }

  /** What commits under the lock. */
  public TableCommitter committer() {
    return committer;
  }

  /**
   * Adds a release to the table of releases: from here on readers see it, unless it is held back.
   * The last commit of a run.
   *
   * @throws XiaokangException if the run was ended; nothing is written then
   */
  public void publish(Release release) {
    readers.publish(
        release,
        () ->
            committer.append(
                committer.write(ReleasesTable.SCHEMA, List.of(ReleaseEntry.of(release))), runId));
  }

  /**
   * Shows a release to readers that gates hold back, and records why and when.
   *
   * @param id the release
   * @param reason why it is published although gates hold it back
   * @param at when
   * @throws XiaokangException if there is no such release, it is published already, or readers
   *     would go back from a later one
   * @throws LakeBusyException if another run changed the releases meanwhile
   */
  public Release publishHeld(String id, String reason, Instant at) {
    Releases releases = lake.releases();
    Release held = releases.find(id);
    requireHeld(held, releases.latestPublished());
    Release published =
        held.with(
            new Release.Standing(
                Release.Status.PUBLISHED,
                held.standing().heldBy(),
                Optional.of(reason),
                Optional.of(at)));
    readers.publish(
        published,
        () -> committer.overwrite(committer.write(ReleasesTable.SCHEMA, with(published)), runId));
    return published;
  }

  private static void requireHeld(Release release, Optional<Release> seen) {
    String id = release.releaseId();
    if (!release.isHeld()) {
      throw new XiaokangException(
          "release '%s' is published already%s; only a held release can be published"
              .formatted(id, told(release.standing())));
    }
    if (seen.isPresent() && seen.get().finishedAt().isAfter(release.finishedAt())) {
      throw new XiaokangException(
          "release '%s' is older than '%s', which readers see: they would go back; publish a later one"
              .formatted(id, seen.get().releaseId()));
    }
  }

  private static String told(Release.Standing standing) {
    return standing.publishedAt().map(at -> " (at " + at + ")").orElse("")
        + standing.reason().map(reason -> " with the reason '" + reason + "'").orElse("");
  }

  /** All releases, one of them as it is now. */
  private List<ReleaseEntry> with(Release changed) {
    return ReleaseHistory.of(lake).entries().stream()
        .map(
            entry ->
                entry.id().equals(changed.releaseId())
                    ? new ReleaseEntry(changed, entry.expiredAt())
                    : entry)
        .toList();
  }
}

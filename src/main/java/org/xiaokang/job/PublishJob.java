package org.xiaokang.job;

import java.time.Clock;
import java.util.Optional;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;

/** Shows a release to readers that quality gates hold back, and writes its page anew. */
public final class PublishJob {
  /**
   * What was done.
   *
   * @param release the release that readers see now
   * @param page where its page stands, or why there is none
   */
  public record Published(Release release, String page) {}

  private PublishJob() {}

  /**
   * Publishes a held release.
   *
   * @param id the release
   * @param reason why it is published all the same
   * @throws org.xiaokang.catalogue.XiaokangException if there is no such release, it is published
   *     already, or readers would go back from a later one
   * @throws org.xiaokang.lake.LakeBusyException if a run holds the lake
   */
  public static Published run(LakeReader lake, Setup setup, String id, String reason, Clock clock) {
    Run run = Run.beginning(clock.instant());
    return RunFailure.telling(
        lake,
        "publish",
        "publish " + id,
        clock,
        running -> {
          Optional<Release> before = lake.releases().latestPublished();
          Release release = running.publishHeld(id, reason, run.startedAt());
          ReleasePage page = new ReleasePage(lake, setup, release, before);
          return new Published(release, page.write(() -> page.ofTables(run.day())));
        });
  }
}

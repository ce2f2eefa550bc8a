package org.xiaokang.lake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableRow;

/**
 * A row of the table of releases.
 *
 * @param release the release
 * @param expiredAt when maintenance let it go; null while it is kept
 */
public record ReleaseEntry(Release release, @Nullable Instant expiredAt) {
  /** A release that is kept. */
  public static ReleaseEntry of(Release release) {
    return new ReleaseEntry(release, null);
  }

  /** A row as readers find it; a lake may be older than some of its columns. */
  static ReleaseEntry of(TableRow row) {
    return new ReleaseEntry(
        Release.of(row), row.find("expired_at").map(Instant.class::cast).orElse(null));
  }

  /** The release's id. */
  String id() {
    return release.releaseId();
  }

  /** Whether maintenance has not let it go. */
  boolean isKept() {
    return expiredAt == null;
  }
}

package org.xiaokang.app;

import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.ReleaseHistory;
import org.xiaokang.tables.Releases;
import picocli.CommandLine.Option;

/** Which release to read. */
final class ReleaseOption {
  @Option(
      names = "--release",
      paramLabel = "ID",
      description = "a release of the table releases, held ones too (default: the last published)")
  private @Nullable String id;

  Release in(Lake lake) {
    return id == null ? lake.latestRelease().orElseThrow(() -> none(lake)) : kept(lake, id);
  }

  /** The release of that id, of which no table is gone. */
  static Release kept(Lake lake, String id) {
    ReleaseHistory.requireKept(lake, id);
    return new Releases(lake).find(id);
  }

  private static XiaokangException none(Lake lake) {
    String start = "the lake at " + lake.root() + " has no ";
    return new Releases(lake)
        .newest()
        .map(
            held ->
                new XiaokangException(
                    start
                        + "published release; '"
                        + held.releaseId()
                        + "' is held back: read it with --release, or publish it with jobs/publish"))
        .orElseGet(() -> new XiaokangException(start + "release yet; run jobs/nightly first"));
  }
}

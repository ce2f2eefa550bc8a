package org.xiaokang.app;

import org.jspecify.annotations.Nullable;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Releases;
import picocli.CommandLine.Option;

/** Which release to read. */
final class ReleaseOption {
  @Option(
      names = "--release",
      paramLabel = "ID",
      description = "a release of the table releases, held ones too (default: the last published)")
  private @Nullable String id;

  Release in(Releases releases) {
    return id == null ? releases.requireLatest() : releases.kept(id);
  }
}

package org.xiaokang.job;

import java.util.Map;
import java.util.Optional;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.Releases;
import org.xiaokang.tables.SourceLedger;

/** Whether a run could only make the latest release again. */
record Standstill(Lake lake, Setup setup, Run run) {
  /**
   * The release that readers see, if it was made of these source files by this configuration,
   * catalogue and program, and nobody wrote its tables since. A program that runs from loose
   * classes is never the same.
   */
  Optional<Release> release(SourceLedger ledger) {
    return new Releases(lake)
        .newest()
        .filter(release -> !release.isHeld())
        .filter(release -> ledger.isUnchanged())
        .filter(release -> !run.codeVersion().equals(Run.DEVELOPMENT))
        .filter(release -> release.codeVersion().equals(run.codeVersion()))
        .filter(release -> release.catalogueHash().equals(setup.catalogue().hash()))
        .filter(release -> release.configurationHash().equals(setup.configuration().hash()))
        .filter(release -> release.tables().entrySet().stream().allMatch(this::isCurrent));
  }

  /** A run that died may have written some of the tables. */
  private boolean isCurrent(Map.Entry<String, Long> version) {
    return lake.exists(version.getKey()) && lake.version(version.getKey()) == version.getValue();
  }
}

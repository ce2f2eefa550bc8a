package org.xiaokang.job;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.Releases;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.WriteResult;

/**
 * What a run may start from: the newest release, published or held, where the lake's tables are
 * those it names and the same program made them.
 */
record Base(Lake lake, Release release) {
  static Optional<Base> of(Lake lake, Run run) {
    return new Releases(lake)
        .newest()
        .filter(release -> !run.codeVersion().equals(Run.DEVELOPMENT))
        .filter(release -> release.codeVersion().equals(run.codeVersion()))
        .filter(release -> release.tables().containsKey(IndicatorTables.INDICATOR_PARTS.name()))
        .filter(release -> isCurrent(lake, release))
        .map(release -> new Base(lake, release));
  }

  /** A run that died may have written some of the tables. */
  private static boolean isCurrent(Lake lake, Release release) {
    for (Map.Entry<String, Long> table : release.tables().entrySet()) {
      if (!lake.exists(table.getKey()) || lake.version(table.getKey()) != table.getValue()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether readers see this release already, and a run could only make it again: of the same
   * source files by the same configuration and catalogue.
   */
  boolean isStandstill(Setup setup, SourceLedger ledger) {
    return !release.isHeld()
        && ledger.isUnchanged()
        && isOfCatalogue(setup)
        && release.configurationHash().equals(setup.configuration().hash());
  }

  boolean isOfCatalogue(Setup setup) {
    return release.catalogueHash().equals(setup.catalogue().hash());
  }

  boolean has(TableDefinition table) {
    return release.tables().containsKey(table.name());
  }

  /** A table as the release has it. */
  Dataset<Row> table(TableDefinition table) {
    return lake.read(table.name(), version(table));
  }

  /** A table that this run leaves as it is. */
  WriteResult unchanged(TableDefinition table) {
    long rows = release.rowCounts().getOrDefault(table.name(), 0L);
    return new WriteResult(table.name(), version(table), rows, false);
  }

  private long version(TableDefinition table) {
    Long version = release.tables().get(table.name());
    if (version == null) {
      throw new IllegalStateException("release " + release.releaseId() + " has no " + table.name());
    }
    return version;
  }
}

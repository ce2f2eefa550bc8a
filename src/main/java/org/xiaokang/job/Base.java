package org.xiaokang.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Restoration;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.WriteResult;

/**
 * What a run may start from: the newest release, published or held, where the same program made it.
 *
 * @param versions of the lake's tables that have the release's rows
 */
record Base(Lake lake, Release release, Map<String, Long> versions) {
  /** The base, the lake's tables put back to it where a run that died left them otherwise. */
  static Optional<Base> of(Lake lake, Run run) {
    return lake.releases()
        .newest()
        .filter(release -> Standstill.isMadeBy(release, run))
        .flatMap(
            release ->
                Restoration.of(lake, release, run.id())
                    .map(versions -> new Base(lake, release, versions)));
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

  /** The tables that had to be put back. */
  List<String> putBack() {
    return versions.keySet().stream()
        .filter(table -> !Objects.equals(versions.get(table), release.tables().get(table)))
        .toList();
  }

  boolean isOfCatalogue(Setup setup) {
    return release.catalogueHash().equals(setup.catalogue().hash());
  }

  boolean has(TableDefinition table) {
    return versions.containsKey(table.name());
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
    Long version = versions.get(table.name());
    if (version == null) {
      throw new IllegalStateException("release " + release.releaseId() + " has no " + table.name());
    }
    return version;
  }
}

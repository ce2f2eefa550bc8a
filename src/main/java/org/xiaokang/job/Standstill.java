package org.xiaokang.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.config.Configuration;
import org.xiaokang.lake.LakeLock;
import org.xiaokang.lake.ObservationHistoryTable;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.source.SourceLedger;

/**
 * Whether a night has anything to do, asked before Spark starts: hashes of the configuration, the
 * catalogue and the program, the sources held against the ledger, and the versions of the lake's
 * tables. Where something cannot be told here, the run itself asks again.
 *
 * @param configuration the run's configuration
 * @param lake its lake
 * @param run the run that asks
 */
public record Standstill(Configuration configuration, LakeReader lake, Run run) {
  /** Asks at a moment. */
  public static Standstill at(Configuration configuration, LakeReader lake, Instant now) {
    return new Standstill(configuration, lake, Run.beginning(now));
  }

  /** The outcome of the night, if it has nothing to do and no other run is at work. */
  public Optional<Outcome> outcome() {
    return LakeLock.isHeld(lake.root(), lake.hadoop()) ? Optional.empty() : underLock();
  }

  /** The outcome of the night, if it has nothing to do, for the run that holds the lake. */
  Optional<Outcome> outcome(Progress progress) {
    Optional<Outcome> outcome = underLock();
    outcome.ifPresent(
        nothing ->
            progress.note("every source file, the catalogue and the program are as they were"));
    return outcome;
  }

  private Optional<Outcome> underLock() {
    return lake.releases()
        .newest()
        .filter(this::isOfToday)
        .filter(lake::isAt)
        .filter(release -> hasSameSources())
        .map(this::outcome);
  }

  /** Whether the same program, configuration and catalogue made it, and readers see it. */
  private boolean isOfToday(Release release) {
    return !release.isHeld()
        && isMadeBy(release, run)
        && release.configurationHash().equals(configuration.hash())
        && release.catalogueHash().equals(catalogueHash());
  }

  /** Whether the same program made a release, and one that can be told from others. */
  private static boolean isMadeBy(Release release, Run run) {
    return !run.codeVersion().equals(Run.DEVELOPMENT)
        && release.codeVersion().equals(run.codeVersion())
        && release.tables().containsKey(ObservationHistoryTable.SCHEMA.name());
  }

  private String catalogueHash() {
    String files = CatalogueReader.hash(configuration.catalogue());
    return configuration.suppression().map(rule -> Catalogue.hash(files, rule)).orElse(files);
  }

  /** How their rows are read is part of the hashes. */
  private boolean hasSameSources() {
    return lake.newest(SourceFilesTable.SCHEMA.name())
        .map(
            ledger ->
                SourceLedger.isAsRead(lake.hadoop(), ledger.rows(), configuration.allSources()))
        .orElse(false);
  }

  private Outcome outcome(Release release) {
    List<WriteResult> tables =
        release.tables().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                table ->
                    new WriteResult(
                        table.getKey(),
                        table.getValue(),
                        release.rowCounts().getOrDefault(table.getKey(), 0L),
                        false))
            .toList();
    return new Outcome(
        Counts.of(release),
        0,
        tables,
        List.of(),
        RegionsSideBySide.NOTHING,
        Optional.of(release),
        false,
        Optional.empty(),
        new Quality(lake, configuration.gates(), run.day()).today(release),
        List.of(),
        Optional.empty());
  }
}

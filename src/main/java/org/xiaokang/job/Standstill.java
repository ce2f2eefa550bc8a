package org.xiaokang.job;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.config.Configuration;
import org.xiaokang.quality.Gates;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableSnapshot;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.WriteResult;

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

  /** The outcome of the night, if it has nothing to do. */
  public Optional<Outcome> outcome() {
    return lake.releases()
        .newest()
        .filter(this::isOfToday)
        .filter(lake::isAt)
        .filter(release -> !Lake.isHeld(lake.root(), lake.hadoop()))
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
  static boolean isMadeBy(Release release, Run run) {
    return !run.codeVersion().equals(Run.DEVELOPMENT)
        && release.codeVersion().equals(run.codeVersion())
        && release.tables().containsKey(IndicatorTables.INDICATOR_PARTS.name());
  }

  private String catalogueHash() {
    String files = CatalogueReader.hash(configuration.catalogue());
    return configuration.suppression().map(rule -> Catalogue.hash(files, rule)).orElse(files);
  }

  /** How their rows are read is part of the hashes. */
  private boolean hasSameSources() {
    return lake.newest(IntakeTables.SOURCE_FILES.name())
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
        Optional.of(release),
        false,
        Optional.empty(),
        verdict(release),
        Optional.empty());
  }

  /** What the calendar says; nothing against a release that somebody published with a reason. */
  private Verdict verdict(Release release) {
    LocalDate today = LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC);
    if (Gates.ofTime(configuration.gates()).isEmpty()) {
      return Verdict.CLEAR;
    }
    TableSnapshot observations =
        lake.newest(IntakeTables.OBSERVATIONS.name()).orElseThrow(); // the release has it
    List<Row> failed =
        Gates.failedInTime(
                configuration.gates(),
                today,
                observations.newest("period_end", today),
                observations.newest("published_on", today))
            .stream()
            .sorted(
                comparing((Row row) -> row.<String>getAs("severity"))
                    .thenComparing(row -> row.<Double>getAs("excess"), Comparator.reverseOrder())
                    .thenComparing(row -> row.<String>getAs("gate")))
            .toList();
    Verdict verdict = Quality.verdict(failed);
    return release.standing().reason().isPresent() ? verdict.told() : verdict;
  }
}

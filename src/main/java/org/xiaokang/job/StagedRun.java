package org.xiaokang.job;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.IndicatorEntry;
import org.xiaokang.catalogue.RegionEntry;
import org.xiaokang.config.Source;
import org.xiaokang.disclosure.DisclosureControl;
import org.xiaokang.indicator.CatalystFormulas;
import org.xiaokang.indicator.Claim;
import org.xiaokang.indicator.ClaimReconciliation;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.Plan;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.lake.CatalogueTables;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.DisclosureGroupsTable;
import org.xiaokang.lake.IndicatorsTable;
import org.xiaokang.lake.ObservationHistoryTable;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.QualityResultsTable.QualityResult;
import org.xiaokang.lake.ReconciliationTable;
import org.xiaokang.lake.RegionProfilesTable;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.quality.GateResults;
import org.xiaokang.quality.GateSummaries;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.quality.LoadFindings;
import org.xiaokang.quality.QualityFinding;
import org.xiaokang.quality.WorstFindings;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.run.GatePlan;
import org.xiaokang.run.NightlyStages;
import org.xiaokang.run.RunPlan;
import org.xiaokang.run.StageReports;
import org.xiaokang.source.FileDates;
import org.xiaokang.source.LedgerEntry;
import org.xiaokang.source.SourceRows;
import org.xiaokang.tables.SourceLedger;

/**
 * The nightly run: sources to the tables of a release. Each stage is a Spark job whose tasks write
 * files; the files of a table are committed when they are all there.
 */
final class StagedRun implements AutoCloseable {
  /** About so many bytes of sources make a partition: with what comes of them it fits a task. */
  private static final long PARTITION = 24L << 20;

  private static final int MOST_PARTITIONS = 4_000;
  private static final int SHOWN = 20;

  private final SparkSession spark;
  private final Setup setup;
  private final Run run;
  private final SourceLedger ledger;
  private final RunTables tables;
  private final LakeReader lake;
  private final Optional<Release> before;
  private final Optional<Release> seen;
  private final List<LedgerEntry> entries;
  private final ClaimReconciliation claims;
  private final NightlyStages stages;

  StagedRun(
      SparkSession spark,
      TableCommitter committer,
      LakeReader lake,
      Setup setup,
      Run run,
      SourceLedger ledger,
      Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.setup = setup;
    this.run = run;
    this.ledger = ledger;
    this.tables = new RunTables(committer, run, progress);
    this.before = lake.releases().newest();
    this.seen = lake.releases().latestPublished();
    this.entries = ledger.entries(run.id());
    List<Claim> all = new ClaimSources(spark, setup.configuration().claims()).claims();
    this.claims = new ClaimReconciliation(all, new CatalystFormulas());
    this.stages =
        new NightlyStages(
            new JavaSparkContext(spark.sparkContext()),
            new RunPlan(
                setup.catalogue(),
                setup.configuration().ranks(),
                FileDates.of(entries),
                claims.figures(),
                gates(),
                lake.root(),
                run.id(),
                partitions()));
  }

  private GatePlan gates() {
    return new GatePlan(setup.configuration().gates(), today(), seen.isPresent());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(run.startedAt(), ZoneOffset.UTC);
  }

  private int partitions() {
    long bytes = entries.stream().mapToLong(LedgerEntry::sizeBytes).sum();
    return (int) Math.max(1, Math.min(MOST_PARTITIONS, (bytes + PARTITION - 1) / PARTITION));
  }

  RunTables tables() {
    return tables;
  }

  /** Sources to observations. */
  NightlyStages.Loaded load() {
    List<JavaRDD<ReceivedRow>> rows = new ArrayList<>();
    for (Source source : setup.configuration().sources()) {
      rows.add(SourceRows.read(spark, ledger.asFound(source)));
    }
    NightlyStages.Loaded loaded = stages.load(rows, known());
    StageReports reports = loaded.reports();
    Catalogue catalogue = setup.catalogue();
    List<TableFiles> files =
        new ArrayList<>(
            List.of(
                tables.file(SourceFilesTable.SCHEMA, entries),
                tables.file(CatalogueTables.REGIONS, RegionEntry.all(catalogue.regions())),
                tables.file(CatalogueTables.METRICS, catalogue.metrics().values()),
                tables.file(
                    CatalogueTables.INDICATOR_CATALOGUE,
                    IndicatorEntry.all(catalogue, Plan.of(catalogue).hashes())),
                reports.files(ObservationsTable.SCHEMA),
                reports.files(RejectedMetricsTable.SCHEMA)));
    if (DisclosureControl.of(catalogue).isPresent()) {
      files.add(reports.files(DisclosureGroupsTable.SCHEMA));
    }
    tables.commit(files);
    tables.extend(
        reports.files(ObservationHistoryTable.SCHEMA),
        version(before, ObservationHistoryTable.SCHEMA).orElse(null));
    return loaded;
  }

  /** What figures said until now: what a run wrote that made no release is nobody's history. */
  private Optional<NightlyStages.Known> known() {
    Optional<Long> observations = version(before, ObservationsTable.SCHEMA);
    Optional<Long> history = version(before, ObservationHistoryTable.SCHEMA);
    return observations.isEmpty() || history.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NightlyStages.Known(
                read(ObservationsTable.SCHEMA, observations.get()),
                read(ObservationHistoryTable.SCHEMA, history.get())));
  }

  private static Optional<Long> version(Optional<Release> release, TableSchema<?> table) {
    return release.map(one -> one.tables().get(table.name()));
  }

  private Dataset<Row> read(TableSchema<?> table, long version) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(lake.root() + "/" + table.name());
  }

  /** Observations to values of indicators. */
  void indicators() {
    tables.commit(List.of(stages.indicators().files(IndicatorsTable.SCHEMA)));
  }

  /** Values of indicators to profiles, reconciliation and comparisons; gives the headlines. */
  HeadlineValues regions() {
    NightlyStages.Regions regions = stages.regions();
    List<ReconciliationRow> ofClaims =
        claims.rows(regions.claimed(), figure -> regions.hidden().contains(figure.observationId()));
    List<TableFiles> files =
        new ArrayList<>(
            List.of(
                regions.reports().files(RegionProfilesTable.schema(setup.catalogue())),
                with(
                    regions.reports().files(ReconciliationTable.SCHEMA),
                    tables.file(ReconciliationTable.SCHEMA, ofClaims))));
    files.addAll(stages.comparisons(spark, tables));
    tables.commit(files);
    return regions.headlines();
  }

  private static TableFiles with(TableFiles some, TableFiles others) {
    List<DataFile> all = new ArrayList<>(some.files());
    all.addAll(others.files());
    return new TableFiles(some.table(), all);
  }

  /** What the gates find. */
  WorstFindings gates(NightlyStages.Loaded loaded) {
    if (setup.configuration().gates().isEmpty()) {
      return WorstFindings.none(SHOWN);
    }
    StageReports judged =
        stages.judged(
            version(seen, IndicatorsTable.SCHEMA)
                .map(version -> read(IndicatorsTable.SCHEMA, version)),
            SHOWN);
    LoadCounts now =
        loaded.reports().of(LoadCounts.class).stream().reduce(LoadCounts.NONE, LoadCounts::plus);
    GateResults ofLoad =
        LoadFindings.of(setup.configuration().gates(), today(), now, regionsBefore());
    List<QualityFinding> findings = new ArrayList<>(ofLoad.findings());
    findings.addAll(
        GateSummaries.of(
            setup.configuration().gates(),
            NightlyStages.counts(judged).plus(ofLoad.counts()),
            seen.isPresent()));
    List<QualityResult> rows =
        findings.stream().map(finding -> new QualityResult(finding, run.id())).toList();
    tables.commit(
        List.of(
            with(
                judged.files(QualityResultsTable.SCHEMA),
                tables.file(QualityResultsTable.SCHEMA, rows))));
    return judged.of(WorstFindings.class).stream()
        .reduce(WorstFindings.none(SHOWN), WorstFindings::plus)
        .plus(findings);
  }

  /** The regions of the release that readers see, with preferred figures; null without one. */
  private @Nullable LoadCounts regionsBefore() {
    return version(seen, ObservationsTable.SCHEMA)
        .map(version -> new RegionsReporting(read(ObservationsTable.SCHEMA, version)).counts())
        .orElse(null);
  }

  @Override
  public void close() {
    stages.close();
  }
}

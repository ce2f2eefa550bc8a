package org.xiaokang.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.assess.ClaimContradictions;
import org.xiaokang.assess.ContradictionCounts;
import org.xiaokang.assess.ContradictionRow;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Hash;
import org.xiaokang.catalogue.IndicatorEntry;
import org.xiaokang.catalogue.RegionEntry;
import org.xiaokang.config.Gate;
import org.xiaokang.disclosure.DisclosureControl;
import org.xiaokang.indicator.Claim;
import org.xiaokang.indicator.ClaimReconciliation;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.Plan;
import org.xiaokang.indicator.PrintedRounding;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.lake.AssessmentsTable;
import org.xiaokang.lake.CatalogueTables;
import org.xiaokang.lake.ContradictionsTable;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.DisclosureGroupsTable;
import org.xiaokang.lake.DistributionAccountsTable;
import org.xiaokang.lake.IndicatorsTable;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.ObservationHistoryTable;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.QualityResultsTable.QualityResult;
import org.xiaokang.lake.ReconciliationTable;
import org.xiaokang.lake.RegionProfilesTable;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.lake.SourceFilesTable;
import org.xiaokang.lake.StateFolder;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.quality.ContradictionFindings;
import org.xiaokang.quality.GateResults;
import org.xiaokang.quality.GateSummaries;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.quality.LoadFindings;
import org.xiaokang.quality.QualityFinding;
import org.xiaokang.quality.WorstFindings;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableSnapshot;
import org.xiaokang.run.GatePlan;
import org.xiaokang.run.IngestStages;
import org.xiaokang.run.NightlyStages;
import org.xiaokang.run.RunPlan;
import org.xiaokang.run.StageReports;
import org.xiaokang.source.CatalystFormulas;
import org.xiaokang.source.FileDates;
import org.xiaokang.source.SourceLedger;

/**
 * The tables of a release, made stage by stage. Each stage is a Spark job whose tasks write files;
 * the files of a table are committed when they are all there.
 */
final class StagedRun implements AutoCloseable {
  /** The tables that sources give; later stages read them, or what went on from them. */
  static final List<TableSchema<?>> LOADED =
      List.of(
          SourceFilesTable.SCHEMA,
          RejectedMetricsTable.SCHEMA,
          ObservationsTable.SCHEMA,
          ObservationHistoryTable.SCHEMA);

  /**
   * What was loaded.
   *
   * @param counts what became of all rows
   * @param inConflict how many figures are for the same as another
   * @param forGates what gates need to know of it
   * @param notes what is to be told of the sources, a sentence each
   */
  record Loaded(Counts counts, long inConflict, LoadCounts forGates, List<String> notes) {
    Loaded {
      notes = List.copyOf(notes);
    }
  }

  private final SparkSession spark;
  private final Setup setup;
  private final Run run;
  private final SourceLedger ledger;
  private final RunTables tables;
  private final Progress progress;
  private final LakeReader lake;
  private final Optional<Release> seen;
  private final LoadSize size;
  private final Optional<LoadState> left;
  private final ClaimReconciliation claims;
  private final NightlyStages stages;
  private ContradictionCounts contradictions = ContradictionCounts.NONE;

  /**
   * A run that is to begin; reads what documents claim.
   *
   * @param ledger the files of the sources
   * @param incremental whether to take up what the load before left
   */
  StagedRun(
      SparkSession spark,
      TableCommitter committer,
      LakeReader lake,
      Setup setup,
      Run run,
      SourceLedger ledger,
      boolean incremental,
      Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.setup = setup;
    this.run = run;
    this.ledger = ledger;
    this.tables = new RunTables(committer, run, progress);
    this.progress = progress;
    this.seen = lake.releases().latestPublished();
    List<Claim> all = new ClaimSources(spark, setup.configuration().claims()).claims();
    this.claims =
        new ClaimReconciliation(
            all, new CatalystFormulas(), new PrintedRounding(setup.catalogue().units().whole()));
    LoadSize now =
        LoadSize.of(
            ledger.textBytes(setup.configuration().measured()),
            !run.codeVersion().equals(Run.DEVELOPMENT)
                && setup.configuration().distributions().isEmpty());
    this.left =
        now.taking(
            lake.releases()
                .newest()
                .filter(release -> incremental)
                .flatMap(release -> stateFolder().of(release.tables(), run.codeVersion())));
    this.size = left.map(now::as).orElse(now);
    if (incremental
        && now.isIncremental()
        && left.isEmpty()
        && lake.releases().newest().isPresent()) {
      progress.note("no earlier load left what this program can take up: everything is read");
    }
    this.stages =
        new NightlyStages(
            new JavaSparkContext(spark.sparkContext()),
            new RunPlan(
                setup.catalogue(),
                setup.configuration().ranks(),
                setup.configuration().printings(),
                FileDates.of(ledger.entries(run.id())),
                claims.figures(),
                gates(),
                setup.configuration().distributions(),
                lake.root(),
                run.id(),
                size.partitions(),
                size.regionParts()));
  }

  private GatePlan gates() {
    return new GatePlan(setup.configuration().gates(), run.day(), seen.isPresent());
  }

  /** What decides which figures later stages take, besides how rows are read. */
  private String decidedBy() {
    String claimed = claims.figures().stream().map(Object::toString).sorted().toList().toString();
    return Hash.of(setup.catalogue().hash() + claimed);
  }

  private StateFolder stateFolder() {
    return new StateFolder(lake.root(), lake.hadoop());
  }

  RunTables tables() {
    return tables;
  }

  /** Sources to observations. */
  Loaded load() {
    Optional<NightlyStages.Estimates> estimates =
        new EstimatesLoad(spark, setup.configuration(), ledger, stages).estimates();
    return new SourcesLoad(
            spark,
            setup,
            run,
            lake,
            ledger,
            tables,
            progress,
            stages.ingest(),
            size,
            left,
            decidedBy(),
            estimates,
            reports -> {
              List<TableFiles> files = reference();
              files.addAll(suppressed(reports));
              estimates.ifPresent(
                  made ->
                      files.add(tables.file(DistributionAccountsTable.SCHEMA, made.accounts())));
              return files;
            })
        .load();
  }

  /** What earlier loads left goes, once there is a release of what this one did. */
  void forgetLoadsBefore() {
    StateFolder folder = stateFolder();
    if (size.isIncremental()) {
      folder.of(tables.versions(), run.codeVersion()).ifPresent(folder::keepOnly);
    } else {
      folder.clear();
    }
  }

  /** The catalogue that the release is computed with. */
  private List<TableFiles> reference() {
    Catalogue catalogue = setup.catalogue();
    return new ArrayList<>(
        List.of(
            tables.file(CatalogueTables.REGIONS, RegionEntry.all(catalogue.regions())),
            tables.file(CatalogueTables.METRICS, catalogue.metrics().values()),
            tables.file(
                CatalogueTables.INDICATOR_CATALOGUE,
                IndicatorEntry.all(catalogue, Plan.of(catalogue).hashes()))));
  }

  /** What of the figures may not be shown, where counts are suppressed. */
  private List<TableFiles> suppressed(StageReports reports) {
    return DisclosureControl.of(setup.catalogue()).isPresent()
        ? List.of(reports.files(DisclosureGroupsTable.SCHEMA))
        : List.of();
  }

  /**
   * Takes up what an earlier run loaded.
   *
   * @param present the tables of {@link #LOADED}
   */
  Loaded resume(Map<String, TableSnapshot> present) {
    present.forEach(
        (table, snapshot) ->
            tables.add(new WriteResult(table, snapshot.version(), snapshot.rowCount(), false)));
    String accounts = DistributionAccountsTable.SCHEMA.name();
    if (!setup.configuration().distributions().isEmpty()) {
      lake.newest(accounts)
          .ifPresent(
              it -> tables.add(new WriteResult(accounts, it.version(), it.rowCount(), false)));
    }
    TableSnapshot observations = in(present, ObservationsTable.SCHEMA);
    IngestStages.Loaded loaded =
        stages.ingest().resume(observations, in(present, RejectedMetricsTable.SCHEMA));
    List<TableFiles> files = reference();
    files.addAll(suppressed(loaded.reports()));
    tables.commit(files);
    return new Loaded(
        Counts.of(loaded.read(), loaded.account()).balanced(),
        loaded.inConflict(),
        loaded.forGates().plus(stages.ingest().reporting(observations)),
        List.of());
  }

  private static TableSnapshot in(Map<String, TableSnapshot> present, TableSchema<?> table) {
    return Objects.requireNonNull(present.get(table.name()), table.name());
  }

  /** A table as a release has it; empty without the release, or where it has no such table. */
  private Optional<TableSnapshot> table(Optional<Release> release, TableSchema<?> table) {
    return release
        .filter(one -> one.tables().containsKey(table.name()))
        .map(one -> lake.table(one, table.name()));
  }

  /** Observations to values of indicators. */
  void indicators() {
    tables.commit(List.of(stages.indicators().files(IndicatorsTable.SCHEMA)));
  }

  /**
   * Values of indicators to profiles, reconciliation, assessments and comparisons; gives the
   * headlines.
   */
  HeadlineValues regions() {
    NightlyStages.Regions regions = stages.regions();
    List<ClaimReconciliation.Checked> checked =
        claims.checked(
            regions.claimed(), figure -> regions.hidden().contains(figure.observationId()));
    List<ReconciliationRow> ofClaims =
        checked.stream().map(ClaimReconciliation.Checked::row).toList();
    List<TableFiles> files =
        new ArrayList<>(
            List.of(
                regions.reports().files(RegionProfilesTable.schema(setup.catalogue())),
                with(
                    regions.reports().files(ReconciliationTable.SCHEMA),
                    tables.file(ReconciliationTable.SCHEMA, ofClaims))));
    if (!setup.catalogue().assessments().rules().isEmpty()) {
      files.add(
          with(
              regions.reports().files(AssessmentsTable.SCHEMA),
              tables.file(AssessmentsTable.SCHEMA, regions.assessed().rows(setup.catalogue()))));
    }
    if (setup.catalogue().assessments().isDeclared()) {
      files.add(contradictions(regions, checked));
    }
    files.addAll(stages.comparisons(spark, tables));
    tables.commit(files);
    return regions.headlines();
  }

  /** Of regions, of regions with those below them, and of claims. */
  private TableFiles contradictions(
      NightlyStages.Regions regions, List<ClaimReconciliation.Checked> claimed) {
    List<ContradictionRow> ofClaims = ClaimContradictions.rows(claimed, setup.catalogue());
    contradictions = regions.contradictions().plus(ContradictionCounts.of(ofClaims));
    return with(
        regions.reports().files(ContradictionsTable.SCHEMA),
        tables.file(ContradictionsTable.SCHEMA, ofClaims));
  }

  private static TableFiles with(TableFiles some, TableFiles others) {
    List<DataFile> all = new ArrayList<>(some.files());
    all.addAll(others.files());
    return new TableFiles(some.table(), all);
  }

  /** What the gates find. */
  WorstFindings gates(Loaded loaded) {
    List<Gate> gates = setup.configuration().gates();
    if (gates.isEmpty()) {
      return WorstFindings.none(Verdict.SHOWN);
    }
    StageReports judged = stages.judged(table(seen, IndicatorsTable.SCHEMA), Verdict.SHOWN);
    GateResults ofLoad = LoadFindings.of(gates, run.day(), loaded.forGates(), regionsBefore());
    GateResults ofStatements = ContradictionFindings.of(gates, contradictions);
    List<QualityFinding> findings = new ArrayList<>(ofLoad.findings());
    findings.addAll(ofStatements.findings());
    findings.addAll(
        GateSummaries.of(
            gates,
            NightlyStages.counts(judged).plus(ofLoad.counts()).plus(ofStatements.counts()),
            seen.isPresent()));
    List<QualityResult> rows =
        findings.stream().map(finding -> new QualityResult(finding, run.id())).toList();
    tables.commit(
        List.of(
            with(
                judged.files(QualityResultsTable.SCHEMA),
                tables.file(QualityResultsTable.SCHEMA, rows))));
    return judged.of(WorstFindings.class).stream()
        .reduce(WorstFindings.none(Verdict.SHOWN), WorstFindings::plus)
        .plus(findings);
  }

  /** The regions of the release that readers see, with preferred figures; null without one. */
  private @Nullable LoadCounts regionsBefore() {
    return table(seen, ObservationsTable.SCHEMA).map(stages.ingest()::reporting).orElse(null);
  }

  @Override
  public void close() {
    stages.close();
  }
}

package org.xiaokang.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.Clustering;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.compare.MllibClustering;
import org.xiaokang.compare.PeerFeatures;
import org.xiaokang.compare.PeerGroup;
import org.xiaokang.compare.PeerGroupRow;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.lake.ComparisonSchemas;
import org.xiaokang.lake.PeerGroupsTable;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.quality.JudgedCounts;
import org.xiaokang.quality.JudgedValue;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.reader.TableColumn;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableSnapshot;

/**
 * The stages of a run in their order. Each is one Spark job, whose tasks write files of tables;
 * whoever runs them commits these files. What later stages read is kept on the disks of the
 * executors until this is closed.
 */
public final class NightlyStages implements AutoCloseable {
  private final JavaSparkContext spark;
  private final Broadcast<RunPlan> plan;
  private final LongAccumulator read;
  private final List<JavaRDD<?>> kept = new ArrayList<>();
  private @Nullable JavaRDD<StageOutput> standing;
  private @Nullable JavaRDD<StageOutput> values;

  /** Stages that go by a plan. */
  public NightlyStages(JavaSparkContext spark, RunPlan plan) {
    this.spark = spark;
    this.plan = spark.broadcast(plan);
    this.read = spark.sc().longAccumulator("rows read");
  }

  /** How many rows have been read so far, about. */
  public long rowsRead() {
    return read.value();
  }

  /**
   * What the lake knows of figures.
   *
   * @param observations the table observations of the release before
   * @param history the table observation_history of the release before
   */
  public record Known(TableSnapshot observations, TableSnapshot history) {}

  /**
   * What became of the rows.
   *
   * @param read how many there were
   * @param account what became of them
   * @param inConflict how many figures are for the same as another
   * @param forGates what gates need to know of them
   */
  public record Loaded(
      StageReports reports, long read, RowAccount account, long inConflict, LoadCounts forGates) {}

  /**
   * Rows of sources to figures that stand.
   *
   * @param sources the rows of each source
   * @param known what the lake knows; empty before the first release
   */
  public Loaded load(List<JavaRDD<ReceivedRow>> sources, Optional<Known> known) {
    List<JavaRDD<StageOutput>> rows = new ArrayList<>();
    for (JavaRDD<ReceivedRow> source : sources) {
      rows.add(LoadStages.read(plan, source, read));
    }
    known.ifPresent(
        lake -> {
          rows.add(KnownFigures.standing(plan, files(lake.observations(), KnownFigures.STATE)));
          rows.add(KnownFigures.ended(plan, files(lake.history(), KnownFigures.ENDED)));
        });
    JavaRDD<StageOutput> all = rows.stream().reduce(JavaRDD::union).orElseThrow();
    standing = keep(LoadStages.of(plan, all));
    return loadedFrom(standing);
  }

  /**
   * Takes up what an earlier run loaded.
   *
   * @param observations the table observations
   * @param rejected the table rejected_metrics
   * @return with files of confidential_figures, where counts are suppressed
   */
  public Loaded resume(TableSnapshot observations, TableSnapshot rejected) {
    List<String> all = observations.columns().stream().map(TableColumn::name).toList();
    JavaRDD<StageOutput> figures =
        LoadedFigures.of(plan, files(observations, all))
            .union(LoadedRejects.of(plan, files(rejected, LoadedRejects.COLUMNS)));
    standing = keep(LoadStages.shown(plan, figures));
    return loadedFrom(standing);
  }

  private static Loaded loadedFrom(JavaRDD<StageOutput> standing) {
    StageReports reports = new StageReports(Stages.reports(standing));
    return new Loaded(
        reports,
        reports.of(RowsRead.class).stream().mapToLong(RowsRead::rows).sum(),
        reports.of(RowAccount.class).stream().reduce(RowAccount.EMPTY, RowAccount::plus),
        reports.of(FiguresInConflict.class).stream().mapToLong(FiguresInConflict::figures).sum(),
        reports.of(LoadCounts.class).stream().reduce(LoadCounts.NONE, LoadCounts::plus));
  }

  /**
   * How many regions have preferred figures.
   *
   * @param observations the table observations of a release
   */
  public LoadCounts reporting(TableSnapshot observations) {
    return ReportingRegions.of(files(observations, ReportingRegions.COLUMNS));
  }

  /** Figures that stand to values of indicators. */
  public StageReports indicators() {
    values = keep(IndicatorStages.of(plan, loaded()));
    return new StageReports(Stages.reports(values));
  }

  /**
   * What is said of regions.
   *
   * @param headlines the values that the end of a run shows
   * @param claimed the figures that documents claim something of
   * @param hidden the ids of those of them that may not be shown
   */
  public record Regions(
      StageReports reports,
      HeadlineValues headlines,
      List<Observation> claimed,
      Set<Long> hidden) {}

  /** Values of indicators to profiles and reconciliation. */
  public Regions regions() {
    StageReports reports =
        new StageReports(Stages.reports(IndicatorStages.regions(plan, loaded(), computed())));
    List<ClaimedFigure> claimed = reports.of(ClaimedFigure.class);
    return new Regions(
        reports,
        reports.of(HeadlineValues.class).stream().reduce(HeadlineValues::plus).orElseThrow(),
        claimed.stream().map(ClaimedFigure::observation).toList(),
        Set.copyOf(
            claimed.stream()
                .filter(ClaimedFigure::hidden)
                .map(one -> one.observation().observationId())
                .toList()));
  }

  /** Writes rows that stand in memory into a file of a table. */
  public interface InMemory {
    /** Writes it. */
    <T> TableFiles file(TableSchema<T> table, Iterable<T> rows);
  }

  /**
   * Values of indicators to comparisons: the files of each table that a declared comparison fills.
   *
   * @param spark groups regions that are alike
   * @param small writes what is made here
   */
  public List<TableFiles> comparisons(SparkSession spark, InMemory small) {
    ComparisonPlan comparisons = plan.value().comparisons();
    if (comparisons.tables().isEmpty()) {
      return List.of();
    }
    StageReports reports =
        new StageReports(Stages.reports(OutcomeStages.compared(plan, computed())));
    List<TableFiles> files = new ArrayList<>();
    for (ComparisonTable<?> table : comparisons.tables()) {
      files.add(
          table.equals(ComparisonTable.PEER_GROUPS)
              ? small.file(
                  PeerGroupsTable.SCHEMA,
                  peers(
                      comparisons,
                      reports.of(PeerFeatures.class),
                      new MllibClustering(spark::createDataFrame)))
              : reports.files(ComparisonSchemas.of(table)));
    }
    return files;
  }

  private static List<PeerGroupRow> peers(
      ComparisonPlan comparisons, List<PeerFeatures> features, Clustering clustering) {
    List<PeerGroupRow> rows = new ArrayList<>();
    for (PeerGroup group : comparisons.peerGroups(features, clustering)) {
      comparisons.rows(group).forEachRemaining(rows::add);
    }
    return rows;
  }

  /**
   * Values of indicators to what gates find.
   *
   * @param before the table indicators of the release that readers see; empty where there is none
   * @param shown how many findings are told at most
   */
  public StageReports judged(Optional<TableSnapshot> before, int shown) {
    JavaRDD<JudgedValue> then =
        before
            .map(table -> JudgedBefore.of(files(table, JudgedBefore.COLUMNS)))
            .orElseGet(() -> spark.emptyRDD());
    return new StageReports(Stages.reports(OutcomeStages.judged(plan, computed(), then, shown)));
  }

  /** What gates counted. */
  public static JudgedCounts counts(StageReports judged) {
    return judged.of(JudgedCounts.class).stream().reduce(JudgedCounts.NONE, JudgedCounts::plus);
  }

  private JavaRDD<TablePart> files(TableSnapshot table, List<String> columns) {
    return TableRows.parts(spark, table.parts(columns));
  }

  JavaRDD<StageOutput> loaded() {
    if (standing == null) {
      throw new IllegalStateException("nothing was loaded yet");
    }
    return standing;
  }

  JavaRDD<StageOutput> computed() {
    if (values == null) {
      throw new IllegalStateException("nothing was computed yet");
    }
    return values;
  }

  private <T> JavaRDD<T> keep(JavaRDD<T> some) {
    JavaRDD<T> all = Kept.of(some);
    kept.add(all);
    return all;
  }

  @Override
  public void close() {
    kept.forEach(JavaRDD::unpersist);
    plan.destroy();
  }
}

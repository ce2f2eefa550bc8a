package org.xiaokang.run;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.assess.AssessmentTally;
import org.xiaokang.assess.ContradictionCounts;
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
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.PeerGroupsTable;
import org.xiaokang.lake.RejectedMetricsTable;
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
  private @Nullable LoadContext changedLoad;
  private List<JavaRDD<StageOutput>> changedRows = List.of();

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
   * What a load leaves to the next one.
   *
   * @param figures the register's files, by part
   * @param rows the number of rows of each file, by its number
   * @param regions what stands of the regions, by part
   * @param lostRows whether the table rejected_metrics has rows that do not hold any more
   * @param fits whether what was read fits to what the load before left
   */
  public record Left(
      List<String> figures,
      List<Long> rows,
      List<LoadState.RegionPart> regions,
      boolean lostRows,
      boolean fits) {}

  /**
   * What changed files touch.
   *
   * @param figures how many figures
   * @param of how many there are
   * @param files numbers of the other files that have rows of them
   */
  public record Touched(long figures, long of, Set<Integer> files) {}

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
   * @param numbers the files, where something is to be left to the next load
   */
  public Loaded load(
      List<JavaRDD<ReceivedRow>> sources, Optional<Known> known, Optional<FileNumbers> numbers) {
    List<JavaRDD<StageOutput>> rows = new ArrayList<>();
    sources.forEach(source -> rows.add(LoadStages.read(plan, source, read)));
    known.ifPresent(
        lake -> {
          rows.add(KnownFigures.standing(plan, files(lake.observations(), KnownFigures.STATE)));
          rows.add(KnownFigures.ended(plan, files(lake.history(), KnownFigures.ENDED)));
        });
    return load(rows, shipped(new LoadContext(numbers.orElse(null), null)));
  }

  private Loaded load(List<JavaRDD<StageOutput>> rows, Broadcast<LoadContext> context) {
    JavaRDD<StageOutput> all = rows.stream().reduce(JavaRDD::union).orElseGet(spark::emptyRDD);
    JavaRDD<StageOutput> loaded = keep(LoadStages.of(plan, context, all));
    standing = loaded;
    return loadedFrom(loaded);
  }

  private Broadcast<LoadContext> shipped(LoadContext context) {
    return spark.broadcast(context);
  }

  /**
   * Looks up what changed files touch.
   *
   * @param state what the load before left
   * @param numbers the files, those of the load before first
   * @param changed the numbers of those whose rows are not what they were
   * @param rows the rows of those that are there
   * @param today parts of the regions that are to be counted anew by now are touched, too
   * @param anew whether all are
   */
  public Touched touched(
      LoadState state,
      FileNumbers numbers,
      Set<Integer> changed,
      List<JavaRDD<ReceivedRow>> rows,
      LocalDate today,
      boolean anew) {
    BitSet files = new BitSet();
    changed.forEach(files::set);
    LoadBefore load =
        new LoadBefore(state.figures(), state.regions(), files, new long[0], new BitSet());
    changedRows = new ArrayList<>();
    rows.forEach(some -> changedRows.add(keep(LoadStages.read(plan, some, read))));
    JavaRDD<StageOutput> all =
        changedRows.stream().reduce(JavaRDD::union).orElseGet(spark::emptyRDD);
    TouchTask.Touched touched =
        TouchTask.Touched.of(
            new StageReports(
                    Stages.reports(
                        LoadStages.touched(plan, shipped(new LoadContext(numbers, load)), all)))
                .of(TouchTask.Touched.class));
    BitSet parts = touched.parts();
    for (int part = 0; part < state.regions().size(); part++) {
      if (anew || state.regions().get(part).isOutdatedOn(today)) {
        parts.set(part);
      }
    }
    changedLoad =
        new LoadContext(
            numbers,
            new LoadBefore(state.figures(), state.regions(), files, touched.keys(), parts));
    return new Touched(
        touched.keys().length,
        touched.figures(),
        touched.files().stream().boxed().collect(Collectors.toSet()));
  }

  /**
   * Loads what {@link #touched} found, on top of what the load before left.
   *
   * @param others the rows of the other files that have rows of touched figures
   */
  public Loaded loadTouched(List<JavaRDD<ReceivedRow>> others) {
    LoadContext found = Objects.requireNonNull(changedLoad, "touched goes before");
    Broadcast<LoadContext> context = shipped(found);
    List<JavaRDD<StageOutput>> rows = new ArrayList<>(changedRows);
    others.forEach(some -> rows.add(LoadStages.readTouched(plan, context, some, read)));
    List<Integer> parts = Objects.requireNonNull(found.before()).parts().stream().boxed().toList();
    if (!parts.isEmpty()) {
      rows.add(KnownFigures.touched(plan, context, spark.parallelize(parts, parts.size())));
    }
    return load(rows, context);
  }

  /**
   * What a load left; empty where it was to leave nothing.
   *
   * @param loaded what it told
   */
  public static Optional<Left> left(Loaded loaded) {
    List<FigureRegister.Summary> register = loaded.reports().of(FigureRegister.Summary.class);
    if (register.isEmpty()) {
      return Optional.empty();
    }
    List<FigureRegister.Summary> inOrder =
        register.stream().sorted(comparing(FigureRegister.Summary::partition)).toList();
    long[] rows = new long[inOrder.get(0).rows().length];
    inOrder.forEach(part -> Arrays.setAll(rows, file -> rows[file] + part.rows()[file]));
    return Optional.of(
        new Left(
            inOrder.stream().map(FigureRegister.Summary::name).toList(),
            Arrays.stream(rows).boxed().toList(),
            loaded.reports().of(RegionPartMade.class).stream()
                .sorted(comparing(RegionPartMade::part))
                .map(RegionPartMade::left)
                .toList(),
            inOrder.stream().anyMatch(FigureRegister.Summary::lostRows),
            inOrder.stream().allMatch(FigureRegister.Summary::fits)));
  }

  /** Rows of rejected_metrics that a load found as they were; files of that table. */
  public static TableFiles alike(Loaded loaded) {
    return new TableFiles(
        RejectedMetricsTable.SCHEMA,
        loaded.reports().of(RejectedAlike.class).stream().map(RejectedAlike::file).toList());
  }

  /**
   * Writes the rows of rejected_metrics that nothing touched once more.
   *
   * @param rejected the table as it was
   */
  public TableFiles untouched(TableSnapshot rejected) {
    Broadcast<LoadContext> context = shipped(Objects.requireNonNull(changedLoad));
    List<String> all = rejected.columns().stream().map(TableColumn::name).toList();
    return new StageReports(
            Stages.reports(UntouchedRejects.of(plan, context, files(rejected, all))))
        .files(RejectedMetricsTable.SCHEMA);
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
   * @param assessed of how many regions below another there are verdicts
   * @param contradictions how many there are
   */
  public record Regions(
      StageReports reports,
      HeadlineValues headlines,
      List<Observation> claimed,
      Set<Long> hidden,
      AssessmentTally assessed,
      ContradictionCounts contradictions) {}

  /**
   * Values of indicators to profiles, reconciliation and assessments; figures of each region, and
   * of several, to what they contradict.
   */
  public Regions regions() {
    JavaRDD<StageOutput> regions = IndicatorStages.regions(plan, loaded(), computed());
    JavaRDD<StageOutput> all =
        plan.value().families().isEmpty()
            ? regions
            : regions.union(IndicatorStages.families(plan, loaded()));
    StageReports reports = new StageReports(Stages.reports(all));
    List<ClaimedFigure> claimed = reports.of(ClaimedFigure.class);
    return new Regions(
        reports,
        reports.of(HeadlineValues.class).stream().reduce(HeadlineValues::plus).orElseThrow(),
        claimed.stream().map(ClaimedFigure::observation).toList(),
        Set.copyOf(
            claimed.stream()
                .filter(ClaimedFigure::hidden)
                .map(one -> one.observation().observationId())
                .toList()),
        reports.of(AssessmentTally.class).stream()
            .reduce(AssessmentTally.NONE, AssessmentTally::plus),
        reports.of(ContradictionCounts.class).stream()
            .reduce(ContradictionCounts.NONE, ContradictionCounts::plus));
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

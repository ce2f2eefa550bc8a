package org.xiaokang.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.ingest.SourceReadings;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.quality.LoadCounts;
import org.xiaokang.reader.TableColumn;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableSnapshot;

/**
 * From rows of sources to figures that stand: of all rows, of those that changed, or of a load that
 * an earlier run made.
 */
public final class IngestStages {
  private final JavaSparkContext spark;
  private final Broadcast<RunPlan> plan;
  private final LongAccumulator read;
  private final List<JavaRDD<?>> kept;
  private @Nullable JavaRDD<StageOutput> standing;

  /**
   * Stages that go by a plan.
   *
   * @param kept takes what is to be let go at the end
   */
  IngestStages(JavaSparkContext spark, Broadcast<RunPlan> plan, List<JavaRDD<?>> kept) {
    this.spark = spark;
    this.plan = plan;
    this.kept = kept;
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
      StageReports reports, long read, RowAccount account, long inConflict, LoadCounts forGates) {
    /** What it changed; nothing where there was no release before. */
    public FigureChanges.Counted changes() {
      return FigureChanges.Counted.of(reports.of(FigureChanges.Counted.class));
    }

    /** What labels and values of the files that were read may say. */
    public List<FileEvidence> evidence() {
      return reports.of(FileEvidence.class);
    }

    /** What is to be told of rows that were read. */
    public List<String> remarks() {
      LoadRemarks all = new LoadRemarks();
      reports.of(LoadRemarks.class).forEach(all::add);
      return all.told();
    }
  }

  /**
   * Rows of sources to figures that stand.
   *
   * @param sources the rows of each source
   * @param estimates what was made of distributions, if there are some
   * @param known what the lake knows; empty before the first release
   * @param numbers the files, where something is to be left to the next load
   */
  public Loaded load(
      List<JavaRDD<ReceivedRow>> sources,
      Optional<NightlyStages.Estimates> estimates,
      Optional<Known> known,
      Optional<FileNumbers> numbers) {
    List<JavaRDD<StageOutput>> rows = new ArrayList<>();
    sources.forEach(source -> rows.add(received(source)));
    estimates.ifPresent(made -> rows.add(made.rows().map(StageOutput.class::cast)));
    known.ifPresent(
        lake -> {
          rows.add(KnownFigures.standing(plan, files(lake.observations(), KnownFigures.STATE)));
          rows.add(KnownFigures.ended(plan, files(lake.history(), KnownFigures.ENDED)));
        });
    return load(
        rows, shipped(new LoadContext(numbers.orElse(null), null, null, known.isPresent())));
  }

  /** Rows on their way to all that there is of their figure. */
  JavaRDD<StageOutput> received(JavaRDD<ReceivedRow> rows) {
    return LoadStages.read(plan, rows, read);
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

  /** What changed files touch, before it is loaded. */
  public final class Touched {
    private final LoadContext context;
    private final List<JavaRDD<StageOutput>> rows;
    private final long figures;
    private final long of;
    private final List<FileEvidence> evidence;

    private Touched(
        LoadContext context,
        List<JavaRDD<StageOutput>> rows,
        TouchTask.Touched touched,
        List<FileEvidence> evidence) {
      this.context = context;
      this.rows = rows;
      this.figures = touched.keys().length;
      this.of = touched.figures();
      this.evidence = evidence;
    }

    /** What labels and values of the changed files may say. */
    public List<FileEvidence> evidence() {
      return evidence;
    }

    /** How many figures. */
    public long figures() {
      return figures;
    }

    /** How many there were. */
    public long of() {
      return of;
    }

    /**
     * Loads it, on top of what the load before left.
     *
     * @param readings how sources are read
     */
    public Loaded load(SourceReadings readings) {
      Broadcast<LoadContext> shipped =
          shipped(new LoadContext(context.files(), readings, context.before(), context.hasPast()));
      List<JavaRDD<StageOutput>> all = new ArrayList<>(rows);
      List<Integer> parts =
          Objects.requireNonNull(context.before()).parts().stream().boxed().toList();
      if (!parts.isEmpty()) {
        all.add(KnownFigures.touched(plan, shipped, spark.parallelize(parts, parts.size())));
      }
      return IngestStages.this.load(all, shipped);
    }

    /**
     * Writes the rows of rejected_metrics that are not touched once more.
     *
     * @param rejected the table as it was
     */
    public TableFiles others(TableSnapshot rejected) {
      List<String> all = rejected.columns().stream().map(TableColumn::name).toList();
      return new StageReports(
              Stages.reports(UntouchedRejects.of(plan, shipped(context), files(rejected, all))))
          .files(RejectedMetricsTable.SCHEMA);
    }
  }

  /**
   * Looks up what changed files touch.
   *
   * @param state what the load before left
   * @param numbers the files, those of the load before first
   * @param changed the numbers of those whose rows are not what they were
   * @param sources the rows of those that are there
   * @param today parts of the regions that are to be counted anew by now are touched, too
   * @param anew whether all are
   */
  public Touched touched(
      LoadState state,
      FileNumbers numbers,
      Set<Integer> changed,
      List<JavaRDD<ReceivedRow>> sources,
      LocalDate today,
      boolean anew) {
    BitSet files = new BitSet();
    changed.forEach(files::set);
    LoadBefore before = LoadBefore.of(state, files);
    List<JavaRDD<StageOutput>> rows = new ArrayList<>();
    sources.forEach(some -> rows.add(keep(LoadStages.read(plan, some, read))));
    StageReports reports =
        new StageReports(
            Stages.reports(
                LoadStages.touched(
                    plan,
                    shipped(new LoadContext(numbers, null, before, true)),
                    rows.stream().reduce(JavaRDD::union).orElseGet(spark::emptyRDD))));
    TouchTask.Touched touched = TouchTask.Touched.of(reports.of(TouchTask.Touched.class));
    BitSet parts = touched.parts();
    for (int part = 0; part < state.regions().size(); part++) {
      if (anew || state.regions().get(part).isOutdatedOn(today)) {
        parts.set(part);
      }
    }
    return new Touched(
        new LoadContext(numbers, null, before.touching(touched.keys(), parts), true),
        rows,
        touched,
        reports.of(FileEvidence.class));
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

  /** {@link Port#STANDING} of what was loaded. */
  JavaRDD<StageOutput> standing() {
    if (standing == null) {
      throw new IllegalStateException("nothing was loaded yet");
    }
    return standing;
  }

  private JavaRDD<TablePart> files(TableSnapshot table, List<String> columns) {
    return TableRows.parts(spark, table.parts(columns));
  }

  private <T> JavaRDD<T> keep(JavaRDD<T> some) {
    JavaRDD<T> all = Kept.of(some);
    kept.add(all);
    return all;
  }
}

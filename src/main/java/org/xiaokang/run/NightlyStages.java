package org.xiaokang.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
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
import org.xiaokang.ingest.RecordAccount;
import org.xiaokang.lake.ComparisonSchemas;
import org.xiaokang.lake.PeerGroupsTable;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.quality.JudgedCounts;
import org.xiaokang.quality.JudgedValue;
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
  private final IngestStages ingest;
  private final List<JavaRDD<?>> kept = new ArrayList<>();
  private @Nullable JavaRDD<StageOutput> values;

  /** Stages that go by a plan. */
  public NightlyStages(JavaSparkContext spark, RunPlan plan) {
    this.spark = spark;
    this.plan = spark.broadcast(plan);
    this.ingest = new IngestStages(spark, this.plan, kept);
  }

  /** From rows of sources to figures that stand; goes first. */
  public IngestStages ingest() {
    return ingest;
  }

  /**
   * What was made of distributions.
   *
   * @param rows estimates as rows of their sources
   * @param accounts what became of the records
   * @param records how many there were, by source
   */
  public record Estimates(
      JavaRDD<?> rows, List<RecordAccount> accounts, Map<String, Long> records) {}

  /**
   * Rows of distributions to estimates, which are loaded with the rows of other sources.
   *
   * @param sources the rows of each, by name
   */
  public Estimates estimates(Map<String, JavaRDD<ReceivedRow>> sources) {
    List<JavaRDD<StageOutput>> all = new ArrayList<>();
    sources.forEach((name, rows) -> all.add(EstimateStages.read(plan, name, rows)));
    JavaRDD<StageOutput> records = keep(all.stream().reduce(JavaRDD::union).orElseThrow());
    JavaRDD<StageOutput> made =
        keep(
            EstimateStages.of(plan, spark.broadcast(EstimateStages.drawn(plan, records)), records));
    StageReports reports = new StageReports(Stages.reports(made));
    AccountSum sum = new AccountSum();
    reports
        .of(RecordAccount.class)
        .forEach(
            one ->
                sum.add(one.source(), one.estimate(), one.reason(), one.records(), one.weight()));
    Map<String, Long> read = new TreeMap<>();
    reports
        .of(ReadDistributionTask.RecordsRead.class)
        .forEach(one -> read.merge(one.source(), one.records(), Long::sum));
    JavaRDD<ReceivedRow> areas =
        EstimateStages.smallAreas(spark, plan.value().estimates(), plan.value(), reports);
    return new Estimates(made.union(ingest.received(areas)), sum.accounts(), read);
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

  private JavaRDD<StageOutput> loaded() {
    return ingest.standing();
  }

  private JavaRDD<StageOutput> computed() {
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

package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Source;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Mapping;
import org.xiaokang.intake.Revisions;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.SourceFile;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.Tables;

/**
 * The rows that changed in the sources since a release, on their way into its tables: those of
 * changed files whose content no file had before, those that are gone, and every other row of the
 * figures that these are about.
 */
final class Reload implements AutoCloseable {
  /** Where more figures are touched, reading everything anew takes no longer. */
  private static final int MOST = 100_000;

  private final Setup setup;
  private final Base base;
  private final Column inTouchedFiles;
  private final Column ofNoFigure;
  private final Dataset<Row> now;
  private final Set<Long> contents;
  private final Set<Long> figures;
  private final Dataset<Row> others;
  private final Dataset<Row> judged;

  /** Of observations: those that are replaced. */
  private Column compared = lit(false);

  private Reload(
      SparkSession spark,
      Setup setup,
      Base base,
      Column inTouchedFiles,
      Column ofNoFigure,
      Dataset<Row> now,
      Set<Long> contents,
      Set<Long> figures,
      Set<Long> shared,
      Dataset<Row> files) {
    this.setup = setup;
    this.base = base;
    this.inTouchedFiles = inTouchedFiles;
    this.ofNoFigure = ofNoFigure;
    this.now = now;
    this.contents = contents;
    this.figures = figures;
    Dataset<Row> known = base.table(IntakeTables.RAW_METRICS).drop("run_id");
    this.others =
        shared.isEmpty()
            ? known.limit(0)
            : known.filter(not(inTouchedFiles).and(OneOf.of(Intake.figure(), shared)));
    Dataset<Row> about = about(now).unionByName(others);
    this.judged = Load.judged(spark, setup, SourceLedger.dated(about, files));
  }

  /**
   * What changed; nothing where so much did that everything is to be read.
   *
   * @param files the table source_files of this run
   */
  static Optional<Reload> of(
      SparkSession spark, Setup setup, Base base, SourceLedger ledger, Dataset<Row> files) {
    Map<String, Touched> touched = touched(spark, setup, ledger);
    Set<String> changed = new HashSet<>();
    ledger.changed().forEach(file -> changed.add(file.source()));
    Dataset<Row> then = base.table(IntakeTables.RAW_METRICS);
    Dataset<Row> now = then.limit(0).drop("run_id");
    Column inTouchedFiles = lit(false);
    Column ofNoFigure = lit(false);
    for (Map.Entry<String, Touched> source : touched.entrySet()) {
      inTouchedFiles = inTouchedFiles.or(source.getValue().rows());
      ofNoFigure = ofNoFigure.or(source.getValue().ofNoFigure());
    }
    for (Source source : setup.configuration().sources()) {
      Touched rows = touched.get(source.name());
      if (rows != null && changed.contains(source.name())) {
        now = now.unionByName(Load.received(spark, source).filter(rows.rows()));
      }
    }
    Dataset<Row> rows = keyed(now, 1).unionByName(keyed(then.filter(inTouchedFiles), -1)).cache();
    try {
      Dataset<Row> differing =
          rows.groupBy("content", "figure").agg(sum("more").as("more")).filter("more <> 0");
      // The time of a file may decide which of several rows of a figure stands.
      Dataset<Row> elsewhere =
          then.filter(not(inTouchedFiles).and(col("source").isin(touched.keySet().toArray())))
              .select(Intake.figure().as("figure"))
              .join(rows.select("figure").distinct(), "figure")
              .select(lit(null).cast("bigint").as("content"), col("figure"));
      List<Row> found =
          differing
              .select("content", "figure")
              .unionByName(elsewhere.distinct())
              .limit(MOST + 1)
              .collectAsList();
      if (found.size() > MOST) {
        return Optional.empty();
      }
      Set<Long> contents = new HashSet<>();
      Set<Long> figures = new HashSet<>();
      Set<Long> shared = new HashSet<>();
      for (Row row : found) {
        if (!row.isNullAt(0)) {
          contents.add(row.getLong(0));
        } else {
          shared.add(row.getLong(1));
        }
        if (!row.isNullAt(1)) {
          figures.add(row.getLong(1));
        }
      }
      return Optional.of(
          new Reload(
              spark,
              setup,
              base,
              inTouchedFiles,
              ofNoFigure,
              now,
              contents,
              figures,
              shared,
              files));
    } finally {
      rows.unpersist();
    }
  }

  /**
   * Which rows of a source stand where something changed.
   *
   * @param rows of rows as received: those
   * @param ofNoFigure of rejected rows that do not say which figure they are: those
   */
  private record Touched(Column rows, Column ofNoFigure) {}

  /** By source, where something changed. */
  private static Map<String, Touched> touched(
      SparkSession spark, Setup setup, SourceLedger ledger) {
    List<SourceFile> files = new ArrayList<>(ledger.changed());
    files.addAll(ledger.gone());
    Map<String, Touched> touched = new TreeMap<>();
    for (Source source : setup.configuration().sources()) {
      List<SourceFile> mine =
          files.stream().filter(file -> file.source().equals(source.name())).toList();
      Column here =
          col("source")
              .equalTo(source.name())
              .and(col("source_file").isin(mine.stream().map(SourceFile::path).toArray()));
      Optional<Column> figures =
          mine.size() == 1 ? ofTheFeed(spark, source, ledger, mine.get(0)) : Optional.empty();
      if (!mine.isEmpty()) {
        touched.put(
            source.name(),
            figures
                .map(told -> new Touched(here.and(told), lit(false)))
                .orElseGet(() -> new Touched(here, here)));
      }
    }
    // Sources that are declared no more.
    for (SourceFile file : ledger.gone()) {
      Column here = col("source").equalTo(file.source());
      touched.putIfAbsent(file.source(), new Touched(here, here));
    }
    return touched;
  }

  /** The figures that the change data feed of a Delta table tells of, where it tells. */
  private static Optional<Column> ofTheFeed(
      SparkSession spark, Source source, SourceLedger ledger, SourceFile now) {
    return ledger
        .before(now)
        .filter(before -> Objects.equals(before.reading(), now.reading()))
        .flatMap(before -> SourceReader.changes(spark, source, before, now))
        .flatMap(
            changes -> {
              List<Row> told =
                  Mapping.raw(changes, source)
                      .select(Intake.figure())
                      .distinct()
                      .limit(MOST + 1)
                      .collectAsList();
              Set<Long> figures = new HashSet<>();
              told.stream().filter(row -> !row.isNullAt(0)).forEach(r -> figures.add(r.getLong(0)));
              boolean all = figures.size() == told.size() && told.size() <= MOST;
              return all ? Optional.of(OneOf.of(Intake.figure(), figures)) : Optional.empty();
            });
  }

  private static Dataset<Row> keyed(Dataset<Row> rows, int more) {
    return rows.select(
        Intake.content().as("content"), Intake.figure().as("figure"), lit(more).as("more"));
  }

  /** The rows of touched files that are judged: of touched figures, and those of no figure. */
  private Dataset<Row> about(Dataset<Row> ofTouchedFiles) {
    return ofTouchedFiles.filter(Intake.figure().isNull().or(OneOf.of(Intake.figure(), figures)));
  }

  TableWrite raw(Run run) {
    return new TableWrite(
        IntakeTables.RAW_METRICS,
        now.filter(OneOf.of(Intake.content(), contents)).withColumn("run_id", lit(run.id())),
        inTouchedFiles.and(OneOf.of(Intake.content(), contents)));
  }

  /** What becomes of the rows. */
  List<TableWrite> results() {
    Column rejected =
        ofNoFigure
            .and(Intake.rejectedFigure().isNull())
            .or(OneOf.of(Intake.rejectedFigure(), figures));
    Dataset<Row> before = base.table(IntakeTables.OBSERVATIONS);
    Column touched = OneOf.of(col("observation_id"), figures);
    Dataset<Row> come = Intake.figures(judged);
    compared = compared(before, come, touched);
    Dataset<Row> stay =
        before
            .filter(compared.and(not(touched)))
            .drop("preferred", "stated_by", "relative_difference");
    return List.of(
        new TableWrite(IntakeTables.REJECTED_METRICS, Intake.rejected(judged), rejected),
        new TableWrite(
            IntakeTables.OBSERVATIONS,
            Intake.preferred(stay.unionByName(come), setup.configuration().ranks()),
            compared));
  }

  /** The observations that differ from those before, as they were and as they are. */
  Dataset<Row> differences(Tables written) {
    return Differences.of(
        base.table(IntakeTables.OBSERVATIONS).filter(compared),
        written.table(IntakeTables.OBSERVATIONS.name()).filter(compared));
  }

  /** Of observations: those of which another may be preferred now. */
  private static Column compared(Dataset<Row> before, Dataset<Row> come, Column touched) {
    Set<Long> rivals = new HashSet<>();
    before
        .filter(touched)
        .select(Intake.rivals())
        .union(come.select(Intake.rivals()))
        .distinct()
        .collectAsList()
        .forEach(row -> rivals.add(row.getLong(0)));
    return OneOf.of(Intake.rivals(), rivals);
  }

  TableWrite revisions(Tables written, Run run) {
    Column touched = OneOf.of(col("observation_id"), figures);
    return new TableWrite(
        IntakeTables.OBSERVATION_REVISIONS,
        Revisions.of(
            base.table(IntakeTables.OBSERVATION_REVISIONS).filter(touched),
            written.table(IntakeTables.OBSERVATIONS.name()).filter(touched),
            run.id()),
        touched);
  }

  /** What became of all rows, from what became of those that were looked at. */
  Counts counts(long read, long observed, long rejected) {
    Dataset<Row> were =
        about(base.table(IntakeTables.RAW_METRICS).filter(inTouchedFiles).drop("run_id"))
            .unionByName(others);
    Row then =
        Intake.repeats(SourceLedger.dated(were, base.table(IntakeTables.SOURCE_FILES))).head();
    Row today = Intake.counts(judged).head();
    return new Counts(
        read,
        observed,
        rejected,
        base.release().duplicateRows()
            + today.<Long>getAs("duplicates")
            - then.<Long>getAs("duplicates"),
        base.release().supersededRows()
            + today.<Long>getAs("superseded")
            - then.<Long>getAs("superseded"));
  }

  @Override
  public void close() {
    judged.unpersist();
  }
}

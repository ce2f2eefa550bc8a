package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Revisions;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.TableWrite;

/**
 * The rows that changed in the sources since a release, on their way into its tables: those of
 * changed files whose content no file had before, those that are gone, and every other row of the
 * figures that these are about. What is read is read once, and kept until {@link #close}.
 */
final class Reload implements AutoCloseable {
  /** Where more than one of so many figures is touched, reading everything anew takes no longer. */
  private static final long SHARE = 40;

  /** So many touched figures are always looked at one by one. */
  private static final long ALWAYS = 100_000;

  /** More than so many never are: they are held in memory. */
  private static final long NEVER = 1_000_000;

  /** Of how many regions the files of a table are asked whether they may have rows. */
  private static final int MOST_AREAS = 1_000;

  private final Setup setup;
  private final Base base;
  private final Column inTouchedFiles;
  private final Column ofNoFigure;
  private final ThenAndNow changed;
  private final Dataset<Row> others;
  private final Dataset<Row> judged;

  /** The observations that are replaced. */
  private Dataset<Row> were;

  /** Those in their place. */
  private Dataset<Row> are;

  private Dataset<Row> known;

  private Reload(
      SparkSession spark,
      Setup setup,
      Base base,
      Map<String, Touched> touched,
      ThenAndNow changed,
      Dataset<Row> files) {
    this.setup = setup;
    this.base = base;
    this.inTouchedFiles = Touched.rows(touched);
    this.ofNoFigure = Touched.ofNoFigure(touched);
    this.changed = changed;
    Dataset<Row> received = base.table(IntakeTables.RAW_METRICS).drop("run_id");
    this.others =
        changed.shared().isEmpty()
            ? received.limit(0)
            : Kept.of(
                received.filter(
                    not(inTouchedFiles).and(OneOf.of(Intake.figure(), changed.shared()))));
    Dataset<Row> about = about(changed.now()).unionByName(others);
    this.judged = Load.judged(spark, setup, SourceLedger.dated(about, files));
    this.were = base.table(IntakeTables.OBSERVATIONS).limit(0);
    this.are = were;
    this.known = base.table(IntakeTables.OBSERVATION_REVISIONS).limit(0);
  }

  /**
   * What changed; nothing where so much did that everything is to be read, or where rows that did
   * not change mean something else than before.
   *
   * @param files the table source_files of this run
   */
  static Optional<Reload> of(
      SparkSession spark, Setup setup, Base base, SourceLedger ledger, Dataset<Row> files) {
    if (ledger.isReadOtherwise(setup.configuration().sources())) {
      return Optional.empty();
    }
    Dataset<Row> received = base.table(IntakeTables.RAW_METRICS).drop("run_id");
    int most = most(base.release().readRows());
    Map<String, Touched> touched = Touched.of(spark, setup, ledger, received, most);
    Column here = Touched.rows(touched);
    return ThenAndNow.of(
            received.filter(here),
            Touched.received(spark, setup, ledger, touched),
            received.filter(not(here).and(col("source").isin(touched.keySet().toArray()))),
            most)
        .map(changed -> new Reload(spark, setup, base, touched, changed, files));
  }

  /** How many figures of so many rows may be touched. */
  private static int most(long rows) {
    return Math.toIntExact(Math.max(ALWAYS, Math.min(NEVER, rows / SHARE)));
  }

  /** The rows of touched files that are judged: of touched figures, and those of no figure. */
  private Dataset<Row> about(Dataset<Row> ofTouchedFiles) {
    return ofTouchedFiles.filter(
        Intake.figure().isNull().or(OneOf.of(Intake.figure(), changed.figures())));
  }

  /** Of observations and their revisions: those of touched figures. */
  private Column touched() {
    return OneOf.of(col("observation_id"), changed.figures());
  }

  TableWrite raw(Run run) {
    Column differs = OneOf.of(Intake.content(), changed.contents());
    return new TableWrite(
        IntakeTables.RAW_METRICS,
        inFewFiles(changed.now().filter(differs).withColumn("run_id", lit(run.id()))),
        inTouchedFiles.and(differs));
  }

  /** What becomes of the rows. */
  List<TableWrite> results(Run run) {
    Column rejected =
        ofNoFigure
            .and(Intake.rejectedFigure().isNull())
            .or(OneOf.of(Intake.rejectedFigure(), changed.figures()));
    Dataset<Row> before = base.table(IntakeTables.OBSERVATIONS);
    Dataset<Row> come = Intake.figures(judged);
    Column compared = compared(before.filter(touched()), come);
    were = Kept.of(before.filter(compared));
    Dataset<Row> stay =
        were.filter(not(touched())).drop("preferred", "stated_by", "relative_difference");
    are =
        Kept.of(
            Intake.preferred(stay.unionByName(come), setup.configuration().ranks())
                .select(columns(before)));
    return List.of(
        new TableWrite(
            IntakeTables.REJECTED_METRICS, inFewFiles(Intake.rejected(judged)), rejected),
        new TableWrite(IntakeTables.OBSERVATIONS, inFewFiles(are), compared),
        revisions(run));
  }

  /**
   * Of kept rows, which come in as many parts as they were computed in: each would be a small file
   * that every later night opens. Without adaptive execution Spark does not know the hint, and says
   * so in the log.
   */
  private static Dataset<Row> inFewFiles(Dataset<Row> rows) {
    boolean adaptive =
        Boolean.parseBoolean(rows.sparkSession().conf().get("spark.sql.adaptive.enabled"));
    return adaptive ? rows.hint("rebalance") : rows;
  }

  private static Column[] columns(Dataset<Row> table) {
    return Arrays.stream(table.columns()).map(functions::col).toArray(Column[]::new);
  }

  /** The observations that differ from those before, as they were and as they are. */
  Dataset<Row> differences() {
    return Differences.of(were, are);
  }

  /** Of observations: those of which another may be preferred now. */
  private static Column compared(Dataset<Row> before, Dataset<Row> come) {
    Set<Long> rivals = new HashSet<>();
    Set<String> areas = new HashSet<>();
    Column[] keys = {Intake.rivals(), col("panel_area")};
    for (Row row : before.select(keys).union(come.select(keys)).distinct().collectAsList()) {
      rivals.add(row.getLong(0));
      areas.add(row.getString(1));
    }
    Column compared = OneOf.of(Intake.rivals(), rivals);
    // What a file can be asked before its rows are looked at: rivals are of one region.
    return areas.size() > MOST_AREAS
        ? compared
        : col("panel_area").isin(areas.toArray()).and(compared);
  }

  private TableWrite revisions(Run run) {
    Column touched = touched().and(within(were.union(are).filter(touched())));
    known = Kept.of(base.table(IntakeTables.OBSERVATION_REVISIONS).filter(touched));
    return new TableWrite(
        IntakeTables.OBSERVATION_REVISIONS,
        Revisions.of(known, are.filter(touched()), run.id()),
        touched);
  }

  /**
   * What the files of a table can be asked before its rows are looked at. A touched figure that is
   * no observation, and was none, has no revision that goes on or begins.
   */
  private static Column within(Dataset<Row> observations) {
    List<Column> bounds = new ArrayList<>();
    List<String> names = List.of("source", "doc_id", "obs_id");
    names.forEach(name -> bounds.addAll(List.of(min(name), max(name))));
    Row found = observations.agg(bounds.get(0), bounds.subList(1, 6).toArray(Column[]::new)).head();
    if (found.isNullAt(0)) {
      return lit(false);
    }
    Column within = lit(true);
    for (int i = 0; i < names.size(); i++) {
      within = within.and(col(names.get(i)).between(found.get(2 * i), found.get(2 * i + 1)));
    }
    return within;
  }

  /** What became of all rows, from what became of those that were looked at. */
  Counts counts(long read, long observed, long rejected) {
    long duplicatesThen = 0;
    long supersededThen = 0;
    if (base.release().duplicateRows() + base.release().supersededRows() > 0) {
      Dataset<Row> rows = about(changed.then()).unionByName(others);
      Row then =
          Intake.repeats(SourceLedger.dated(rows, base.table(IntakeTables.SOURCE_FILES))).head();
      duplicatesThen = then.<Long>getAs("duplicates");
      supersededThen = then.<Long>getAs("superseded");
    }
    Row today = Intake.counts(judged).head();
    return new Counts(
        read,
        observed,
        rejected,
        base.release().duplicateRows() + today.<Long>getAs("duplicates") - duplicatesThen,
        base.release().supersededRows() + today.<Long>getAs("superseded") - supersededThen);
  }

  @Override
  public void close() {
    List.of(known, are, were, judged, others).forEach(Dataset::unpersist);
    changed.close();
  }
}

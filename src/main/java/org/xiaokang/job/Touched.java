package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.SourceFile;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.SourceReader;

/**
 * Which rows of a source stand where something changed since a release.
 *
 * @param rows of rows as received: those
 * @param ofNoFigure of rejected rows that do not say which figure they are: those
 * @param now those, as the source has them now, if they are read already
 */
record Touched(Column rows, Column ofNoFigure, Optional<Dataset<Row>> now) {
  private Touched(Column all) {
    this(all, all, Optional.empty());
  }

  /**
   * By source, where something changed.
   *
   * @param received the rows as they were received last
   */
  static Map<String, Touched> of(
      SparkSession spark, Setup setup, SourceLedger ledger, Dataset<Row> received, int most) {
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
      if (!mine.isEmpty()) {
        Optional<Touched> told =
            mine.size() > 1
                ? Optional.empty()
                : ofTheFeed(spark, source, ledger, mine.get(0), most)
                    .map(figures -> new Touched(here.and(figures), lit(false), Optional.empty()))
                    .or(() -> written(spark, source, ledger, mine.get(0), received, here, most));
        touched.put(source.name(), told.orElseGet(() -> new Touched(here)));
      }
    }
    // Sources that are declared no more.
    for (SourceFile file : ledger.gone()) {
      Column here = col("source").equalTo(file.source());
      touched.putIfAbsent(file.source(), new Touched(here));
    }
    return touched;
  }

  private static Optional<Touched> written(
      SparkSession spark,
      Source source,
      SourceLedger ledger,
      SourceFile file,
      Dataset<Row> received,
      Column here,
      int most) {
    return SinceWatermark.of(spark, source, ledger, file, received, most)
        .map(
            since ->
                new Touched(
                    here.and(OneOf.of(Intake.figure(), since.figures())),
                    lit(false),
                    Optional.of(since.now())));
  }

  /** The figures that the change data feed of a Delta table tells of, where it tells. */
  private static Optional<Column> ofTheFeed(
      SparkSession spark, Source source, SourceLedger ledger, SourceFile now, int most) {
    return ledger
        .before(now)
        .flatMap(before -> SourceReader.changes(spark, source, before, now))
        .flatMap(
            changes -> {
              List<Row> told =
                  Mapping.raw(changes, source)
                      .select(Intake.figure())
                      .distinct()
                      .limit(most + 1)
                      .collectAsList();
              Set<Long> figures = new HashSet<>();
              told.stream().filter(row -> !row.isNullAt(0)).forEach(r -> figures.add(r.getLong(0)));
              boolean all = figures.size() == told.size() && told.size() <= most;
              return all ? Optional.of(OneOf.of(Intake.figure(), figures)) : Optional.empty();
            });
  }

  /** Of rows as received: those that stand where something changed in any of the sources. */
  static Column rows(Map<String, Touched> touched) {
    return touched.values().stream().map(Touched::rows).reduce(lit(false), Column::or);
  }

  /** Of rejected rows that do not say which figure they are: the same. */
  static Column ofNoFigure(Map<String, Touched> touched) {
    return touched.values().stream().map(Touched::ofNoFigure).reduce(lit(false), Column::or);
  }

  /** The rows of these, as the sources have them now. */
  static Dataset<Row> received(
      SparkSession spark, Setup setup, SourceLedger ledger, Map<String, Touched> touched) {
    Set<String> changed = new HashSet<>();
    ledger.changed().forEach(file -> changed.add(file.source()));
    Dataset<Row> none =
        spark.createDataFrame(List.of(), IntakeTables.RAW_METRICS.schema()).drop("run_id");
    Dataset<Row> received = none;
    for (Source source : setup.configuration().sources()) {
      Touched rows = touched.get(source.name());
      if (rows != null && changed.contains(source.name())) {
        received =
            received.unionByName(
                rows.now()
                    .orElseGet(
                        () -> Load.received(spark, ledger.asFound(source)).filter(rows.rows())));
      }
    }
    return received;
  }
}

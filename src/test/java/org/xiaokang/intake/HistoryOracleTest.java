package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
import org.xiaokang.ingest.FigureHistory;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.FigureStatement;
import org.xiaokang.ingest.FigureUpdate;
import org.xiaokang.ingest.KnownFigure;
import org.xiaokang.ingest.OpenFigure;
import org.xiaokang.tables.IntakeTables;

/** What figures said from run to run: the plain function against Spark's, over several runs. */
class HistoryOracleTest {
  private static final int FIGURES = 150;
  private static final int RUNS = 5;

  /** Of the columns of observations those that a revision has. */
  private static final StructType OBSERVED =
      StructType.fromDDL(
          "source string, doc_id string, obs_id string, observation_id bigint, ref_area string,"
              + " metric string, scope string, period_kind string, time_period string,"
              + " obs_value decimal(38,18), unit_measure string, value_printed string,"
              + " unit_printed string, qualifier string");

  /** A figure keeps saying the same, mostly; else it says one of a few things. */
  private static @Nullable FigureStatement next(
      FigureId id, @Nullable FigureStatement last, Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    if (last != null && random.nextInt(3) > 0) {
      return last;
    }
    String value = String.valueOf(random.nextInt(2));
    return new FigureStatement(
        id,
        random.nextInt(4) > 0 ? "411722" : "412825",
        random.nextInt(6) > 0 ? "poor" : "people",
        "all",
        "year",
        "2020",
        new BigDecimal(random.nextInt(4) > 0 ? value : value + "0"),
        "person",
        value,
        "人",
        random.nextInt(6) > 0 ? "exact" : "approx",
        random.nextBoolean() ? "a.csv" : "b.csv",
        (long) random.nextInt(9));
  }

  private static List<Object> said(FigureStatement statement) {
    return List.of(
        statement.id().hash(),
        statement.refArea(),
        statement.metric(),
        statement.scope(),
        statement.periodKind(),
        statement.timePeriod(),
        statement.value().setScale(18),
        statement.unit(),
        statement.valuePrinted(),
        statement.unitPrinted(),
        statement.qualifier());
  }

  private static List<Object> id(FigureId id) {
    return List.of(id.source(), id.docId(), id.obsId());
  }

  private static Row observed(FigureStatement statement) {
    List<Object> cells = new ArrayList<>(id(statement.id()));
    cells.addAll(said(statement));
    return RowFactory.create(cells.toArray());
  }

  /** A row of observation_revisions, as text. */
  private static String told(OpenFigure figure, @Nullable FigureHistory ended) {
    List<@Nullable Object> cells = new ArrayList<>(id(figure.statement().id()));
    cells.add(figure.revision());
    cells.add(figure.fromRun());
    cells.add(ended == null ? null : ended.toRun());
    cells.add(figure.beganBy().code());
    cells.add(ended == null ? null : ended.endedBy().code());
    cells.addAll(said(figure.statement()));
    return cells.toString();
  }

  private static String told(Row row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i));
    }
    return cells.toString();
  }

  @Test
  void bothTellTheSameHistoryAfterEveryRun() {
    Random random = new Random(20261127);
    StructType revisions = IntakeTables.OBSERVATION_REVISIONS.schema();
    List<Row> spark = List.of();
    Map<FigureId, FigureStatement> says = new HashMap<>();
    Map<FigureId, KnownFigure> lake = new HashMap<>();
    List<FigureHistory> history = new ArrayList<>();
    Map<String, Integer> met = new TreeMap<>();
    for (int run = 1; run <= RUNS; run++) {
      String runId = "run-" + run;
      List<Row> observed = new ArrayList<>();
      for (int figure = 0; figure < FIGURES; figure++) {
        FigureId id = new FigureId("reports", "d" + figure % 3, String.valueOf(figure));
        FigureStatement now = next(id, says.get(id), random);
        FigureUpdate update =
            FigureUpdate.of(lake.getOrDefault(id, KnownFigure.NEVER_REPORTED), now, runId);
        if (now != null) {
          says.put(id, now);
          observed.add(observed(now));
        }
        FigureHistory ended = update.ended();
        if (ended != null) {
          history.add(ended);
          met.merge("ended by " + ended.endedBy().code(), 1, Integer::sum);
          lake.put(id, KnownFigure.withdrawn(ended));
        }
        OpenFigure open = update.open();
        if (open != null) {
          met.merge("began by " + open.beganBy().code(), 1, Integer::sum);
          lake.put(id, KnownFigure.open(open));
        }
      }
      Dataset<Row> known = SparkTest.session().createDataFrame(spark, revisions);
      Dataset<Row> now = SparkTest.session().createDataFrame(observed, OBSERVED);
      spark = Revisions.of(known, now, runId).collectAsList();

      List<String> told = new ArrayList<>();
      history.forEach(ended -> told.add(told(ended.figure(), ended)));
      for (KnownFigure figure : lake.values()) {
        if (figure.open() != null) {
          told.add(told(figure.open(), null));
        }
      }
      List<String> expected = new ArrayList<>(spark.stream().map(row -> told(row)).toList());
      Collections.sort(told);
      Collections.sort(expected);
      assertThat(told).as(runId).isEqualTo(expected);
    }
    assertThat(met.keySet())
        .containsExactly(
            "began by correction",
            "began by first report",
            "began by reading",
            "began by return",
            "ended by correction",
            "ended by reading",
            "ended by withdrawal");
  }
}

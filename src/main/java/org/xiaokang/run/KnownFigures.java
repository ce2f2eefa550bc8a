package org.xiaokang.run;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.FigureStatement;
import org.xiaokang.ingest.OpenFigure;
import org.xiaokang.ingest.OpenFigure.BeganBy;

/** What the lake knows of figures, on its way to what is received of them. */
final class KnownFigures {
  private static final String[] STATE = {
    "source",
    "doc_id",
    "obs_id",
    "ref_area",
    "metric",
    "scope",
    "period_kind",
    "time_period",
    "obs_value",
    "unit_measure",
    "value_printed",
    "unit_printed",
    "qualifier",
    "source_file",
    "source_line",
    "revision",
    "from_run",
    "began_by"
  };

  private KnownFigures() {}

  /**
   * What figures said in a release.
   *
   * @param observations the table observations
   */
  static JavaRDD<StageOutput> standing(Broadcast<RunPlan> plan, Dataset<Row> observations) {
    Column[] columns = Arrays.stream(STATE).map(functions::col).toArray(Column[]::new);
    return outputs(plan, observations.select(columns), KnownFigures::known);
  }

  /**
   * The revisions of figures that ended.
   *
   * @param history the table observation_history
   */
  static JavaRDD<StageOutput> ended(Broadcast<RunPlan> plan, Dataset<Row> history) {
    return outputs(
        plan, history.select("source", "doc_id", "obs_id", "revision"), KnownFigures::ended);
  }

  private interface Reading extends Serializable {
    FigureEvent event(Row row);
  }

  private static JavaRDD<StageOutput> outputs(
      Broadcast<RunPlan> plan, Dataset<Row> rows, Reading reading) {
    return rows.javaRDD().mapPartitions(some -> new Task(plan.value(), some, reading));
  }

  private static FigureEvent known(Row row) {
    return new FigureEvent.Known(
        new OpenFigure(
            new FigureStatement(
                new FigureId(row.getString(0), row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getDecimal(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.isNullAt(14) ? null : row.getLong(14)),
            row.getInt(15),
            row.getString(16),
            BeganBy.of(row.getString(17))));
  }

  private static FigureEvent ended(Row row) {
    return new FigureEvent.Ended(
        new FigureId(row.getString(0), row.getString(1), row.getString(2)), row.getInt(3));
  }

  /** Sends rows to their figure. */
  private static final class Task extends StageTask {
    private final Iterator<Row> rows;
    private final Reading reading;
    private final BlockRouter<FigureEvent> figures;

    Task(RunPlan plan, Iterator<Row> rows, Reading reading) {
      this.rows = rows;
      this.reading = reading;
      this.figures =
          to(Port.ROWS, BlockRouter.byHash(FigureEvent.Codec.INSTANCE, plan.partitions()));
    }

    @Override
    boolean step() {
      if (!rows.hasNext()) {
        return false;
      }
      FigureEvent event = reading.event(rows.next());
      FigureId id =
          event instanceof FigureEvent.Known known
              ? known.figure().statement().id()
              : ((FigureEvent.Ended) event).id();
      figures.add(event, id.hash(), 0);
      return true;
    }
  }
}

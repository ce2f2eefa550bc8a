package org.xiaokang.run;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Group;
import org.xiaokang.block.HeldBlocks;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.FigureStatement;
import org.xiaokang.ingest.OpenFigure;
import org.xiaokang.ingest.OpenFigure.BeganBy;
import org.xiaokang.lake.StateFolder;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;

/** What the lake knows of figures, on its way to what is received of them. */
final class KnownFigures {
  /** The columns of observations that say what a figure says. */
  static final List<String> STATE =
      List.of(
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
          "began_by");

  /** The columns of observation_history that say how often a figure said something else. */
  static final List<String> ENDED = List.of("source", "doc_id", "obs_id", "revision");

  private KnownFigures() {}

  /**
   * What figures said in a release.
   *
   * @param observations the files of the table observations, {@link #STATE} of them
   */
  static JavaRDD<StageOutput> standing(Broadcast<RunPlan> plan, JavaRDD<TablePart> observations) {
    return outputs(plan, observations, KnownFigures::known);
  }

  /**
   * The revisions of figures that ended.
   *
   * @param history the files of the table observation_history, {@link #ENDED} of them
   */
  static JavaRDD<StageOutput> ended(Broadcast<RunPlan> plan, JavaRDD<TablePart> history) {
    return outputs(plan, history, KnownFigures::ended);
  }

  /**
   * What touched figures said, as the load before left it.
   *
   * @param context with what is touched
   * @param parts the parts of the regions where they stood
   */
  static JavaRDD<StageOutput> touched(
      Broadcast<RunPlan> plan, Broadcast<LoadContext> context, JavaRDD<Integer> parts) {
    return parts.mapPartitions(some -> new TouchedTask(plan.value(), context.value(), some));
  }

  /** Sends the figures of one part after the other. */
  private static final class TouchedTask extends StageTask {
    private final LoadBefore load;
    private final StateFolder folder;
    private final Iterator<Integer> parts;
    private final BlockRouter<FigureEvent> figures;

    TouchedTask(RunPlan plan, LoadContext context, Iterator<Integer> parts) {
      this.load = Objects.requireNonNull(context.before());
      this.folder = new StateFolder(plan.lake(), TaskFiles.hadoop());
      this.parts = parts;
      this.figures =
          to(Port.KNOWN, BlockRouter.byHash(FigureEvent.Codec.INSTANCE, plan.partitions()));
    }

    @Override
    boolean step() {
      if (!parts.hasNext()) {
        return false;
      }
      String file = load.regions().get(parts.next()).settled();
      Iterator<byte[]> blocks =
          StateBlocks.read(folder, file).stream().map(StageOutput::bytes).iterator();
      Iterator<Group<SettledFigure>> regions =
          new HeldBlocks<>(SettledFigure.Codec.INSTANCE, blocks).groups();
      while (regions.hasNext()) {
        for (SettledFigure figure : regions.next().all()) {
          long key = figure.observation().observationId();
          if (load.touches(key)) {
            figures.add(new FigureEvent.Known(figure.open()), key, 0);
          }
        }
      }
      return true;
    }
  }

  private interface Reading extends Serializable {
    FigureEvent event(TableRow row);
  }

  private static JavaRDD<StageOutput> outputs(
      Broadcast<RunPlan> plan, JavaRDD<TablePart> files, Reading reading) {
    return files.mapPartitions(some -> new Task(plan.value(), new TableRows(some), reading));
  }

  private static FigureEvent known(TableRow row) {
    return new FigureEvent.Known(
        new OpenFigure(
            new FigureStatement(
                id(row),
                row.text("ref_area"),
                row.text("metric"),
                row.text("scope"),
                row.text("period_kind"),
                row.text("time_period"),
                row.decimal("obs_value"),
                row.text("unit_measure"),
                row.text("value_printed"),
                row.text("unit_printed"),
                row.text("qualifier"),
                row.text("source_file"),
                row.find("source_line").map(Long.class::cast).orElse(null)),
            (int) row.number("revision"),
            row.text("from_run"),
            BeganBy.of(row.text("began_by"))));
  }

  private static FigureEvent ended(TableRow row) {
    return new FigureEvent.Ended(id(row), (int) row.number("revision"));
  }

  private static FigureId id(TableRow row) {
    return new FigureId(row.text("source"), row.text("doc_id"), row.text("obs_id"));
  }

  /** Sends rows to their figure. */
  private static final class Task extends StageTask {
    private final Iterator<TableRow> rows;
    private final Reading reading;
    private final BlockRouter<FigureEvent> figures;

    Task(RunPlan plan, Iterator<TableRow> rows, Reading reading) {
      this.rows = rows;
      this.reading = reading;
      this.figures =
          to(Port.KNOWN, BlockRouter.byHash(FigureEvent.Codec.INSTANCE, plan.partitions()));
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

package org.xiaokang.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.FigureId;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.lake.DataFileWriter;
import org.xiaokang.lake.RejectedMetricsTable;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;

/** Rows of the table rejected_metrics that a load does not touch, for when it is written anew. */
final class UntouchedRejects {
  private UntouchedRejects() {}

  /**
   * Writes them; reports their files.
   *
   * @param context with what is touched
   * @param rejected the files of the table, all columns of them
   */
  static JavaRDD<StageOutput> of(
      Broadcast<RunPlan> plan, Broadcast<LoadContext> context, JavaRDD<TablePart> rejected) {
    return rejected.mapPartitions(
        some -> new Task(plan.value(), context.value(), new TableRows(some)));
  }

  private static final class Task extends StageTask {
    private final FileNumbers files;
    private final LoadBefore load;
    private final Iterator<TableRow> rows;
    private final DataFileWriter<RejectedRow> file;

    Task(RunPlan plan, LoadContext context, Iterator<TableRow> rows) {
      this.files = Objects.requireNonNull(context.files());
      this.load = Objects.requireNonNull(context.before());
      this.rows = rows;
      this.file = TaskFiles.open(plan.lake(), RejectedMetricsTable.SCHEMA);
    }

    @Override
    boolean step() {
      if (!rows.hasNext()) {
        return false;
      }
      RejectedRow row = row(rows.next());
      if (!isTouched(row.row())) {
        file.write(row);
      }
      return true;
    }

    /** Rows that name no figure are touched with their file only. */
    private boolean isTouched(ReceivedRow row) {
      FigureId id = FigureId.of(row);
      return id == null
          ? load.changed().get(files.of(row.source(), row.file()))
          : load.touches(id.hash());
    }

    @Override
    void end() {
      report(file.finish());
    }
  }

  /** As far as the table has it. */
  private static RejectedRow row(TableRow row) {
    return new RejectedRow(
        new ReceivedRow(
            row.text("source"),
            row.text("source_file"),
            row.find("source_line").map(Long.class::cast).orElse(null),
            cells(row),
            null,
            received(row)),
        RejectedRow.Verdict.of(row.text("verdict")),
        reasons(row));
  }

  private static ContractRow cells(TableRow row) {
    @Nullable String[] cells = new @Nullable String[Source.CONTRACT.size()];
    for (String column : RejectedMetricsTable.RECEIVED) {
      cells[Source.CONTRACT.indexOf(column)] = row.optionalText(column);
    }
    return ContractRow.of(Arrays.asList(cells));
  }

  @SuppressWarnings("unchecked") // the column's type
  private static Map<String, @Nullable String> received(TableRow row) {
    return (Map<String, @Nullable String>) row.find("received").orElse(Map.of());
  }

  private static List<Reason> reasons(TableRow row) {
    List<Reason> reasons = new ArrayList<>();
    for (TableRow reason : row.rows("reasons")) {
      reasons.add(
          new Reason(
              reason.text("code"),
              reason.text("column"),
              reason.optionalText("value"),
              reason.text("expected")));
    }
    return reasons;
  }
}

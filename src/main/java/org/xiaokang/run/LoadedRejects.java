package org.xiaokang.run;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.quality.LoadCounter;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;

/** Rows that an earlier run could not load, from the table rejected_metrics: they are counted. */
final class LoadedRejects {
  /** The columns of rejected_metrics that are counted by. */
  static final List<String> COLUMNS = List.of("source", "verdict");

  private LoadedRejects() {}

  /**
   * What became of the rows of the table: reports only.
   *
   * @param rejected the files of the table, {@link #COLUMNS} of them
   */
  static JavaRDD<StageOutput> of(Broadcast<RunPlan> plan, JavaRDD<TablePart> rejected) {
    return rejected.mapPartitions(some -> new Task(plan.value(), new TableRows(some)));
  }

  private static final class Task extends StageTask {
    private final Iterator<TableRow> rows;
    private final LoadCounter counter;
    private RowAccount account = RowAccount.EMPTY;

    Task(RunPlan plan, Iterator<TableRow> rows) {
      this.rows = rows;
      this.counter = new LoadCounter(plan.gates().today());
    }

    @Override
    boolean step() {
      if (!rows.hasNext()) {
        return false;
      }
      TableRow row = rows.next();
      RejectedRow.Verdict verdict = RejectedRow.Verdict.of(row.text("verdict"));
      account = account.plus(RowAccount.of(verdict));
      if (verdict != RejectedRow.Verdict.NOT_REPORTED) {
        counter.received(row.text("source"));
      }
      counter.rejected(row.text("source"), verdict);
      return true;
    }

    @Override
    void end() {
      report(new RowsRead(account.rows()));
      report(account);
      report(counter.counts());
    }
  }
}

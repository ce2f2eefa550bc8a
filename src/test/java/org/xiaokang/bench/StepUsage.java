package org.xiaokang.bench;

import java.util.ArrayList;
import java.util.List;
import org.xiaokang.bench.EventLog.Task;
import org.xiaokang.bench.MeasuredProcess.Step;

/**
 * What one step of a run used.
 *
 * @param cpuSeconds of the whole process: tasks, planning, compiling, collecting garbage
 * @param tasks the tasks that finished in it, taken together
 */
record StepUsage(String name, double wallSeconds, double cpuSeconds, Task tasks) {

  /** Each step of a run, and before them what it took to start. */
  static List<StepUsage> of(MeasuredProcess run, EventLog log) {
    List<Step> begins = new ArrayList<>();
    begins.add(new Step("start", run.beganMs(), 0));
    begins.addAll(run.steps());
    begins.add(new Step("end", run.endedMs(), run.cpuSeconds()));
    List<StepUsage> usages = new ArrayList<>();
    for (int i = 0; i + 1 < begins.size(); i++) {
      Step one = begins.get(i);
      Step next = begins.get(i + 1);
      usages.add(
          new StepUsage(
              one.name(),
              (next.atMs() - one.atMs()) / 1000.0,
              next.cpuSeconds() - one.cpuSeconds(),
              log.finished(one.atMs(), next.atMs())));
    }
    return usages;
  }

  /** All steps as a table, with the whole process below. */
  static PlainTable table(MeasuredProcess run, EventLog log) {
    PlainTable table =
        new PlainTable(
            "step",
            "wall s",
            "CPU s",
            "CPU s of tasks",
            "MiB read",
            "MiB of cache",
            "MiB shuffled",
            "MiB written",
            "MiB spilled",
            "heap MiB");
    of(run, log).forEach(one -> row(table, one));
    Task all = log.all();
    row(table, new StepUsage("whole process", run.wallSeconds(), run.cpuSeconds(), all));
    return table;
  }

  private static void row(PlainTable table, StepUsage one) {
    Task tasks = one.tasks();
    table.row(
        one.name(),
        PlainTable.seconds(one.wallSeconds()),
        PlainTable.seconds(one.cpuSeconds()),
        PlainTable.seconds(tasks.cpuNs() / 1e9),
        PlainTable.mebibytes(tasks.readBytes()),
        PlainTable.mebibytes(tasks.cachedBytes()),
        PlainTable.mebibytes(tasks.shuffledBytes()),
        PlainTable.mebibytes(tasks.writtenBytes()),
        PlainTable.mebibytes(tasks.spilledBytes()),
        PlainTable.known(tasks.heapBytes()));
  }
}

package org.xiaokang.job;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Retention;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Maintenance;

/**
 * Keeps a lake small and quick: lets releases go by the rule {@code retention}, compacts and
 * clusters the tables, removes the files and log entries that no kept release needs. No row of a
 * kept release changes.
 *
 * @param lake where the tables stand
 * @param rule which releases are kept
 * @param clock tells how old releases and files are
 * @param progress is told of each step
 */
public record MaintenanceJob(
    SparkSession spark, Lake lake, Retention rule, Clock clock, Progress progress) {
  /**
   * What was done, or would be.
   *
   * @param kept how many releases are kept
   * @param letGo ids of those let go by this run
   * @param tables what was done to each table
   */
  public record Report(int kept, Set<String> letGo, List<Maintenance.Upkeep> tables) {
    /** Keeps copies. */
    public Report {
      letGo = Set.copyOf(letGo);
      tables = List.copyOf(tables);
    }
  }

  /**
   * Does the maintenance.
   *
   * @param dryRun changes nothing, and tells what would be changed
   */
  public Report run(boolean dryRun) {
    Run run = Run.beginning(clock.instant());
    LakeReader reader = lake.reader();
    return dryRun
        ? work(run, TableCommitter.open(lake.root(), reader.hadoop(), null), true)
        : RunFailure.telling(
            reader, "maintain", run.id(), clock, alone -> work(run, alone.committer(), false));
  }

  private Report work(Run run, TableCommitter committer, boolean dryRun) {
    Maintenance maintenance =
        new Maintenance(spark, lake, committer, clock, run.id(), run.codeVersion(), dryRun);
    Steps steps = new Steps(3, progress);
    Set<String> letGo =
        steps.take(
            "compact and cluster %d tables".formatted(maintenance.tables()),
            () -> {
              maintenance.compact();
              return maintenance.letGo(rule);
            });
    steps.take(
        "record which releases are kept",
        () -> {
          maintenance.record();
          progress.note("%d kept, %d let go".formatted(maintenance.kept(), letGo.size()));
          return letGo;
        });
    return steps.take(
        "remove what no kept release needs",
        () -> new Report(maintenance.kept(), letGo, maintenance.clean()));
  }
}

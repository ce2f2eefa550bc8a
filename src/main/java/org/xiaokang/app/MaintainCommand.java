package org.xiaokang.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.config.Retention;
import org.xiaokang.job.MaintenanceJob;
import org.xiaokang.job.Setup;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Maintenance.Upkeep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps the lake small and quick: {@code jobs/maintain}, once a week. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description =
        "Compacts and clusters the tables, lets old releases go, removes what none that is kept"
            + " needs.")
final class MaintainCommand extends Commands.Base {
  @Option(names = "--dry-run", description = "changes nothing, and says what would be done")
  private boolean dryRun;

  @Override
  public Integer call() {
    TerminalProgress progress = new TerminalProgress(out());
    Setup setup = setup();
    Retention rule = setup.configuration().retention();
    SparkSession spark = SparkSessions.open("maintain");
    Lake lake = Lake.open(spark, setup.configuration().lake());
    MaintenanceJob.Report report =
        new MaintenanceJob(spark, lake, rule, Clock.systemUTC(), progress).run(dryRun);
    out().println();
    table(report).lines().forEach(out()::println);
    releases(report, rule, out());
    out()
        .printf(
            Locale.ROOT,
            "Lake    %s%n%n%sDone in %.1f s.%n",
            lake.root(),
            dryRun ? "Nothing was changed (--dry-run). " : "",
            progress.elapsed());
    return 0;
  }

  private TextTable table(MaintenanceJob.Report report) {
    TextTable table =
        new TextTable(
            List.of(
                "table",
                ">version",
                dryRun ? ">files" : ">files before",
                dryRun ? ">to compact" : ">after",
                dryRun ? ">to remove" : ">removed",
                ">MB",
                ">log entries"));
    for (Upkeep one : report.tables()) {
      table.add(
          List.of(
              one.table(),
              String.valueOf(one.version()),
              number(one.filesBefore()),
              number(dryRun ? one.filesBefore() > 1 ? one.filesBefore() : 0 : one.filesAfter()),
              number(one.removedFiles()),
              String.format(Locale.ROOT, "%,.1f", one.removedBytes() / 1e6),
              number(one.removedLog())));
    }
    return table;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void releases(MaintenanceJob.Report report, Retention rule, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%d release(s) kept: the last %d and those younger than %d days (retention).%n",
        report.kept(),
        rule.releases(),
        rule.days());
    if (!report.letGo().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s: %s%n",
          dryRun ? "Would be let go" : "Let go",
          String.join(", ", new TreeSet<>(report.letGo())));
    }
  }
}

package org.xiaokang.app;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.job.Diff;
import org.xiaokang.job.History;
import org.xiaokang.job.QueryResult;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that look at releases. */
final class ReleaseCommands {
  private ReleaseCommands() {}

  /** All releases. */
  @Command(
      name = "history",
      mixinStandardHelpOptions = true,
      description = "Lists the releases, the latest first, and which tables each changed.")
  static final class HistoryCommand extends Commands.Base {
    @Option(
        names = "--limit",
        defaultValue = "30",
        converter = RowLimit.class,
        description = "most releases to list (default: ${DEFAULT-VALUE})")
    private int limit = 30;

    @Override
    public Integer call() {
      Lake lake = Lake.open(session("history"), setup().configuration().lake());
      TextTable table = new TextTable(History.COLUMNS);
      List<List<String>> rows = History.rows(new Releases(lake).all());
      if (rows.isEmpty()) {
        new ReleaseOption().in(lake); // says why there is none
      }
      rows.stream().limit(limit).forEach(table::add);
      table.lines().forEach(out()::println);
      return 0;
    }
  }

  /** Two releases held against each other. */
  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "Says which indicator values changed from one release to another, and why.")
  static final class DiffCommand extends Commands.Base {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "id of the earlier release")
    private String before = "";

    @Parameters(
        index = "1",
        paramLabel = "AFTER",
        defaultValue = "latest",
        description = "id of the later release (default: the latest)")
    private String after = "latest";

    @Option(names = "--values", description = "list the values themselves")
    private boolean values;

    @Option(
        names = "--limit",
        defaultValue = "100",
        converter = RowLimit.class,
        description = "most rows to list (default: ${DEFAULT-VALUE})")
    private int limit = 100;

    @Override
    public Integer call() {
      SparkSession spark = session("diff");
      Lake lake = Lake.open(spark, setup().configuration().lake());
      Release now =
          after.equals("latest") ? new ReleaseOption().in(lake) : ReleaseOption.kept(lake, after);
      Release then = ReleaseOption.kept(lake, before);
      Diff diff =
          new Diff(
              lake.tables(then), lake.tables(now), !then.codeVersion().equals(now.codeVersion()));
      Dataset<Row> rows = values ? byChange(diff.rows()) : diff.byIndicator();
      TextTable.of(new QueryResult(rows), limit).forEach(out()::println);
      return 0;
    }

    /** The largest changes first. */
    private static Dataset<Row> byChange(Dataset<Row> rows) {
      return rows.orderBy(
          col("indicator"),
          abs(col("value_after").minus(col("value_before"))).desc_nulls_last(),
          col("ref_area"),
          col("scope"),
          col("time_period"),
          col("origin"));
    }
  }
}

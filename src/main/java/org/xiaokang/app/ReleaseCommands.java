package org.xiaokang.app;

import org.xiaokang.reader.History;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.QueryRows;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseDiff;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.Releases;
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
      Releases releases = reader().releases();
      if (releases.all().isEmpty()) {
        releases.requireLatest(); // says why there is none
      }
      TextTable table = new TextTable(History.COLUMNS);
      History.rows(releases.all()).stream().limit(limit).forEach(table::add);
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
      LakeReader lake = reader();
      Releases releases = lake.releases();
      Release now = after.equals("latest") ? releases.requireLatest() : releases.kept(after);
      Release then = releases.kept(before);
      try (ReleaseReader read = ReleaseReader.open(lake, now, configuration().reader())) {
        ReleaseDiff diff = new ReleaseDiff(read, then);
        QueryRows rows = values ? diff.values(limit + 1) : diff.byIndicator();
        TextTable.of(rows, limit).forEach(out()::println);
      }
      return 0;
    }
  }
}

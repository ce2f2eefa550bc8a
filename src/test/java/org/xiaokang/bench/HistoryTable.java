package org.xiaokang.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.xiaokang.bench.Workbench.Country;
import org.xiaokang.bench.Workbench.Run;

/** What nights cost in which little changed, one after the other. */
final class HistoryTable {
  private final Workbench workbench;
  private final PrintStream out;
  private final int cores;

  HistoryTable(Workbench workbench, PrintStream out, int cores) {
    this.workbench = workbench;
    this.out = out;
    this.cores = cores;
  }

  /** Prints the table; false where the values after the last night differ from DuckDB's. */
  boolean print(CountryPanel panel, int nights)
      throws IOException, InterruptedException, SQLException {
    Country country = workbench.country(panel);
    PlainTable table = new PlainTable("night", "rows new", "wall s", "CPU s", "CPU s of tasks");
    Run everything = workbench.nightly(country);
    tell(table, "everything", country.rows(), everything);
    List<MeasuredProcess> processes = new ArrayList<>();
    CountryFigures figures = new CountryFigures(panel, CountryRegions.of(panel));
    Run last = everything;
    for (int night = 1; night <= nights; night++) {
      long rows = figures.writeNight(country.figures(), night);
      last = workbench.nightly(country);
      processes.add(last.process());
      tell(table, String.valueOf(night), rows, last);
    }
    out.printf(
        Locale.ROOT,
        "%nby history: %,d rows, then %d nights in each of which one county in a hundred states all its figures anew%n",
        country.rows(),
        nights);
    table.lines().forEach(out::println);
    out.printf("%nthe last night, step by step%n");
    StepUsage.table(last.process(), last.log()).lines().forEach(out::println);
    out.println();
    MeasuredProcess duck = workbench.duckDb(country, cores);
    thirds(processes, everything.process(), duck).lines().forEach(out::println);
    DuckDbRival.Comparison comparison = workbench.compare(country);
    out.println("after the last night: " + comparison);
    if (!comparison.isSame()) {
      out.println("bench: the answers differ");
    }
    Workbench.remove(country.folder());
    return comparison.isSame();
  }

  private static void tell(PlainTable table, String name, long rows, Run run) {
    table.tell(
        System.err,
        name,
        PlainTable.count(rows),
        PlainTable.seconds(run.process().wallSeconds()),
        PlainTable.seconds(run.process().cpuSeconds()),
        PlainTable.seconds(run.log().all().cpuNs() / 1e9));
  }

  /** The first third of the nights beside the last, and all of them beside computing everything. */
  static PlainTable thirds(
      List<MeasuredProcess> nights, MeasuredProcess everything, MeasuredProcess duck) {
    int third = Math.max(1, nights.size() / 3);
    Cost first = Cost.of(nights.subList(0, third));
    Cost last = Cost.of(nights.subList(nights.size() - third, nights.size()));
    Cost all = Cost.of(nights);
    return new PlainTable("", "wall s", "CPU s")
        .row(
            "mean of the first " + third,
            PlainTable.seconds(first.wall()),
            PlainTable.seconds(first.cpu()))
        .row(
            "mean of the last " + third,
            PlainTable.seconds(last.wall()),
            PlainTable.seconds(last.cpu()))
        .row(
            "last over first",
            PlainTable.hundredths(last.wall() / first.wall()),
            PlainTable.hundredths(last.cpu() / first.cpu()))
        .row(
            "a night over everything",
            PlainTable.hundredths(all.wall() / everything.wallSeconds()),
            PlainTable.hundredths(all.cpu() / everything.cpuSeconds()))
        .row(
            "DuckDB, everything, after the last",
            PlainTable.hundredths(duck.wallSeconds()),
            PlainTable.hundredths(duck.cpuSeconds()));
  }

  /** Means, in seconds. */
  private record Cost(double wall, double cpu) {
    static Cost of(List<MeasuredProcess> some) {
      return new Cost(
          mean(some, MeasuredProcess::wallSeconds), mean(some, MeasuredProcess::cpuSeconds));
    }

    private static double mean(
        List<MeasuredProcess> some, ToDoubleFunction<MeasuredProcess> seconds) {
      return some.stream().mapToDouble(seconds).average().orElse(Double.NaN);
    }
  }
}

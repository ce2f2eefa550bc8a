package org.xiaokang.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.xiaokang.bench.BenchOptions.Growth;
import org.xiaokang.bench.Workbench.Country;
import org.xiaokang.bench.Workbench.Run;

/**
 * How the cost of computing everything grows: with rows, with indicators, with cores; {@link
 * HistoryTable} tells how it does with history.
 */
final class GrowthTables {
  private final Workbench workbench;
  private final PrintStream out;
  private final int cores;

  GrowthTables(Workbench workbench, PrintStream out, int cores) {
    this.workbench = workbench;
    this.out = out;
    this.cores = cores;
  }

  /** Prints a table; false where answers were compared and differ. */
  boolean print(Growth growth, CountryPanel panel)
      throws IOException, InterruptedException, SQLException {
    int metrics = panel.metrics();
    int years = panel.years();
    switch (growth.by()) {
      case ROWS -> {
        out.printf(
            "%nby rows: %d metrics, %d indicators, %d years, so many provinces%n",
            metrics, panel.indicators(), years);
        sizes(
            "provinces",
            growth.sizes(),
            size -> new CountryPanel(metrics, panel.indicators(), years, size));
      }
      case INDICATORS -> {
        out.printf(
            "%nby indicators: %d metrics, %d years, %d provinces%n",
            metrics, years, panel.provinces());
        sizes(
            "indicators",
            growth.sizes(),
            size -> new CountryPanel(metrics, size, years, panel.provinces()));
      }
      case EXECUTORS -> executors(panel, growth.sizes());
      case HISTORY -> {
        return new HistoryTable(workbench, out, cores).print(panel, growth.sizes().get(0));
      }
    }
    return true;
  }

  private void sizes(String what, List<Integer> sizes, IntFunction<CountryPanel> panels)
      throws IOException, InterruptedException {
    PlainTable table =
        new PlainTable(
            what,
            "rows",
            "wall s",
            "CPU s",
            "CPU over the first",
            "MiB shuffled",
            "heap MiB",
            "resident MiB",
            "DuckDB wall s",
            "DuckDB CPU s",
            "CPU over DuckDB");
    double first = Double.NaN;
    for (int size : sizes) {
      Country country = workbench.country(panels.apply(size));
      MeasuredProcess duck = workbench.duckDb(country, cores);
      Run run = workbench.nightly(country);
      MeasuredProcess process = run.process();
      first = Double.isNaN(first) ? process.cpuSeconds() : first;
      table.tell(
          System.err,
          String.valueOf(size),
          PlainTable.count(country.rows()),
          PlainTable.seconds(process.wallSeconds()),
          PlainTable.seconds(process.cpuSeconds()),
          PlainTable.hundredths(process.cpuSeconds() / first),
          PlainTable.mebibytes(run.log().all().shuffledBytes()),
          PlainTable.known(run.log().heapBytes()),
          PlainTable.known(process.residentBytes()),
          PlainTable.hundredths(duck.wallSeconds()),
          PlainTable.hundredths(duck.cpuSeconds()),
          PlainTable.hundredths(process.cpuSeconds() / duck.cpuSeconds()));
      Workbench.remove(country.folder());
    }
    table.lines().forEach(out::println);
  }

  private void executors(CountryPanel panel, List<Integer> sizes)
      throws IOException, InterruptedException {
    PlainTable table =
        new PlainTable(
            "cores", "wall s", "CPU s", "CPU s of tasks", "wall over the first", "DuckDB wall s");
    Country country = workbench.country(panel);
    double first = Double.NaN;
    for (int size : sizes) {
      MeasuredProcess duck = workbench.duckDb(country, size);
      Run run = workbench.nightly(country, "spark.master local[" + size + "]");
      double wall = run.process().wallSeconds();
      first = Double.isNaN(first) ? wall : first;
      table.tell(
          System.err,
          String.valueOf(size),
          PlainTable.seconds(wall),
          PlainTable.seconds(run.process().cpuSeconds()),
          PlainTable.seconds(run.log().all().cpuNs() / 1e9),
          PlainTable.hundredths(wall / first),
          PlainTable.hundredths(duck.wallSeconds()));
      Workbench.remove(country.lake());
    }
    out.printf(
        Locale.ROOT,
        "%nby executors: %,d rows; local[N] in one process, so N is how many tasks run at once, and planning,"
            + " compiling%nand collecting garbage may use the other core. More machines than one were not measured.%n",
        country.rows());
    table.lines().forEach(out::println);
    Workbench.remove(country.folder());
  }
}

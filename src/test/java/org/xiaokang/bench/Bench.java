package org.xiaokang.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xiaokang.bench.Workbench.Country;
import org.xiaokang.bench.Workbench.Run;

/** Measures the nightly job side by side with DuckDB and with the floor: {@code jobs/bench}. */
final class Bench {
  private final Workbench workbench;
  private final PrintStream out;
  private final int cores = Runtime.getRuntime().availableProcessors();

  private Bench(Workbench workbench, PrintStream out) {
    this.workbench = workbench;
    this.out = out;
  }

  /** Arguments: an empty folder to work in, then those of jobs/bench. Ends with 1 on failure. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(System.getProperty("xiaokang.conf", "conf/xiaokang.yaml")).toAbsolutePath();
    Workbench workbench = new Workbench(home.resolve("../..").normalize(), Path.of(args[0]));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroy)));
    Bench bench = new Bench(workbench, System.out);
    boolean same;
    try {
      same = bench.run(BenchOptions.of(Arrays.asList(args).subList(1, args.length)));
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      same = false;
    }
    if (!same) {
      System.exit(1);
    }
  }

  private boolean run(BenchOptions options) throws IOException, InterruptedException, SQLException {
    double before = load();
    workbench.warmUp();
    boolean same = true;
    if (options.growth().isEmpty()) {
      same = sideBySide(options.panel());
    } else {
      GrowthTables tables = new GrowthTables(workbench, out, cores);
      for (BenchOptions.Growth growth : options.growth()) {
        same &= tables.print(growth, options.panel());
      }
    }
    out.printf(
        Locale.ROOT,
        "%nmachine: %d cores, heap of the nightly process %s, Java %s; load average %.1f before, %.1f after;"
            + " Spark's event log was on%n",
        cores,
        workbench.heap(),
        System.getProperty("java.version"),
        before,
        load());
    return same;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private boolean sideBySide(CountryPanel panel)
      throws IOException, InterruptedException, SQLException {
    Country country = workbench.country(panel);
    out.printf(
        Locale.ROOT,
        "%d metrics, %d indicators, %d years, %d provinces: %,d rows%n%n",
        panel.metrics(),
        panel.indicators(),
        panel.years(),
        panel.provinces(),
        country.rows());
    MeasuredProcess duck = workbench.duckDb(country, cores);
    Run nightly = workbench.nightly(country);
    StepUsage.table(nightly.process(), nightly.log()).lines().forEach(out::println);
    MeasuredProcess again = workbench.duckDb(country, cores);
    MeasuredProcess floor = workbench.floor(country);
    DuckDbRival.Comparison comparison = workbench.compare(country);
    out.println();
    table(nightly, List.of(duck, again), floor).lines().forEach(out::println);
    out.println();
    out.println(comparison);
    if (!comparison.isSame()) {
      out.println("bench: the answers differ");
    }
    return comparison.isSame();
  }

  private static PlainTable table(Run nightly, List<MeasuredProcess> ducks, MeasuredProcess floor) {
    MeasuredProcess run = nightly.process();
    double duckWall = mean(ducks.stream().mapToDouble(MeasuredProcess::wallSeconds).toArray());
    double duckCpu = mean(ducks.stream().mapToDouble(MeasuredProcess::cpuSeconds).toArray());
    long duckResident = ducks.stream().mapToLong(MeasuredProcess::residentBytes).max().orElse(0);
    return new PlainTable("process", "wall s", "CPU s", "peak heap MiB", "peak resident MiB")
        .row(
            "DuckDB, mean of one before and one after",
            PlainTable.hundredths(duckWall),
            PlainTable.hundredths(duckCpu),
            "",
            PlainTable.known(duckResident))
        .row(
            "floor: the input read, the tables written again",
            PlainTable.hundredths(floor.wallSeconds()),
            PlainTable.hundredths(floor.cpuSeconds()),
            "",
            PlainTable.known(floor.residentBytes()))
        .row(
            "nightly",
            PlainTable.hundredths(run.wallSeconds()),
            PlainTable.hundredths(run.cpuSeconds()),
            PlainTable.known(nightly.log().heapBytes()),
            PlainTable.known(run.residentBytes()))
        .row(
            "nightly over DuckDB",
            PlainTable.hundredths(run.wallSeconds() / duckWall),
            PlainTable.hundredths(run.cpuSeconds() / duckCpu),
            "",
            "")
        .row(
            "nightly over floor",
            PlainTable.hundredths(run.wallSeconds() / floor.wallSeconds()),
            PlainTable.hundredths(run.cpuSeconds() / floor.cpuSeconds()),
            "",
            "");
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}

package org.xiaokang.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.xiaokang.bench.BenchOptions.Growth;
import org.xiaokang.bench.Workbench.Country;
import org.xiaokang.bench.Workbench.Run;

/** How the cost of a run grows: with rows, with indicators, with cores, with history. */
final class GrowthTables {
  private static final int NEVER_IN_PART = Integer.MAX_VALUE;

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
    return switch (growth.by()) {
      case ROWS -> {
        out.printf(
            "%nby rows: %d metrics, %d indicators, %d years, so many provinces%n",
            panel.metrics(), panel.indicators(), panel.years());
        List<CountryPanel> panels = new ArrayList<>();
        growth
            .sizes()
            .forEach(
                size ->
                    panels.add(
                        new CountryPanel(
                            panel.metrics(), panel.indicators(), panel.years(), size)));
        sizes("provinces", panels, growth.sizes());
        yield true;
      }
      case INDICATORS -> {
        out.printf(
            "%nby indicators: %d metrics, %d years, %d provinces%n",
            panel.metrics(), panel.years(), panel.provinces());
        List<CountryPanel> panels = new ArrayList<>();
        growth
            .sizes()
            .forEach(
                size ->
                    panels.add(
                        new CountryPanel(panel.metrics(), size, panel.years(), panel.provinces())));
        sizes("indicators", panels, growth.sizes());
        yield true;
      }
      case EXECUTORS -> {
        executors(panel, growth.sizes());
        yield true;
      }
      case HISTORY -> history(panel, growth.sizes().get(0));
    };
  }

  private void sizes(String what, List<CountryPanel> panels, List<Integer> sizes)
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
    for (int i = 0; i < panels.size(); i++) {
      Country country = workbench.country(panels.get(i), NEVER_IN_PART);
      MeasuredProcess duck = workbench.duckDb(country, cores);
      Run run = workbench.nightly(country);
      MeasuredProcess process = run.process();
      first = i == 0 ? process.cpuSeconds() : first;
      row(
          table,
          String.valueOf(sizes.get(i)),
          PlainTable.count(country.rows()),
          PlainTable.seconds(process.wallSeconds()),
          PlainTable.seconds(process.cpuSeconds()),
          PlainTable.hundredths(process.cpuSeconds() / first),
          PlainTable.mebibytes(shuffled(run)),
          PlainTable.known(run.log().heapBytes()),
          PlainTable.known(process.residentBytes()),
          PlainTable.hundredths(duck.wallSeconds()),
          PlainTable.hundredths(duck.cpuSeconds()),
          PlainTable.hundredths(process.cpuSeconds() / duck.cpuSeconds()));
      remove(country.folder());
    }
    table.lines().forEach(out::println);
  }

  /** Adds a row; it is told at once, for a table may take hours. */
  private static void row(PlainTable table, String... cells) {
    table.row(cells);
    System.err.println("bench: " + String.join("  ", cells));
  }

  private static long shuffled(Run run) {
    return run.log().finished(Long.MIN_VALUE, Long.MAX_VALUE).shuffledBytes();
  }

  private void executors(CountryPanel panel, List<Integer> sizes)
      throws IOException, InterruptedException {
    PlainTable table =
        new PlainTable(
            "cores", "wall s", "CPU s", "CPU s of tasks", "wall over the first", "DuckDB wall s");
    Country country = workbench.country(panel, NEVER_IN_PART);
    double first = Double.NaN;
    for (int size : sizes) {
      MeasuredProcess duck = workbench.duckDb(country, size);
      Run run = workbench.nightly(country, "spark.master local[" + size + "]");
      double wall = run.process().wallSeconds();
      first = Double.isNaN(first) ? wall : first;
      row(
          table,
          String.valueOf(size),
          PlainTable.seconds(wall),
          PlainTable.seconds(run.process().cpuSeconds()),
          PlainTable.seconds(run.log().finished(Long.MIN_VALUE, Long.MAX_VALUE).cpuNs() / 1e9),
          PlainTable.hundredths(wall / first),
          PlainTable.hundredths(duck.wallSeconds()));
      remove(country.lake());
    }
    out.printf(
        Locale.ROOT,
        "%nby executors: %,d rows; local[N] in one process, so N is how many tasks run at once, and planning,"
            + " compiling%nand collecting garbage may use the other core. More machines than one were not measured.%n",
        country.rows());
    table.lines().forEach(out::println);
    remove(country.folder());
  }

  private boolean history(CountryPanel panel, int nights)
      throws IOException, InterruptedException, SQLException {
    Country country = workbench.country(panel, 1);
    PlainTable table =
        new PlainTable("night", "rows new", "wall s", "CPU s", "CPU s of tasks", "in part");
    Run everything = workbench.nightly(country);
    night(table, "everything", country.rows(), everything);
    List<Run> runs = new ArrayList<>();
    CountryFigures figures = new CountryFigures(panel, CountryRegions.of(panel));
    for (int night = 1; night <= nights; night++) {
      long rows = figures.writeNight(country.figures(), night);
      Run run = workbench.nightly(country);
      runs.add(run);
      night(table, String.valueOf(night), rows, run);
    }
    out.printf(
        Locale.ROOT,
        "%nby history: %,d rows, then %d nights in each of which one county in a hundred states all its figures anew%n",
        country.rows(),
        nights);
    table.lines().forEach(out::println);
    Run last = runs.get(runs.size() - 1);
    out.println();
    out.println("the last night, step by step");
    StepUsage.table(last.process(), last.log()).lines().forEach(out::println);
    MeasuredProcess duck = workbench.duckDb(country, cores);
    thirds(runs.stream().map(Run::process).toList(), everything.process(), duck);
    DuckDbRival.Comparison comparison = workbench.compare(country);
    out.println("after the last night: " + comparison);
    if (!comparison.isSame()) {
      out.println("bench: the answers differ");
    }
    remove(country.folder());
    return comparison.isSame();
  }

  private static void night(PlainTable table, String name, long rows, Run run) {
    row(
        table,
        name,
        PlainTable.count(rows),
        PlainTable.seconds(run.process().wallSeconds()),
        PlainTable.seconds(run.process().cpuSeconds()),
        PlainTable.seconds(run.log().finished(Long.MIN_VALUE, Long.MAX_VALUE).cpuNs() / 1e9),
        isInPart(run.process()) ? "yes" : "no");
  }

  private static boolean isInPart(MeasuredProcess night) {
    return night.steps().stream()
        .anyMatch(step -> step.name().endsWith("find what follows from the changes"));
  }

  private void thirds(
      List<MeasuredProcess> nights, MeasuredProcess everything, MeasuredProcess duck) {
    int third = Math.max(1, nights.size() / 3);
    List<MeasuredProcess> first = nights.subList(0, third);
    List<MeasuredProcess> last = nights.subList(nights.size() - third, nights.size());
    PlainTable table =
        new PlainTable("", "wall s", "CPU s")
            .row("mean of the first " + third, wall(first), cpu(first))
            .row("mean of the last " + third, wall(last), cpu(last))
            .row(
                "last over first",
                PlainTable.hundredths(meanWall(last) / meanWall(first)),
                PlainTable.hundredths(meanCpu(last) / meanCpu(first)))
            .row(
                "all nights over everything",
                PlainTable.hundredths(meanWall(nights) / everything.wallSeconds()),
                PlainTable.hundredths(meanCpu(nights) / everything.cpuSeconds()))
            .row(
                "DuckDB, everything, after the last",
                PlainTable.hundredths(duck.wallSeconds()),
                PlainTable.hundredths(duck.cpuSeconds()));
    out.println();
    table.lines().forEach(out::println);
  }

  private static String wall(List<MeasuredProcess> some) {
    return PlainTable.seconds(meanWall(some));
  }

  private static String cpu(List<MeasuredProcess> some) {
    return PlainTable.seconds(meanCpu(some));
  }

  private static double meanWall(List<MeasuredProcess> some) {
    return some.stream().mapToDouble(MeasuredProcess::wallSeconds).average().orElse(Double.NaN);
  }

  private static double meanCpu(List<MeasuredProcess> some) {
    return some.stream().mapToDouble(MeasuredProcess::cpuSeconds).average().orElse(Double.NaN);
  }

  private static void remove(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}

package org.xiaokang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where runs are measured: each a process of its own, started by the project's own launchers. */
final class Workbench {
  private final Path home;
  private final Path work;
  private int made;

  /**
   * A bench.
   *
   * @param home the project
   * @param work an empty folder
   */
  Workbench(Path home, Path work) {
    this.home = home;
    this.work = work;
  }

  /**
   * A country on disk.
   *
   * @param rows figures in its files
   */
  record Country(CountryPanel panel, Path folder, long rows) {
    Path figures() {
      return folder.resolve("figures");
    }

    Path lake() {
      return folder.resolve("lake");
    }
  }

  /** A run of the nightly job, and what Spark says of it. */
  record Run(MeasuredProcess process, EventLog log) {}

  /** Makes up a country. */
  Country country(CountryPanel panel) throws IOException {
    Path folder = Files.createDirectory(fresh("country"));
    return new Country(panel, folder, panel.write(folder, home.resolve("conf")));
  }

  private Path fresh(String name) {
    return work.resolve(name + made++);
  }

  /** Builds, stores the archive of classes, warms the disk's cache; not measured. */
  void warmUp() throws IOException, InterruptedException {
    MeasuredProcess.of(
        List.of(job("nightly"), "--lake", fresh("warm").toString()), Map.of("XIAOKANG_BENCH", ""));
  }

  /** Runs the nightly job; more Spark settings may be given, as "key value". */
  Run nightly(Country country, String... settings) throws IOException, InterruptedException {
    Path events = Files.createDirectory(fresh("events"));
    List<String> all = new ArrayList<>(EventLog.settings(events));
    all.addAll(List.of(settings));
    MeasuredProcess process =
        MeasuredProcess.of(
            List.of(
                job("nightly"),
                "--conf",
                panelFile(country),
                "--spark-conf",
                Files.write(fresh("spark.conf"), all).toString()),
            Map.of("XIAOKANG_BENCH", ""));
    return new Run(process, EventLog.in(events));
  }

  /** Has DuckDB compute the same, in a process of its own. */
  MeasuredProcess duckDb(Country country, int threads) throws IOException, InterruptedException {
    return bench(
        DuckDbRival.class,
        country.folder().toString(),
        String.valueOf(country.panel().metrics()),
        String.valueOf(country.panel().indicators()),
        String.valueOf(threads));
  }

  /** Reads what a run read, and writes what it wrote. */
  MeasuredProcess floor(Country country) throws IOException, InterruptedException {
    Path settings = Files.writeString(fresh("spark.conf"), "# as large as the nightly run\n");
    return bench(
        Floor.class,
        fresh("floor").toString(),
        country.figures().toString(),
        country.lake().toString(),
        "--spark-conf",
        settings.toString());
  }

  /** Holds what the job published against what DuckDB computed last. */
  DuckDbRival.Comparison compare(Country country)
      throws IOException, InterruptedException, SQLException {
    Path exported = fresh("exported");
    MeasuredProcess.of(
        List.of(
            job("export"),
            "--conf",
            panelFile(country),
            "--to",
            exported.toString(),
            "--format",
            "parquet"),
        Map.of("XIAOKANG_BENCH", ""));
    return new DuckDbRival(country.panel(), country.folder())
        .compare(exported.resolve("parquet/indicators"));
  }

  private MeasuredProcess bench(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(job("xiaokang")));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--conf", home.resolve("conf/xiaokang.yaml").toString()));
    return MeasuredProcess.of(command, Map.of("XIAOKANG_BENCH", main.getName()));
  }

  private static String panelFile(Country country) {
    return country.folder().resolve("panel.yaml").toString();
  }

  private String job(String name) {
    return home.resolve("jobs").resolve(name).toString();
  }

  /** Heap of the nightly process, as conf has it. */
  String heap() throws IOException {
    for (String line : Files.readAllLines(home.resolve("conf/spark-embedded.conf"))) {
      if (line.startsWith("spark.driver.memory ")) {
        return line.substring(line.lastIndexOf(' ') + 1);
      }
    }
    return "not stated";
  }

  /** Removes a folder and all in it. */
  static void remove(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}

package org.xiaokang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.config.Retention;
import org.xiaokang.job.MaintenanceJob;
import org.xiaokang.job.Progress;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.TableRow;
import org.xiaokang.tables.Lake;

/**
 * What the Python package reads of a lake is what the job's own reader reads, whichever library of
 * Python's is there: jobs/install-python installs them, and a test without its library is skipped.
 */
class PythonPackageTest {
  private static final Path PACKAGE = Path.of("python").toAbsolutePath();

  @TempDir private static Path folder;
  private static Lake lake;

  @BeforeAll
  static void aLakeWithTwoReleases() throws IOException {
    Project project = new Project(folder);
    String root = folder.resolve("lake").toString();
    project.nightly(root, at("2026-03-01T21:00:00Z"));
    project.figures(1);
    project.nightly(root, at("2026-03-02T21:00:00Z"));
    lake = project.lake(root);
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private static String python() {
    Path installed = Path.of("target/python/bin/python3").toAbsolutePath();
    return Files.isExecutable(installed) ? installed.toString() : "python3";
  }

  private record Ended(int code, String said) {}

  private static Ended run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(PACKAGE.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasPython(String library) {
    try {
      return run("-c", "import " + library).code() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private static void requireLibrary(String library) {
    assumeTrue(
        hasPython(library), () -> "not run: Python has no " + library + " (jobs/install-python)");
  }

  private static void assertSameRows(String library, Release release, String table)
      throws IOException {
    Ended ended = run("-m", "tests.print_rows", library, lake.root(), table);
    assertThat(ended.code()).as(ended.said()).isZero();
    List<String> lines = ended.said().lines().toList();
    String[] columns = lines.get(0).split("\t", -1);
    List<String> expected = new ArrayList<>();
    for (TableRow row : lake.reader().table(release, table).rows()) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(row.find(column).map(PythonPackageTest::text).orElse("-"));
      }
      expected.add(String.join("\t", cells));
    }
    assertThat(lines.subList(1, lines.size())).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return String.valueOf(Double.doubleToLongBits(number));
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Instant time) {
      return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
    return value.toString();
  }

  @Test
  void itsOwnTestsPass() throws IOException {
    assumeTrue(hasPython("unittest"), "not run: there is no python3");
    Ended ended = run("-m", "unittest", "discover", "-s", "tests", "-t", ".");
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).containsPattern("Ran [1-9][0-9]* tests");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "pyarrow", "polars"})
  void itReadsTheRowsOfARelease(String library) throws IOException {
    requireLibrary(library);
    Release release = lake.latestRelease().orElseThrow();
    for (String table : release.tables().keySet()) {
      assertSameRows(library, release, table);
    }
  }

  /** Maintenance removes entries of logs; another program marks rows deleted. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "pyarrow", "polars"})
  void itReadsWhatIsLeftAfterMaintenanceAndDeletion(String library) throws IOException {
    requireLibrary(library);
    SparkSession spark = SparkTest.session();
    new MaintenanceJob(
            spark, lake, new Retention(1, 1), at("2026-06-01T21:00:00Z"), Progress.silent())
        .run(false);
    Release release = lake.latestRelease().orElseThrow();
    assertSameRows(library, release, "indicators");

    // A lake whose table releases lost a row of a release that was let go.
    String releases = "delta.`" + folder.resolve("lake/releases") + "`";
    spark.sql(
        "ALTER TABLE " + releases + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    spark.sql("DELETE FROM " + releases + " WHERE expired_at IS NOT NULL");
    Ended ended =
        run(
            "-c",
            "import sys; from xiaokang.deltalog import snapshot; from xiaokang.frames import Rows;"
                + " print(len(Rows(snapshot(sys.argv[1])).rows()))",
            folder.resolve("lake/releases").toString());
    assertThat(ended.said().strip()).isEqualTo("1");
  }

  @Test
  void aSlipIsToldWithTheNearestName() throws IOException {
    assumeTrue(
        hasPython("duckdb") || hasPython("pyarrow") || hasPython("polars"),
        "not run: Python has no library that reads Parquet (jobs/install-python)");
    Ended ended =
        run(
            "-c",
            "import sys, xiaokang; xiaokang.open_lake(sys.argv[1]).indicator('growht')",
            lake.root().replace("file:", ""));
    assertThat(ended.code()).isOne();
    assertThat(ended.said()).contains("indicator 'growht' is not known; did you mean growth");
  }
}

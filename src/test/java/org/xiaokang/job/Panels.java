package org.xiaokang.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.SparkTest;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Tables;

/**
 * Two published panels, loaded once by src/test/resources/panels alone. Tests that ask are skipped
 * where the panels are not: they stand beside the project, or in the folder that XIAOKANG_SHARED
 * names.
 *
 * @param figures the lines of the panels
 * @param outcome of the run
 * @param tables of its release
 */
record Panels(List<PanelFiles.Figure> figures, Outcome outcome, Tables tables) {
  private static @Nullable Panels loaded;

  static synchronized Panels load() throws IOException {
    Panels panels = loaded == null ? read() : loaded;
    loaded = panels;
    return panels;
  }

  private static Panels read() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "panels");
    List<PanelFiles.Figure> figures = PanelFiles.copy(folder);
    Setup setup = Setup.read(folder.resolve("panels.yaml"), Optional.empty());
    SparkSession spark = SparkTest.session();
    Lake lake = Lake.open(spark, setup.configuration().lake());
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    Outcome outcome = compiled(spark, new NightlyJob(spark, setup, clock, Progress.silent()));
    return new Panels(figures, outcome, lake.tables(outcome.release().orElseThrow()));
  }

  /** Tens of thousands of rows repay compiled expressions, which small tests do without. */
  private static Outcome compiled(SparkSession spark, NightlyJob job) {
    String key = "spark.sql.codegen.factoryMode";
    String before = spark.conf().get(key);
    spark.conf().set(key, "FALLBACK");
    try {
      return job.nightly();
    } finally {
      spark.conf().set(key, before);
    }
  }
}

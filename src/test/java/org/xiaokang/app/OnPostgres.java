package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.PostgresServer;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.tables.Lake;

/** A small project whose figures stand in a PostgreSQL of the tests' own. */
abstract class OnPostgres {
  static final String TABLE = "table: figures";
  static final String CHANGES = ", changes: {key: id, watermark: updated_at}";
  static final String PARTS = ", partition: {column: id, partitions: 3}";

  static PostgresServer server;

  @TempDir Path folder;
  final SparkSession spark = SparkTest.session();

  @BeforeAll
  static void start() throws Exception {
    assumeThat(PostgresServer.programs())
        .as("PostgreSQL is not installed; run jobs/install-postgres")
        .isPresent();
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void figures() throws Exception {
    new Project(folder);
    server.execute(
        "DROP TABLE IF EXISTS figures",
        "CREATE TABLE figures (id bigint, land text, year int, printed numeric,"
            + " updated_at timestamptz DEFAULT clock_timestamp())",
        "INSERT INTO figures VALUES (1, 'AT', 2018, 100.0), (2, 'AT', 2019, 110.00),"
            + " (3, 'DE', 2018, 200), (4, 'DE', 2019, 190.50)",
        "UPDATE figures SET updated_at = timestamptz '2026-01-01 00:00:00+00' + id * interval '1 day'");
    declare(server.url(), TABLE + CHANGES + PARTS);
  }

  void declare(String url, String block) throws IOException {
    declare(url, block, PostgresServer.USER, PostgresServer.PASSWORD);
  }

  void declare(String url, String block, String user, String password) throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        lake: lake
        catalogue: {units: units.yaml, metrics: metrics.yaml, indicators: themes, regions: regions.csv}
        sources:
          - name: incomes
            format: jdbc
            path: %s
            jdbc: {user_env: %s, password_env: %s, %s}
            columns:
              doc_id: "'statistics'"
              obs_id: concat(land, ':', year)
              region_code: land
              metric_code: "'income'"
              value: printed
              unit: "'EUR'"
              period_start: concat(year, '-01-01')
              period_end: concat(year, '-12-31')
        """
            .formatted(url, user, password, block));
  }

  String run(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--conf", folder.resolve("mine.yaml").toString()));
    CommandLineTest.Run run = CommandLineTest.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    assertThat(run.out() + run.err()).doesNotContain(System.getenv(PostgresServer.PASSWORD));
    return run.out() + run.err();
  }

  Lake lake() {
    return Lake.open(spark, folder.resolve("lake").toString());
  }

  Source source() {
    Problems problems = new Problems();
    Configuration read =
        ConfigurationReader.read(folder.resolve("mine.yaml"), problems).orElseThrow();
    problems.throwIfAny();
    return read.sources().get(0);
  }
}

package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.PostgresServer;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.SourceFile;
import org.xiaokang.tables.SourceLedger;
import org.xiaokang.tables.SourceReader;

/** Sources in a PostgreSQL, as the person at the terminal sees them. */
@Tag("long")
class DatabaseTest {
  private static final String TABLE = "table: figures";
  private static final String CHANGES = ", changes: {key: id, watermark: updated_at}";
  private static final String PARTS = ", partition: {column: id, partitions: 3}";

  private static PostgresServer server;

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();

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

  private void declare(String url, String block) throws IOException {
    declare(url, block, PostgresServer.USER, PostgresServer.PASSWORD);
  }

  private void declare(String url, String block, String user, String password) throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        lake: lake
        in_part_from: 0
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

  private String run(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--conf", folder.resolve("mine.yaml").toString()));
    CommandLineTest.Run run = CommandLineTest.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    assertThat(run.out() + run.err()).doesNotContain(System.getenv(PostgresServer.PASSWORD));
    return run.out() + run.err();
  }

  private Lake lake() {
    return Lake.open(spark, folder.resolve("lake").toString());
  }

  private List<String> printed() {
    return lake()
        .read("raw_metrics")
        .selectExpr("concat_ws(' ', obs_id, value)")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** A whole run into another lake has the very rows. */
  private void sameAsFull() {
    String other = folder.resolve("full").toString();
    run(0, "nightly", "--full", "--lake", other);
    var ours = Project.content(lake());
    var theirs = Project.content(Lake.open(spark, other));
    ours.remove("observation_revisions"); // a history, which the other lake has not
    theirs.remove("observation_revisions");
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void numbersKeepTheirDigitsAndPartsHaveEachRowOnce() throws Exception {
    server.execute("INSERT INTO figures VALUES (NULL, 'DE', 2017, 12345678901234567890.120)");
    long before = server.logged();
    assertThat(run(0, "nightly")).contains("5 read = 5 observed");
    assertThat(printed())
        .containsExactly(
            "AT:2018 100.0",
            "AT:2019 110.00",
            "DE:2017 12345678901234567890.120",
            "DE:2018 200",
            "DE:2019 190.50");
    assertThat(server.asked(before))
        .anyMatch(sql -> sql.endsWith("FROM figures WHERE \"id\" < 2 OR \"id\" IS NULL"))
        .anyMatch(sql -> sql.endsWith("FROM figures WHERE \"id\" >= 2 AND \"id\" < 3"))
        .anyMatch(sql -> sql.endsWith("FROM figures WHERE \"id\" >= 3"));
    Row file = lake().read("source_files").select("path", "checksum").head();
    assertThat(file.getString(0))
        .isEqualTo("jdbc:postgresql://localhost:" + server.port() + "/postgres#figures");
    assertThat(file.getString(1)).startsWith("rows:5 ");
    assertThat(run(0, "nightly")).contains("unchanged");
  }

  @Test
  void aNightReadsWhatWasWrittenSince() throws Exception {
    run(0, "nightly");
    assertThat(run(0, "nightly")).contains("unchanged");
    server.execute(
        "UPDATE figures SET printed = 121, updated_at = '2026-02-01 00:00+00' WHERE id = 2",
        "INSERT INTO figures VALUES (5, 'DE', 2017, 180, '2026-02-02 00:00+00')");
    long before = server.logged();
    assertThat(run(0, "nightly"))
        .contains("5 read = 5 observed")
        .doesNotContain("read the sources");
    assertThat(server.asked(before))
        .filteredOn(sql -> sql.contains("\"printed\""))
        .filteredOn(sql -> !sql.contains("1=0"))
        .isNotEmpty()
        .allMatch(sql -> sql.contains("\"updated_at\" >= TIMESTAMP WITH TIME ZONE '2026-0"));
    assertThat(printed()).contains("AT:2019 121", "DE:2017 180");
    sameAsFull();
    assertThat(run(0, "nightly", "--full")).contains("unchanged").doesNotContain("written");
  }

  @Test
  void whereRowsAreGoneAllAreRead() throws Exception {
    run(0, "nightly");
    server.execute(
        "DELETE FROM figures WHERE id = 1",
        "UPDATE figures SET printed = 121, updated_at = '2026-02-01 00:00+00' WHERE id = 2",
        "INSERT INTO figures VALUES (5, 'DE', 2017, 180, '2026-02-02 00:00+00')");
    long before = server.logged();
    assertThat(run(0, "nightly")).contains("4 read = 4 observed");
    assertThat(server.asked(before)).anyMatch(sql -> sql.contains("\"id\" IS NULL"));
    assertThat(printed())
        .containsExactly("AT:2019 121", "DE:2017 180", "DE:2018 200", "DE:2019 190.50");
    sameAsFull();
  }

  @Test
  void aNightKnowsRowsThatMoveMeetOrAreCommittedLate() throws Exception {
    run(0, "nightly");
    server.execute(
        "UPDATE figures SET year = 2017, updated_at = '2026-02-01 00:00+00' WHERE id = 1");
    assertThat(run(0, "nightly")).doesNotContain("read the sources");
    // Its figure is another now, and its former one is no more.
    assertThat(printed())
        .containsExactly("AT:2017 100.0", "AT:2019 110.00", "DE:2018 200", "DE:2019 190.50");

    server.execute("INSERT INTO figures VALUES (5, 'DE', 2019, 190.5, '2026-02-02 00:00+00')");
    run(0, "nightly");
    // Of two rows of one figure the other was not written, and is still there.
    assertThat(printed()).contains("DE:2019 190.5", "DE:2019 190.50").hasSize(5);

    try (Connection late = server.connection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(
          "UPDATE figures SET printed = 199, updated_at = '2026-02-01 23:30+00' WHERE id = 3");
      assertThat(run(0, "nightly")).contains("Nothing changed");
      late.commit();
    }
    assertThat(run(0, "nightly")).doesNotContain("read the sources");
    assertThat(printed()).contains("DE:2018 199").hasSize(5);
    sameAsFull();
  }

  @ParameterizedTest
  @CsvSource({
    "bigint, 1, 5, 9",
    "'numeric(20,2)', -1.50, 5.25, 9",
    "timestamp, 2026-01-01 00:00, 2026-01-05 00:00:00.000001, 2026-01-06 00:00",
    "timestamptz, 2026-01-01 00:00Z, 2026-01-05 00:00:00.000001Z, 2026-01-06 00:00Z",
    "date, 2026-01-01, 2026-01-05, 2026-01-06"
  })
  void watermarksAreTimesDatesOrNumbers(String type, String first, String second, String third)
      throws Exception {
    server.execute(
        "DROP TABLE IF EXISTS marked",
        "CREATE TABLE marked (id int, mark %s)".formatted(type),
        "INSERT INTO marked VALUES (1, '%s'), (2, '%s')".formatted(first, second));
    declare(server.url(), "table: marked, changes: {key: id, watermark: mark, overlap: 0}");
    SourceFile before = look();
    assertThat(look().checksum()).isEqualTo(before.checksum());
    server.execute("INSERT INTO marked VALUES (3, '%s')".formatted(third));
    assertThat(SourceReader.written(spark, source(), before, look()).orElseThrow().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("2", "3");
    server.execute("ALTER TABLE marked ADD COLUMN more int DEFAULT 1");
    assertThat(SourceReader.written(spark, source(), before, look())).isEmpty();
    server.execute("INSERT INTO marked VALUES (4, NULL)");
    assertThat(SourceReader.written(spark, source(), look(), look())).isEmpty();
    server.execute("DELETE FROM marked");
    assertThat(look().rows()).hasValue(0);
  }

  private SourceFile look() {
    return SourceLedger.of(spark, lake(), List.of(source()), one -> "").changed().get(0);
  }

  @Test
  void withoutAWatermarkAllIsReadAndAStandstillIsSeen() throws Exception {
    declare(server.url(), TABLE);
    run(0, "nightly");
    assertThat(run(0, "nightly")).contains("unchanged");
    server.execute("UPDATE figures SET printed = 121 WHERE id = 2");
    run(0, "nightly");
    assertThat(printed()).contains("AT:2019 121");
  }

  @Test
  void credentialsAreNowhere() throws Exception {
    assertThat(run(0, "nightly")).doesNotContain(System.getenv(PostgresServer.USER));
    String explained =
        SourceReader.read(spark, source()).queryExecution().toString()
            + lake().read("raw_metrics").queryExecution();
    List<String> canaries =
        List.of(System.getenv(PostgresServer.USER), System.getenv(PostgresServer.PASSWORD));
    assertThat(explained).doesNotContain(canaries);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(canaries);
      }
    }
    for (String table : List.of("raw_metrics", "source_files", "releases", "observations")) {
      assertThat(String.join("\n", lake().read(table).toJSON().collectAsList()))
          .as(table)
          .doesNotContain(canaries);
    }
  }

  private Source source() {
    Problems problems = new Problems();
    Configuration read =
        ConfigurationReader.read(folder.resolve("mine.yaml"), problems).orElseThrow();
    problems.throwIfAny();
    return read.sources().get(0);
  }

  /** What a run says that fails, with nothing written. */
  private String refused() throws IOException {
    String said = run(1, "nightly");
    assertThat(said).startsWith("error: source 'incomes': ").hasLineCount(1);
    assertThat(lake().exists("raw_metrics")).isFalse();
    assertThat(lake().exists("source_files")).isFalse();
    return said;
  }

  @Test
  void whoeverSetsItUpWrongIsTold() throws Exception {
    declare(server.url(), TABLE, PostgresServer.USER, "XIAOKANG_NOT_SET");
    assertThat(refused())
        .contains(
            "the environment variable XIAOKANG_NOT_SET is not set", "export XIAOKANG_NOT_SET=");
    declare(server.url(), TABLE, PostgresServer.USER, "SPARK_LOCAL_IP");
    assertThat(refused())
        .contains("refuses the user or the password", "XIAOKANG_TEST_USER and SPARK_LOCAL_IP")
        .doesNotContain("127.0.0.1", System.getenv(PostgresServer.USER));
    declare(server.url(), "table: figurs");
    assertThat(refused()).contains("cannot read figurs", "\"figurs\"");
    declare(server.url(), "query: select printd from figures");
    assertThat(refused()).contains("cannot read query", "printd");
    declare(server.url(), TABLE + ", partition: {column: idd}");
    assertThat(refused())
        .contains(
            "partition names column 'idd', which figures does not have", "'id'", "updated_at");
    declare(server.url(), TABLE + ", partition: {column: land}");
    assertThat(refused()).contains("partition column 'land' has 'AT'; expected", "whole numbers");
    declare(server.url(), TABLE + ", changes: {key: id, watermark: land}");
    assertThat(refused()).contains("watermark column 'land' has 'DE'; expected times");
    declare(server.url(), "query: select 1 / (id - 2) as x from figures");
    assertThat(refused()).contains("cannot read query of jdbc:postgresql://", "division by zero");
    declare("jdbc:nobody:x", TABLE);
    assertThat(refused()).contains("no driver for this url", "spark.jars");
    declare("jdbc:postgresql://localhost:1/postgres", TABLE);
    assertThat(refused())
        .contains("the database at jdbc:postgresql://localhost:1/postgres cannot be reached");
  }

  @Test
  void aCertificateIsHeldAgainstTheOneThatSignedIt() throws Exception {
    String trusted = "?sslmode=verify-full&sslrootcert=" + server.certificate();
    String encrypted = "query: select ssl::text from pg_stat_ssl where pid = pg_backend_pid()";
    declare(server.url() + trusted, encrypted);
    assertThat(SourceReader.read(spark, source()).head().getString(0)).isEqualTo("true");
    declare(server.url() + "?sslmode=disable", encrypted);
    assertThat(SourceReader.read(spark, source()).head().getString(0)).isEqualTo("false");
    declare(server.url().replace("localhost", "127.0.0.1") + trusted, TABLE);
    assertThat(refused()).contains("cannot be reached", "127.0.0.1");
    declare(server.url() + "?sslmode=verify-full&sslrootcert=" + server.stranger(), TABLE);
    assertThat(refused()).contains("cannot be reached", "sslrootcert");
  }

  /** A time with a zone is printed in the zone that the session has. */
  @Test
  void theSessionSaysInWhichZoneTimesArePrinted() throws Exception {
    declare(server.url(), "query: select updated_at from figures where id = 1");
    Path file = folder.resolve("mine.yaml");
    String utc = "    options: {sessionInitStatement: set time zone 'UTC'}\n    columns:";
    Files.writeString(file, Files.readString(file).replace("    columns:", utc));
    assertThat(SourceReader.read(spark, source()).head().getString(0))
        .isEqualTo("2026-01-02 00:00:00+00");
  }

  @Test
  void passwordsInTheFileAreRefusedAndNotRepeated() throws Exception {
    String url = server.url();
    for (String bad : List.of(url + "?password=canary", url.replace("//", "//me:canary@"))) {
      declare(bad, TABLE);
      assertThat(run(3, "check"))
          .contains("mine.yaml:7", "'path' has a user or a password", "password_env")
          .doesNotContain("canary");
    }
    declare(url, TABLE + ", password: canary");
    assertThat(run(3, "check"))
        .contains("mine.yaml:8", "'password' does not belong into this file", "password_env: NAME")
        .doesNotContain("canary");
    declare(url, TABLE, PostgresServer.USER, "canary!");
    assertThat(run(3, "check"))
        .contains("'password_env' must be the name of an environment variable")
        .doesNotContain("canary");
    declare(url, TABLE + ", query: select 1");
    assertThat(run(3, "check")).contains("'jdbc' needs either 'table' or 'query'");
    Path file = folder.resolve("mine.yaml");
    declare(url, TABLE);
    Files.writeString(
        file,
        Files.readString(file).replace("    columns:", "    options: {dbtable: x}\n    columns:"));
    assertThat(run(3, "check")).contains("option 'dbtable' is none", "fetchsize");
  }
}

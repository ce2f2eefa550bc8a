package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xiaokang.PostgresServer;
import org.xiaokang.source.SourceReader;

/** What is said where a database cannot be read, what is refused, and what is told nobody. */
@Tag("long")
class DatabaseRefusalsTest extends OnPostgres {
  @Test
  void credentialsAreNowhere() throws Exception {
    assertThat(run(0, "nightly")).doesNotContain(System.getenv(PostgresServer.USER));
    String explained =
        SourceReader.read(spark, source()).queryExecution().toString()
            + lake().read("observations").queryExecution();
    List<String> canaries =
        List.of(System.getenv(PostgresServer.USER), System.getenv(PostgresServer.PASSWORD));
    assertThat(explained).doesNotContain(canaries);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(canaries);
      }
    }
    for (String table : List.of("rejected_metrics", "source_files", "releases", "observations")) {
      assertThat(String.join("\n", lake().read(table).toJSON().collectAsList()))
          .as(table)
          .doesNotContain(canaries);
    }
  }

  /** What a run says that fails, with nothing written. */
  private String refused() throws IOException {
    List<String> lines =
        run(1, "nightly").lines().filter(line -> !line.startsWith("[")).toList(); // its steps
    assertThat(lines).hasSize(1);
    String said = lines.get(0);
    assertThat(said).startsWith("error: source 'incomes': ");
    assertThat(lake().exists("observations")).isFalse();
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
          .contains("mine.yaml:6", "'path' has a user or a password", "password_env")
          .doesNotContain("canary");
    }
    declare(url, TABLE + ", password: canary");
    assertThat(run(3, "check"))
        .contains("mine.yaml:7", "'password' does not belong into this file", "password_env: NAME")
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

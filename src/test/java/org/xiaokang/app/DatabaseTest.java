package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.Project;
import org.xiaokang.Reading;
import org.xiaokang.source.SourceLedger;
import org.xiaokang.tables.Lake;

/** Sources in a PostgreSQL, night after night. */
@Tag("long")
class DatabaseTest extends OnPostgres {
  /** What all rows say. */
  private List<String> printed() {
    return lake()
        .read("observations")
        .selectExpr("concat_ws(' ', obs_id, value_printed)")
        .union(lake().read("rejected_metrics").selectExpr("concat_ws(' ', obs_id, value)"))
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
    for (var content : List.of(ours, theirs)) { // of the past, which the other lake has not
      content.remove("observation_history");
      content.computeIfPresent("observations", (table, rows) -> Project.withoutPast(rows));
    }
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
  void aNightSeesWhatWasWrittenSince() throws Exception {
    run(0, "nightly");
    assertThat(run(0, "nightly")).contains("unchanged");
    server.execute(
        "UPDATE figures SET printed = 121, updated_at = '2026-02-01 00:00+00' WHERE id = 2",
        "INSERT INTO figures VALUES (5, 'DE', 2017, 180, '2026-02-02 00:00+00')");
    assertThat(run(0, "nightly")).contains("5 read = 5 observed");
    assertThat(printed()).contains("AT:2019 121", "DE:2017 180");
    sameAsFull();
    assertThat(run(0, "nightly", "--full")).contains("unchanged").doesNotContain("written");
  }

  @Test
  void rowsThatAreGoneAreNoFigures() throws Exception {
    run(0, "nightly");
    server.execute(
        "DELETE FROM figures WHERE id = 1",
        "UPDATE figures SET printed = 121, updated_at = '2026-02-01 00:00+00' WHERE id = 2",
        "INSERT INTO figures VALUES (5, 'DE', 2017, 180, '2026-02-02 00:00+00')");
    assertThat(run(0, "nightly")).contains("4 read = 4 observed");
    assertThat(printed())
        .containsExactly("AT:2019 121", "DE:2017 180", "DE:2018 200", "DE:2019 190.50");
    sameAsFull();
  }

  @Test
  void aNightKnowsRowsThatMoveMeetOrAreCommittedLate() throws Exception {
    run(0, "nightly");
    server.execute(
        "UPDATE figures SET year = 2017, updated_at = '2026-02-01 00:00+00' WHERE id = 1");
    run(0, "nightly");
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
    run(0, "nightly");
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
    String before = look();
    assertThat(look()).isEqualTo(before);
    server.execute("INSERT INTO marked VALUES (3, '%s')".formatted(third));
    String more = look();
    assertThat(more).isNotEqualTo(before).startsWith("rows:3 ");
    server.execute("ALTER TABLE marked ADD COLUMN more int DEFAULT 1");
    assertThat(look()).isNotEqualTo(more).startsWith("rows:3 ");
    server.execute("INSERT INTO marked VALUES (4, NULL)");
    assertThat(look()).startsWith("rows:4 ").doesNotContain("latest:");
    server.execute("DELETE FROM marked");
    assertThat(look()).startsWith("rows:0 ");
  }

  /** What the ledger would keep of the table now. */
  private String look() {
    return SourceLedger.of(Reading.hadoop(), List.of(), List.of(source()), one -> "")
        .entries("run")
        .get(0)
        .checksum();
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
}

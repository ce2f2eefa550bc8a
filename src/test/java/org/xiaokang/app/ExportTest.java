package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.export.SdmxCsvRules;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Tables;

/** A release as others get it: valid, whole, safe to open, and readable by ourselves. */
class ExportTest {
  private static final String CATALOGUE =
      "catalogue: {units: units.yaml, metrics: %s, indicators: themes, regions: regions.csv}\n";

  @TempDir private static Path folder;

  private static Tables tables;
  private static String releaseId;
  private static Path exported;

  private static void write(String name, String text) {
    try {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CommandLineTest.Run run(String configuration, String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "--conf", folder.resolve(configuration).toString()));
    args.addAll(List.of(more));
    return CommandLineTest.run(args.toArray(String[]::new));
  }

  private static CommandLineTest.Run export(String... more) {
    return run("mine.yaml", "export", more);
  }

  @BeforeAll
  static void exportARelease() {
    write(
        "mine.yaml",
        "lake: lake\nlicence: CC BY 4.0\n"
            + CATALOGUE.formatted("metrics.yaml")
            + "sources: [{name: books, format: csv, path: books.csv}]\n");
    write(
        "units.yaml",
        """
        units:
          - {code: euro, name: {en: euro, zh: 欧元}, symbols: [{of: [EUR]}]}
          - {code: percent, name: {en: percent, zh: 百分比}, symbols: [{of: ["%"]}]}
        """);
    write(
        "metrics.yaml",
        """
        metrics:
          - {code: paid, name: {en: Paid, zh: 支出}, unit: euro, kind: flow, aggregation: {rule: sum, reason: money adds up}}
        """);
    write(
        "themes/money.yaml",
        """
        indicators:
          - id: spent
            name: {en: "=Spent", zh: 支出}
            definition: What was spent.
            unit: euro
            inputs: {x: {metric: paid}}
            value: x
            direction: neutral
            decimals: 2
          - id: growth
            name: {en: Growth, zh: 增速}
            unit: percent
            inputs: {now: {metric: paid}, then: {metric: paid, shift: -1y}}
            value: 100 * (now / then - 1)
            direction: higher_is_better
        """);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        P,Province,Province,province,,,,
        A,"=HYPERLINK(""http://x"",""A, y"")",＋plus,county,P,,,
        B,@B,,county,P,,,
        C.x,-7.5,,county,,,,
        """);
    write(
        "books.csv",
        """
        doc_id,obs_id,region_code,metric_code,value,unit,scope,period_kind,period_start,period_end,qualifier,note
        d,1,A,paid,100,EUR,all,year,2018,2018,exact,"-1+2, ""quoted""
        second line"
        d,2,A,paid,125,EUR,all,year,2019,2019,exact,-12.5
        d,3,B,paid,0.125,EUR,kind=a;sector=b,year,2018,2018,at_least,
        d,4,B,paid,50,EUR,all,year,2018,2018,exact,
        d,5,A,paid,7,EUR,all,quarter,2019-01-01,2019-03-31,exact,
        d,6,A,paid,3,EUR,all,month,2019-02-01,2019-02-28,exact,
        d,7,A,paid,9,EUR,all,cumulative,2016-01-01,2020-12-31,exact,
        d,8,A,paid,11,EUR,all,cumulative,,2019-06-30,exact,
        d,9,A,paid,2,EUR,all,point,2019-06-30,2019-06-30,exact,
        d,10,A,paid,5,EUR,all,unknown,,,exact,
        d,11,A,paid,6,EUR,all,cumulative,2019-06-30,,exact,
        d,12,C.x,paid,8,EUR,all,year,2018,2018,exact,
        d,13,A,paid,21,EUR,all,half_year,2019-07-01,2019-12-31,approx,
        """);
    assertThat(run("mine.yaml", "nightly").err()).isEmpty();
    Lake lake = Lake.open(SparkTest.session(), folder.resolve("lake").toString());
    releaseId = lake.latestRelease().orElseThrow().releaseId();
    tables = lake.tables(lake.latestRelease().orElseThrow());
    exported = folder.resolve("out");
    CommandLineTest.Run run = export("--to", exported.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  /** Worked out by hand from the figures above. */
  @Test
  void theDataMessageKeepsTheRulesAndHoldsWhatSdmxCanHold() throws IOException {
    List<Map<String, String>> rows = message();
    assertThat(rows)
        .extracting(
            row ->
                Stream.of(
                        "REF_AREA",
                        "INDICATOR",
                        "SCOPE",
                        "FREQ",
                        "PERIOD_KIND",
                        "ORIGIN",
                        "TIME_PERIOD",
                        "OBS_VALUE",
                        "UNIT_MEASURE",
                        "BOUND")
                    .map(row::get)
                    .collect(Collectors.joining("|")))
        .contains(
            "A|growth|all|A|year|reported|2019|25|percent|null",
            "A|spent|all|A|year|reported|2018|100|euro|null",
            "A|spent|all|Q|quarter|reported|2019-Q1|7|euro|null",
            "A|spent|all|M|month|reported|2019-02|3|euro|null",
            "A|spent|all|S|half_year|reported|2019-S2|21|euro|approx",
            "A|spent|all|_O|cumulative|reported|2016-01-01/P5Y|9|euro|null",
            "A|spent|all|_O|cumulative|reported|2019-06-30|11|euro|null",
            "A|spent|all|D|point|reported|2019-06-30|2|euro|null",
            "B|spent|kind=a;sector=b|A|year|reported|2018|0.125|euro|at_least",
            "P|spent|all|A|year|aggregated|2018|150|euro|null");
    assertThat(rows).extracting(row -> row.get("RELEASE_ID")).containsOnly(releaseId);
    assertThat(rows)
        .filteredOn(row -> "spent".equals(row.get("INDICATOR")))
        .extracting(row -> row.get("DECIMALS"))
        .containsOnly("2");
  }

  private static List<Map<String, String>> message() throws IOException {
    return SdmxCsvRules.check(
        exported.resolve("sdmx-csv/indicators.csv"), exported.resolve("sdmx-csv/structure.json"));
  }

  @Test
  void whatSdmxCannotHoldIsToldAndCounted() throws IOException {
    List<String[]> rest = SdmxCsvRules.parse(exported.resolve("sdmx-csv/left_out.csv"));
    assertThat(rest)
        .extracting(cells -> String.join("|", Arrays.asList(cells).subList(0, 8)))
        .contains(
            "the period is not known|A|spent|all|unknown|_U|reported|5",
            "the period has no end|A|spent|all|cumulative|2019-06-30/..|reported|6",
            "the region's code is no SDMX identifier (A-Z, a-z, 0-9, _, -, @, $)|C.x|spent|all|year|2018|reported|8");
    assertThat(message().size() + rest.size() - 1)
        .isEqualTo((int) tables.table("indicators").count());
    JsonNode told = manifest(exported).path("left_out_of_sdmx");
    long counted = 0;
    for (JsonNode count : told) {
      counted += count.asLong();
    }
    assertThat(counted).isEqualTo(rest.size() - 1);
    assertThat(Files.readString(exported.resolve("README.txt")))
        .contains("1 the period has no end")
        .contains("Release " + releaseId)
        .contains("Licence: CC BY 4.0");
  }

  @Test
  void everyTableIsOneFileOfRowsThatNoSpreadsheetTakesForFormulas() throws IOException {
    for (String table : List.of("indicators", "observations", "regions", "rejected_metrics")) {
      List<String[]> rows = SdmxCsvRules.parse(exported.resolve("csv/" + table + ".csv"));
      assertThat(rows.get(0)).containsExactly(tables.table(table).columns());
      assertThat(rows).hasSize((int) tables.table(table).count() + 1);
      for (String[] cells : rows.subList(1, rows.size())) {
        assertThat(cells)
            .allSatisfy(
                cell -> {
                  if (cell != null && !cell.matches("[+-]?[0-9.,]+")) {
                    assertThat(cell.strip()).doesNotContainPattern("^[=+@\\-＝＋－＠]");
                  }
                });
      }
    }
    String regions = Files.readString(exported.resolve("csv/regions.csv"));
    assertThat(regions)
        .contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"A, y\"\")\",'＋plus,county,P,")
        .contains("C.x,C.x,-7.5,")
        .contains("B,B,'@B,");
    String observations = Files.readString(exported.resolve("csv/observations.csv"));
    assertThat(observations).contains("\"'-1+2, \"\"quoted\"\"\nsecond line\"").contains(",-12.5,");
    List<String[]> dictionary = SdmxCsvRules.parse(exported.resolve("dictionary.csv"));
    assertThat(dictionary)
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsExactly("regions", "name", "text", null, "Official name", "2"))
        .anySatisfy(row -> assertThat(row).startsWith("regions", null, "table", null))
        .anySatisfy(
            row -> assertThat(row).startsWith("region_profiles", "growth", "number", "percent"))
        .anySatisfy(
            row -> assertThat(row).startsWith("indicators", "coverage", "number", "share, 0 to 1"))
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("indicators", "obs_value", "number", "see unit_measure"));
    assertThat(dictionary).allSatisfy(row -> assertThat(row[4]).isNotBlank());
    long harmless =
        dictionary.subList(1, dictionary.size()).stream()
            .mapToLong(row -> row[5] == null ? 0 : Long.parseLong(row[5]))
            .sum();
    // and the name of an indicator in indicator_definitions.csv
    assertThat(manifest(exported).path("cells_made_harmless").asLong()).isEqualTo(harmless + 1);
    assertThat(Files.readString(exported.resolve("indicator_definitions.csv")))
        .contains("spent,money,'=Spent,支出,What was spent.,euro,neutral,x,");
  }

  @Test
  void numbersAreTheSameToAReaderOfOurs() throws SQLException {
    String base = exported.toString();
    assertThat(
            duckdb(
                "select count(*), sum(obs_value) from read_csv('%s/csv/indicators.csv')"
                    .formatted(base)))
        .isEqualTo(
            duckdb(
                "select count(*), sum(obs_value) from '%s/parquet/indicators/*.parquet'"
                    .formatted(base)))
        .isEqualTo(
            tables
                .table("indicators")
                .selectExpr("count(*)", "sum(obs_value)")
                .head()
                .mkString("|"));
    assertThat(
            duckdb(
                "select sum(OBS_VALUE) from read_csv('%s/sdmx-csv/indicators.csv') where INDICATOR = 'spent'"
                    .formatted(base)))
        .isEqualTo(
            tables
                .table("indicators")
                .filter("indicator = 'spent' and ref_area <> 'C.x' and time_period not like '%/..'")
                .filter("time_period <> '_U'")
                .selectExpr("sum(obs_value)")
                .head()
                .mkString("|"));
  }

  private static String duckdb(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        cells.add(rows.getString(i));
      }
      return String.join("|", cells);
    }
  }

  /** The source is the one that docs/export.md shows. */
  @Test
  void whatWasExportedIsASourceOfTheSameValues() throws IOException {
    String readme = Files.readString(Path.of("docs/export.md"));
    int begin = readme.indexOf("    sources:\n      - name: exchanged");
    String source =
        readme
            .substring(begin, readme.indexOf("\n\n", begin))
            .stripIndent()
            .replace("for-others/", exported + "/");
    write(
        "theirs.yaml",
        "lake: theirs\n" + CATALOGUE.formatted("their-metrics.yaml") + source + "\n");
    write(
        "their-metrics.yaml",
        """
        metrics:
          - {code: spent, name: {en: Spent, zh: 支出}, unit: euro, kind: flow, aggregation: {rule: sum, reason: money adds up}}
          - code: growth
            name: {en: Growth, zh: 增速}
            unit: percent
            kind: growth_rate
            aggregation: {rule: none, reason: a rate}
          - {code: paid, name: {en: Paid, zh: 付}, unit: euro, kind: flow, aggregation: {rule: sum, reason: money adds up}}
        """);
    CommandLineTest.Run loaded = run("theirs.yaml", "load");
    assertThat(loaded.err()).isEmpty();
    Lake theirs = Lake.open(SparkTest.session(), folder.resolve("theirs").toString());
    Dataset<Row> observations = theirs.read("observations");
    String[] said = {"ref_area", "scope", "freq", "period_kind", "time_period", "unit_measure"};
    Dataset<Row> got =
        observations.selectExpr(
            columns(said, "metric", "double(obs_value)", "nullif(qualifier, 'exact')"));
    Dataset<Row> given =
        tables
            .table("indicators")
            .filter("obs_value is not null and ref_area <> 'C.x'")
            .filter("time_period <> '_U' and time_period not like '%/..'")
            .selectExpr(columns(said, "indicator", "obs_value", "bound"));
    assertThat(theirs.read("rejected_metrics").count()).isZero();
    assertThat(texts(got)).isNotEmpty().isEqualTo(texts(given));
  }

  private static String[] columns(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString("|")).sorted().toList();
  }

  @Test
  void theManifestListsEveryFileWithItsChecksum() throws Exception {
    JsonNode manifest = manifest(exported);
    assertThat(manifest.path("release_id").asText()).isEqualTo(releaseId);
    assertThat(manifest.path("rows").path("csv/regions.csv").asLong()).isEqualTo(4);
    Set<String> listed = new TreeSet<>(List.of("release.json"));
    for (JsonNode file : manifest.path("files")) {
      byte[] bytes = Files.readAllBytes(exported.resolve(file.path("path").asText()));
      assertThat(file.path("bytes").asInt()).isEqualTo(bytes.length);
      assertThat(file.path("sha256").asText())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      listed.add(file.path("path").asText());
    }
    assertThat(files(exported)).isEqualTo(listed);
  }

  private static Set<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode manifest(Path root) throws IOException {
    return new ObjectMapper().readTree(root.resolve("release.json").toFile());
  }

  @Test
  void theSameReleaseGivesTheSameBytesAndAnEarlierExportIsReplacedOnlyWhenAsked()
      throws IOException {
    Path again = folder.resolve("again");
    assertThat(export("--to", again.toString(), "--format", "csv", "--format", "SDMX-CSV").code())
        .isZero();
    for (String file : List.of("csv/indicators.csv", "sdmx-csv/indicators.csv")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(exported.resolve(file));
    }
    CommandLineTest.Run refused = export("--to", again.toString(), "--format", "csv");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("has an export; --overwrite replaces it");
    assertThat(export("--to", again.toString(), "--format", "sdmx-csv", "--overwrite").code())
        .isZero();
    assertThat(again.resolve("csv")).doesNotExist();
    assertThat(again.resolve("sdmx-csv/structure.json")).exists();

    write("again/mine/thesis.txt", "years of work");
    CommandLineTest.Run kept = export("--to", again.toString(), "--overwrite");
    assertThat(kept.code()).isEqualTo(1);
    assertThat(kept.err()).contains("other files than an export's, such as 'mine/thesis.txt'");
    assertThat(again.resolve("mine/thesis.txt")).exists();
  }

  @Test
  void whatIsNoExportIsNeverReplacedAndAFailureLeavesNothing() throws IOException {
    write("precious/thesis.txt", "years of work");
    CommandLineTest.Run refused =
        export("--to", folder.resolve("precious").toString(), "--overwrite");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("has other files than an export's, such as 'thesis.txt'");
    assertThat(folder.resolve("precious/thesis.txt")).exists();
    write("app/release.json", "{\"version\": 2}");
    assertThat(export("--to", folder.resolve("app").toString(), "--overwrite").err())
        .contains("has other files than an export's, such as 'release.json'");
    assertThat(folder.resolve("app/release.json")).exists();

    assertThat(export("--to", "x", "--format", "xlsx").err())
        .contains("'xlsx' is no format; expected one of [sdmx-csv, csv, parquet]");

    Path file = Files.writeString(folder.resolve("file"), "in the way");
    CommandLineTest.Run failed = export("--to", file.resolve("out").toString());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("cannot export to '" + file.resolve("out") + "'");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".unfinished") || name.endsWith(".replaced"));
    }
  }
}

package org.xiaokang.quality;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.config.Gate.OnFailure.HOLD;
import static org.xiaokang.config.Gate.OnFailure.WARN;
import static org.xiaokang.quality.GateTrial.gate;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Gate.Limits;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.QualityResultsTable.QualityResult;

/** Gates over tables and gates over records, on the same made-up release: the same rows. */
class GatesOracleTest {
  private static final List<Gate> GATES =
      List.of(
          gate("rejected_share", HOLD, new Gate.RejectedShare(0.05, 0.1)),
          gate("rejected_at_all", WARN, new Gate.RejectedShare(0.5, null)),
          gate("regions", HOLD, new Gate.RegionsReporting(0.1, Gate.RegionsReporting.By.ALL)),
          gate("regions_of", WARN, new Gate.RegionsReporting(0.1, Gate.RegionsReporting.By.METRIC)),
          gate("some", WARN, new Gate.RegionsReporting(1, Gate.RegionsReporting.By.METRIC)),
          gate("ends", WARN, new Gate.Freshness(30, Gate.Freshness.Of.PERIOD_END)),
          gate("printed", HOLD, new Gate.Freshness(3650, Gate.Freshness.Of.PUBLISHED_ON)),
          gate("range", HOLD, new Gate.Range(null, null)),
          gate("bounds", WARN, new Gate.Range(-40.0, 55.5), "level"),
          gate("ceiling", HOLD, new Gate.Range(null, 1e9)),
          gate("undeclared", HOLD, new Gate.Range(null, null), "level"),
          gate("history", HOLD, new Gate.History(new Limits(5, 5, 0.1))),
          gate("past", WARN, new Gate.History(new Limits(1.5, 3, 0)), "share"),
          gate("long_past", WARN, new Gate.History(new Limits(5, 99, 0.1))),
          gate("calm_past", HOLD, new Gate.History(new Limits(1e9, 5, 1e9))),
          gate("peers", HOLD, new Gate.Peers(new Limits(3, 5, 0.1)), "level", "share"),
          gate("few_peers", WARN, new Gate.Peers(new Limits(1.1, 3, 0))),
          gate("released", HOLD, new Gate.ReleaseDifference(0.3, 0.05)),
          gate("lost", WARN, new Gate.ReleaseDifference(9e9, 1), "other"));

  private static final StructType INPUT =
      new StructType().add("observation_id", DataTypes.LongType);
  private static final StructType INDICATORS =
      new StructType()
          .add("panel_area", DataTypes.StringType)
          .add("ref_area", DataTypes.StringType)
          .add("parent_area", DataTypes.StringType)
          .add("indicator", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("period_kind", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("period_start", DataTypes.DateType)
          .add("period_end", DataTypes.DateType)
          .add("origin", DataTypes.StringType)
          .add("obs_value", DataTypes.DoubleType)
          .add("inputs", DataTypes.createArrayType(INPUT));
  private static final StructType OBSERVATIONS =
      new StructType()
          .add("panel_area", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("period_end", DataTypes.DateType)
          .add("published_on", DataTypes.DateType)
          .add("preferred", DataTypes.BooleanType);
  private static final StructType SOURCES = new StructType().add("source", DataTypes.StringType);

  @TempDir private Path folder;

  @Test
  void gatesOverTablesAndGatesOverRecordsFindTheSame() {
    Catalogue catalogue = catalogue();
    MadeUpRelease release = new MadeUpRelease(20261127);
    GateTrial trial = new GateTrial(catalogue.indicators().values());
    release.fill(trial.now, trial.before);
    List<Row> raw = new ArrayList<>();
    List<Row> rejected = new ArrayList<>();
    for (String source : List.of("yearbook", "reports", "clean")) {
      int refused = source.equals("clean") ? 0 : 7;
      trial.read(source, source.length() * 10, refused, RejectedRow.Verdict.REJECTED);
      for (int i = 0; i < source.length() * 10; i++) {
        raw.add(RowFactory.create(source));
      }
      for (int i = 0; i < refused; i++) {
        rejected.add(RowFactory.create(source));
      }
    }
    Gates gates = new Gates(GATES, catalogue, GateTrial.TODAY);
    Gates.Input input =
        new Gates.Input(
            dataset(raw, SOURCES),
            dataset(rejected, SOURCES),
            observations(trial.now),
            values(trial.now));
    Gates.Before before = new Gates.Before(observations(trial.before), values(trial.before));
    for (boolean compared : List.of(true, false)) {
      Dataset<Row> judged =
          gates.judge(input, compared ? Optional.of(before) : Optional.empty()).persist();
      List<Row> old = shown(gates.findings(judged, compared, "run-1"));
      judged.unpersist();
      List<QualityFinding> found = trial.findings(compared, GATES);
      assertThat(found.stream().map(GatesOracleTest::cells).sorted())
          .containsExactlyElementsOf(old.stream().map(GatesOracleTest::cells).sorted().toList());
      assertThat(found.stream().sorted(QualityFinding.WORST_FIRST).map(GatesOracleTest::place))
          .containsExactlyElementsOf(old.stream().map(GatesOracleTest::place).toList());
      if (compared) {
        assertThatAllIsMet(found);
      }
    }
  }

  /** A comparison of nothing would pass. */
  private static void assertThatAllIsMet(List<QualityFinding> found) {
    assertThat(found).hasSizeGreaterThan(300);
    assertThat(found.stream().filter(QualityFinding::isFailed).map(QualityFinding::gate))
        .contains("rejected_share", "regions", "regions_of", "ends", "range", "bounds")
        .contains("history", "past", "peers", "few_peers", "released");
    assertThat(found.stream().filter(f -> !f.isFailed()).map(f -> f.gate() + " " + f.verdict()))
        .contains("rejected_at_all PASSED", "printed PASSED", "some PASSED")
        .contains("undeclared NOT_JUDGED", "long_past NOT_JUDGED");
    String messages = found.stream().map(QualityFinding::message).collect(Collectors.joining("\n"));
    assertThat(messages)
        .contains("; published before with this value")
        .contains("robust deviations from")
        .contains("earlier values are")
        .contains("regions of the same parent are")
        .contains("below the range")
        .contains("above the range")
        .contains("have no value now")
        .contains(" not: ");
  }

  private Catalogue catalogue() {
    String inputs = "now: {metric: m}";
    return Declared.catalogue(
        folder,
        Declared.metric("m", "percent", "rate", "{rule: none, reason: a rate}"),
        Declared.indicator("level", "percent", inputs, "now")
            + Declared.indicator("share", "percent", inputs, "now")
            + "    expected: {min: 0, max: 100}\n"
            + Declared.indicator("other", "percent", inputs, "now"),
        "code,name,level,parent,valid_from,valid_to,successors\nA,A,region,,,,\n");
  }

  /** In the order of the page; what passed stands where its missing excess puts it. */
  private static List<Row> shown(Dataset<Row> quality) {
    return quality
        .orderBy(
            col("severity"),
            col("excess").desc(),
            col("gate"),
            col("ref_area"),
            col("indicator"),
            col("time_period"),
            col("scope"),
            col("origin"))
        .collectAsList();
  }

  private static Dataset<Row> dataset(List<Row> rows, StructType schema) {
    return SparkTest.session().createDataFrame(rows, schema);
  }

  private static Dataset<Row> values(GateTrial.Figures figures) {
    return dataset(figures.values.stream().map(GatesOracleTest::row).toList(), INDICATORS);
  }

  private static Row row(IndicatorValue value) {
    return RowFactory.create(
        value.seriesArea(),
        value.refArea(),
        value.parentArea(),
        value.indicator(),
        value.scope(),
        value.period().kind(),
        value.period().timePeriod(),
        date(value.period().start()),
        date(value.period().end()),
        value.origin().code(),
        value.value(),
        value.inputs().stream().map(i -> RowFactory.create(i.observationId())).toArray(Row[]::new));
  }

  private static Dataset<Row> observations(GateTrial.Figures figures) {
    return dataset(figures.observations.stream().map(GatesOracleTest::row).toList(), OBSERVATIONS);
  }

  private static Row row(StandingObservation figure) {
    return RowFactory.create(
        figure.observation().region().seriesArea(),
        figure.observation().metric(),
        date(figure.observation().period().end()),
        date(figure.observation().publishedOn()),
        figure.preferred());
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  /** All cells of a row, doubles to the last digit. */
  private static String cells(Row row) {
    return QualityResultsTable.SCHEMA.columns().stream()
        .map(column -> column.name() + "=" + row.getAs(column.name()))
        .collect(Collectors.joining("|"));
  }

  private static String cells(QualityFinding finding) {
    QualityResult row = new QualityResult(finding, "run-1");
    return QualityResultsTable.SCHEMA.columns().stream()
        .map(column -> column.name() + "=" + column.cell().apply(row))
        .collect(Collectors.joining("|"));
  }

  /** The columns that the page puts findings in order by. */
  private static final List<String> ORDER =
      List.of(
          "severity", "excess", "gate", "ref_area", "indicator", "time_period", "scope", "origin");

  private static String place(Row row) {
    return ORDER.stream().map(name -> "" + row.getAs(name)).collect(Collectors.joining("|"));
  }

  private static String place(QualityFinding finding) {
    List<String> cells = Arrays.asList(cells(finding).split("\\|", -1));
    return ORDER.stream().map(name -> cell(cells.stream(), name)).collect(Collectors.joining("|"));
  }

  private static String cell(Stream<String> cells, String name) {
    return cells
        .filter(cell -> cell.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1);
  }
}

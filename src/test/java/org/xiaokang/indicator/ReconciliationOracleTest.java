package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.FigureBuilder.figure;
import static org.xiaokang.indicator.ValueBuilder.undated;
import static org.xiaokang.indicator.ValueBuilder.value;
import static org.xiaokang.indicator.ValueBuilder.year;
import static org.xiaokang.indicator.ValueBuilder.years;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.lake.ReconciliationTable;
import org.xiaokang.lake.RegionProfilesTable;
import org.xiaokang.lake.RowOracle;

/** Made-up values, figures and claims, as Spark's expressions and plain Java take them. */
class ReconciliationOracleTest {
  private static final String NONE = "{rule: none, reason: a test}";
  private static final String SUM = "{rule: sum, reason: a test}";
  private static final List<String> AREAS = List.of("K", "L", "M", "P", "Q", "X");
  private static final List<String> SCOPES = List.of("all", "rural", "urban");
  private static final List<Period> PERIODS =
      List.of(
          year(2018),
          year(2019),
          year(2020),
          years("cumulative", 2016, 2020),
          years("average", 2017, 2020),
          undated(),
          new Period("unknown", null, LocalDate.of(2005, 6, 30), "../2005-06-30", "_O"),
          new Period(
              "point", LocalDate.of(1999, 1, 1), LocalDate.of(1999, 1, 1), "1999-01-01", "D"));

  @TempDir private static Path folder;
  private static Catalogue catalogue;
  private static List<IndicatorValue> values;
  private static List<Observation> figures;

  @BeforeAll
  static void makeUp() {
    catalogue =
        Declared.catalogue(
            folder,
            Declared.metric("poor", "person", "stock", SUM)
                + Declared.metric("people", "person", "stock", SUM)
                + Declared.metric("rest", "person", "stock", "{rule: sum, own: part, reason: t}")
                + Declared.metric("rate", "percent", "rate", NONE)
                + "    reports: share\n"
                + Declared.metric("pace", "percent", "growth_rate", NONE)
                + "    reports: growth\n",
            Declared.indicator(
                    "share", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n")
                + "    decimals: 0\n"
                + Declared.indicator(
                    "growth",
                    "percent",
                    "now: {metric: poor}, then: {metric: poor, shift: -1y}",
                    "100 * (now / then - 1)")
                + Declared.indicator("part", "person", "x: {metric: rest}", "x")
                + Declared.indicator("refused", "percent", "x: {metric: rate}", "x"),
            """
            code,name,level,parent,valid_from,valid_to,successors
            K,旧县,county,P,,1999-12-31,
            K,新市,city,Q,2000-01-01,,
            L,后县,county,P,2019-01-01,2019-12-31,
            M,始县,county,Q,,2004-12-31,
            P,旧省,province,,,2018-12-31,
            P,新省,province,,2019-01-01,,
            Q,别省,province,,,,
            """);
    Random random = new Random(20261128);
    values = values(random);
    figures = figures(random);
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static @Nullable Double number(Random random) {
    return random.nextInt(5) == 0 ? null : 10 + random.nextInt(8) / 4.0;
  }

  /** At most one of a region, indicator, breakdown, period and origin. */
  private static List<IndicatorValue> values(Random random) {
    Map<List<Object>, IndicatorValue> values = new LinkedHashMap<>();
    for (long i = 0; i < 1500; i++) {
      String area = any(random, AREAS);
      String indicator = any(random, List.of("share", "growth", "part", "refused"));
      Period period = any(random, PERIODS);
      ValueBuilder made =
          value(area, indicator, number(random))
              .scope(any(random, SCOPES))
              .at(period)
              .parent(random.nextBoolean() ? "P" : null)
              .flags(random.nextInt(6) == 0 ? new String[] {"derived"} : new String[0])
              .from(random.nextBoolean() ? null : (long) random.nextInt(5))
              .from(100_000 + i);
      if (random.nextInt(2) == 0) {
        made.since(any(random, List.of("2013", "2016", "2015", "2019")));
      }
      if (random.nextInt(3) == 0) {
        int reported = 1 + random.nextInt(3);
        made.below(reported, 3, reported / 3.0);
      }
      IndicatorValue value = made.build();
      values.putIfAbsent(
          List.of(area, indicator, value.scope(), period.timePeriod(), value.origin()), value);
    }
    return List.copyOf(values.values());
  }

  private static List<Observation> figures(Random random) {
    List<Observation> figures = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      figures.add(
          figure(
                  1000 + i,
                  any(random, AREAS),
                  any(random, List.of("rate", "pace", "poor")),
                  String.valueOf(10 + random.nextInt(80) / 40.0))
              .doc("d" + i % 7)
              .scope(any(random, SCOPES))
              .at(any(random, PERIODS))
              .tolerance(any(random, List.of("0.5", "0.05", "0.25")))
              .qualifier(any(random, List.of("exact", "approx")))
              .build());
    }
    return figures;
  }

  @Test
  void reportedFiguresMeetTheSameValues() {
    Set<Long> hidden = new HashSet<>();
    figures.stream()
        .map(Observation::observationId)
        .filter(id -> id % 11 == 0)
        .forEach(hidden::add);
    List<ReconciliationRow> rows =
        MetricReconciliation.of(catalogue)
            .rows(figures, values, figure -> hidden.contains(figure.observationId()));
    RowOracle.assertSame(
        ReconciliationTable.SCHEMA,
        rows,
        Reconciliation.ofMetrics(
            catalogue, SparkRows.observations(figures, hidden), SparkRows.indicators(values)));
    assertThat(rows.stream().map(ReconciliationRow::verdict).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ReconciliationVerdict.values());
    assertThat(rows.stream().map(ReconciliationRow::reason).distinct()).hasSizeGreaterThan(10);
  }

  @Test
  void ownValuesMeetTheSameSums() {
    List<ReconciliationRow> rows = RollUpReconciliation.of(catalogue).rows(values);
    RowOracle.assertSame(
        ReconciliationTable.SCHEMA,
        rows,
        Reconciliation.ofRollUps(catalogue, SparkRows.indicators(values)));
    assertThat(rows.stream().map(ReconciliationRow::verdict).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ReconciliationVerdict.values());
  }

  @Test
  void profilesAreTheSame() {
    List<RegionProfile> profiles = RegionProfiles.of(catalogue).rows(values);
    RowOracle.assertSame(
        RegionProfilesTable.schema(catalogue),
        profiles,
        Profiles.of(
            SparkRows.indicators(values), SparkRows.regions(catalogue.regions()), catalogue));
    assertThat(profiles).hasSizeGreaterThan(40);
  }

  @Test
  void claimsComeOutTheSame() {
    Random random = new Random(20261129);
    List<Claim> claims = new ArrayList<>();
    List<String> operators = List.of(" + ", " - ", " / ", " = ", " <= ", " * 0 / ");
    for (int i = 0; i < 300; i++) {
      Observation one = any(random, figures);
      Observation other = figures.get(Math.floorMod(figures.indexOf(one) + 7, figures.size()));
      String formula =
          switch (random.nextInt(12)) {
            case 0 -> "`" + one.obsId() + "` +";
            case 1 -> "`" + one.obsId() + "` + `none`";
            case 2 -> "`" + one.obsId() + "` / 0";
            default -> "`" + one.obsId() + "`" + any(random, operators) + "`" + other.obsId() + "`";
          };
      claims.add(
          new Claim(
              "claims",
              "c" + random.nextInt(250),
              one.docId(),
              any(random, List.of("", "K")),
              "statement " + i,
              any(
                  random,
                  List.of("holds", "identical", "", "22", "1.0 %", "many", "20.5 倍", "1,2")),
              formula));
    }
    Set<Long> hidden = Set.of(1003L, 1010L, 1017L);
    ClaimReconciliation reconciliation = new ClaimReconciliation(claims, new CatalystFormulas());
    List<Observation> needed =
        figures.stream()
            .filter(
                figure ->
                    reconciliation.figures().contains(ClaimReconciliation.FigureName.of(figure)))
            .toList();
    assertThat(needed).hasSizeLessThan(figures.size());
    List<ReconciliationRow> rows =
        reconciliation.rows(needed, figure -> hidden.contains(figure.observationId()));
    StructType schema = new StructType();
    for (String name :
        List.of("source", "claim_id", "doc_id", "region_code", "statement", "claimed", "formula")) {
      schema = schema.add(name, "string");
    }
    List<Row> given =
        claims.stream()
            .map(
                c ->
                    RowFactory.create(
                        c.source(),
                        c.claimId(),
                        c.docId(),
                        c.regionCode(),
                        c.statement(),
                        c.claimed(),
                        c.formula()))
            .toList();
    RowOracle.assertSame(
        ReconciliationTable.SCHEMA,
        rows,
        Claims.check(
            SparkTest.session().createDataFrame(given, schema),
            SparkRows.observations(figures, hidden)));
    assertThat(rows.stream().map(ReconciliationRow::verdict).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ReconciliationVerdict.values());
  }
}

package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.Units;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.MetricResolution;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.RegionIndex;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.RowValidator;

/** Made-up rows, good and bad in every column, as both readers of rows take them. */
class IngestOracleTest {
  private static final int ROWS = 4000;

  /** What a column may have; the first is good and the most frequent. */
  private static final Map<String, List<String>> CELLS =
      Map.ofEntries(
          Map.entry("doc_id", List.of("d1", "d2", "")),
          Map.entry(
              "region_code",
              List.of(
                  "411722", "412825", "419001", "F", "130703", " ４１１７２２ ", "999999", "", "410000")),
          Map.entry(
              "region_name",
              List.of("", "上蔡县", "河南省", "Henan", "桥西区", "宣化区", "鼓楼", "义马市", "上菜县", "己县")),
          Map.entry("region_parent", List.of("", "河南省", "411700", "石家庄市", "火星")),
          Map.entry("region_level", List.of("", " County", "province", "village")),
          Map.entry(
              "metric_code",
              List.of(
                  "special_fiscal_fund",
                  "脱贫人口",
                  "poverty_incidence",
                  "specialty_industry_area",
                  "grain_output",
                  "income_per_capita",
                  "poor_villages_exited",
                  "poverty_incidense",
                  "")),
          Map.entry(
              "scope",
              List.of(
                  "",
                  "all",
                  "rural",
                  "rural;age >= 60",
                  "sex＝f；age=1",
                  "b;a;b",
                  "all;poor",
                  " ; ")),
          Map.entry(
              "period_start",
              List.of("", "2019", "2019-01-01", "2020-07", "2019-02-30", "1999-7-1", "last year")),
          Map.entry(
              "period_end",
              List.of("2019-12-31", "", "2019", "2020-09-30", "1990", "2020-12", "2019-13")),
          Map.entry(
              "period_kind",
              List.of(
                  "", "year", "quarter", "year to date", "Point", "cumulative", "unknown", "x")),
          Map.entry(
              "value",
              List.of(
                  "12",
                  "1.478",
                  "1,234,567.5",
                  "-0.00",
                  "1.5e3",
                  "1E-30",
                  "－5",
                  "NaN",
                  "12人",
                  "99999999999999999999",
                  "0.000000000000000001",
                  "1.0000000000000000004",
                  "")),
          Map.entry("unit", List.of("元", "亿元", "人", "%", "ratio", "公顷", "斤", "个", "Yuan", "")),
          Map.entry("qualifier", List.of("", "exact", "At least", "approx", "about")),
          Map.entry("published_on", List.of("", "2021-01-01", "2021", "2021-2-3", "someday")),
          Map.entry("confidence", List.of("", "0.9", "1", "1.5", "9e-1", "1.2.3", "high")),
          Map.entry("locator", List.of("", "p. 3", "\uFFFD")),
          Map.entry("note", List.of("", "rounded")),
          Map.entry("action", List.of("", "I", " r", "X")));

  private static Map<String, String> row(int id, Random random) {
    Map<String, String> row = Given.row("%05d".formatted(id));
    // Half of the rows are nearly good, so that what they say is compared, too.
    int odd = random.nextBoolean() ? 3 : 12;
    CELLS.forEach(
        (column, cells) ->
            row.put(
                column,
                random.nextInt(CELLS.size()) < odd
                    ? cells.get(random.nextInt(cells.size()))
                    : cells.get(0)));
    return row;
  }

  @Test
  void bothReadersOfRowsSayTheSame() {
    Random random = new Random(20261127);
    List<Map<String, String>> rows =
        IntStream.range(0, ROWS).mapToObj(id -> row(id, random)).toList();
    List<Row> judged = Given.judged(rows);
    assertThat(judged).hasSize(ROWS);
    RowValidator validator = validator();
    Map<String, Integer> met = new TreeMap<>();
    for (int i = 0; i < ROWS; i++) {
      Map<String, String> row = rows.get(i);
      RowValidator.Validated found =
          validator.validate(
              "reports", ContractRow.of(Contract.COLUMNS.stream().map(row::get).toList()));
      assertThat(found.reasons().stream().map(IngestOracleTest::shown).toList())
          .as("%s", row)
          .isEqualTo(reasons(judged.get(i)));
      found.reasons().forEach(reason -> met.merge(reason.code(), 1, Integer::sum));
      Observation observation = found.observation();
      if (observation != null) {
        assertThat(found.reasons()).isEmpty();
        met.merge("observation", 1, Integer::sum);
        assertThat(cells(observation))
            .as("%s", row)
            .isEqualTo(cells(judged.get(i).<Row>getAs("observation")));
      } else {
        assertThat(found.reasons()).isNotEmpty();
      }
    }
    assertThat(met.keySet())
        .contains(
            "action_unknown",
            "confidence_invalid",
            "date_invalid",
            "encoding",
            "metric_unknown",
            "missing",
            "observation",
            "period_kind_unknown",
            "period_mismatch",
            "period_reversed",
            "qualifier_unknown",
            "region_ambiguous",
            "region_conflict",
            "region_unknown",
            "unit_incompatible",
            "unit_unknown",
            "value_not_finite",
            "value_overflow",
            "value_unparsable");
    assertThat(met.get("observation")).isGreaterThan(200);
  }

  private static String shown(Reason reason) {
    return String.join(
        "|",
        reason.code(),
        reason.column(),
        String.valueOf(reason.value()),
        wording(reason.code(), reason.expected()));
  }

  private static List<String> reasons(Row judged) {
    return judged.<Row>getList(judged.fieldIndex("reasons")).stream()
        .map(
            r ->
                String.join(
                    "|",
                    r.getString(0),
                    r.getString(1),
                    String.valueOf(r.getString(2)),
                    wording(r.getString(0), String.valueOf(r.getString(3)))))
        .toList();
  }

  /** The order of the other units was that of a hash map, and the nearest metric another rule's. */
  private static String wording(String code, String expected) {
    return switch (code) {
      case "unit_incompatible" -> expected.replaceFirst("; this one is of .*", "");
      case "metric_unknown" ->
          expected.replaceFirst("(; did you mean .*| \\(table metrics\\))", "");
      default -> expected;
    };
  }

  private static Map<String, @Nullable Object> cells(Observation o) {
    Map<String, @Nullable Object> cells = new TreeMap<>();
    cells.put("source", o.source());
    cells.put("doc_id", o.docId());
    cells.put("obs_id", o.obsId());
    cells.put("observation_id", o.observationId());
    cells.put("ref_area", o.region().refArea());
    cells.put("panel_area", o.region().seriesArea());
    cells.put("region_match", o.region().match());
    cells.put("region_note", o.region().note());
    cells.put(
        "shares",
        o.region().shares().stream()
            .map(s -> s.refArea() + " " + s.seriesArea() + " " + s.weight())
            .toList());
    cells.put("metric", o.metric());
    cells.put("scope", o.scope());
    cells.put("freq", o.period().freq());
    cells.put("period_kind", o.period().kind());
    cells.put("time_period", o.period().timePeriod());
    cells.put("period_start", o.period().start());
    cells.put("period_end", o.period().end());
    cells.put("obs_value", plain(o.value()));
    cells.put("unit_measure", o.unit());
    cells.put("value_printed", o.valuePrinted());
    cells.put("unit_printed", o.unitPrinted());
    cells.put("decimals", o.decimals());
    cells.put("half_unit", plain(o.roundingTolerance()));
    cells.put("qualifier", o.qualifier());
    cells.put("obs_status", o.obsStatus());
    cells.put("published_on", o.publishedOn());
    cells.put("locator", o.locator());
    cells.put("confidence", o.confidence());
    cells.put("note", o.note());
    return cells;
  }

  private static Map<String, @Nullable Object> cells(Row observation) {
    Map<String, @Nullable Object> cells = new TreeMap<>();
    for (String name : observation.schema().fieldNames()) {
      Object cell = observation.getAs(name);
      cells.put(
          name,
          cell instanceof BigDecimal decimal
              ? plain(decimal)
              : cell instanceof Date day ? day.toLocalDate() : cell);
    }
    cells.put(
        "shares",
        observation.<Row>getList(observation.fieldIndex("shares")).stream()
            .map(s -> s.getString(0) + " " + s.getString(1) + " " + s.getDouble(2))
            .toList());
    return cells;
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null
        ? null
        : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Of the lookups of these tests. */
  static RowValidator validator() {
    Lookups lookups = Given.lookups();
    Map<String, MetricResolution.Measured> metrics = new HashMap<>();
    for (Row row : lookups.metrics().collectAsList()) {
      metrics.put(
          row.getString(0), new MetricResolution.Measured(row.getString(1), row.getString(2)));
    }
    List<Units.Conversion> units = new ArrayList<>();
    for (Row row : lookups.units().collectAsList()) {
      units.add(
          new Units.Conversion(
              row.getString(0), row.getString(1), row.getInt(2), row.getDecimal(3)));
    }
    return new RowValidator(
        new MetricResolution(metrics, units),
        new RegionIndex(meanings(lookups.regionCodes()), meanings(lookups.regionNames())));
  }

  private static Map<String, RegionIndex.Meanings> meanings(Dataset<Row> lookup) {
    Map<String, RegionIndex.Meanings> meanings = new HashMap<>();
    for (Row row : lookup.collectAsList()) {
      TreeMap<LocalDate, List<RegionReading>> segments = new TreeMap<>();
      for (Row segment : row.<Row>getList(1)) {
        segments.put(
            LocalDate.parse(segment.get(0).toString()),
            segment.<Row>getList(2).stream().map(IngestOracleTest::reading).toList());
      }
      meanings.put(
          row.getString(0),
          new RegionIndex.Meanings(segments, segments.getOrDefault(Lookups.UNDATED, List.of())));
    }
    return meanings;
  }

  private static RegionReading reading(Row row) {
    return new RegionReading(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.<Row>getList(4).stream()
            .map(s -> new RegionReading.Share(s.getString(0), s.getString(1), s.getDouble(2)))
            .toList(),
        row.getString(5),
        row.getString(6),
        new HashSet<>(row.<String>getList(7)),
        new HashSet<>(row.<String>getList(8)));
  }
}

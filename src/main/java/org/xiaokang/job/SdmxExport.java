package org.xiaokang.job;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.export.Csv;
import org.xiaokang.export.SdmxStructure;
import org.xiaokang.export.SdmxStructure.Code;
import org.xiaokang.export.SdmxValue;
import org.xiaokang.tables.ExportFolder;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.Tables;

/**
 * The indicators of a release as an SDMX-CSV 2.0 data message, the structure message beside it, and
 * what SDMX cannot hold.
 *
 * @param tables the release
 * @param releaseId its id
 * @param catalogue the rows of indicator_catalogue, by indicator
 */
record SdmxExport(Tables tables, String releaseId, Map<String, Row> catalogue) {
  private static final String DATA = "sdmx-csv/indicators.csv";
  private static final String REST = "sdmx-csv/left_out.csv";
  private static final String STRUCTURE = "sdmx-csv/structure.json";

  private static final List<String> REST_HEADER =
      List.of(
          "why",
          "ref_area",
          "indicator",
          "scope",
          "period_kind",
          "time_period",
          "origin",
          "obs_value",
          "unit_measure",
          "obs_status",
          "reason");

  /**
   * What came of it.
   *
   * @param rows file to its number of records
   * @param leftOut why values were left out, to how many
   */
  record Counted(Map<String, Long> rows, Map<String, Long> leftOut) {}

  Counted write(ExportFolder folder, Instant prepared) {
    Map<String, Long> rows = new LinkedHashMap<>(Map.of(DATA, 0L, REST, 0L));
    Map<String, Long> leftOut = new TreeMap<>();
    folder.text(
        DATA,
        data ->
            folder.text(
                REST,
                rest -> {
                  data.write(Csv.record(SdmxValue.HEADER));
                  rest.write(Csv.record(REST_HEADER));
                  Iterator<Row> values = values();
                  while (values.hasNext()) {
                    Row row = values.next();
                    Optional<String> why = write(row, data, rest);
                    why.ifPresent(reason -> leftOut.merge(reason, 1L, Long::sum));
                    rows.merge(why.isEmpty() ? DATA : REST, 1L, Long::sum);
                  }
                }));
    String structure = new SdmxStructure(releaseId, prepared, areas(), indicators()).json();
    folder.text(STRUCTURE, out -> out.write(structure));
    return new Counted(rows, leftOut);
  }

  /** In the order of the key; a period that is not known may be there once for each document. */
  private Iterator<Row> values() {
    List<Column> key = new ArrayList<>();
    for (String name :
        List.of("ref_area", "indicator", "scope", "freq", "period_kind", "origin", "time_period")) {
      key.add(col(name));
    }
    key.add(col("obs_value"));
    return tables
        .table(IndicatorTables.INDICATORS.name())
        .withColumn("period_start", col("period_start").cast("string"))
        .withColumn("period_end", col("period_end").cast("string"))
        .withColumn("said", nullif(array_join(col("flags"), ", "), lit("")))
        .orderBy(key.toArray(Column[]::new))
        .toLocalIterator();
  }

  private Optional<String> write(Row row, Writer data, Writer rest) throws IOException {
    SdmxValue value = value(row);
    Optional<String> why = value.leftOut();
    if (why.isEmpty()) {
      data.write(Csv.record(value.record(releaseId)));
    } else {
      rest.write(Csv.record(rest(row, value, why.get())));
    }
    return why;
  }

  private SdmxValue value(Row row) {
    Row indicator = catalogue.get(row.<String>getAs("indicator"));
    return new SdmxValue(
        row.getAs("ref_area"),
        row.getAs("indicator"),
        row.getAs("scope"),
        row.getAs("freq"),
        row.getAs("period_kind"),
        row.getAs("origin"),
        row.getAs("time_period"),
        TableCells.text(row.getAs("obs_value")),
        row.getAs("unit_measure"),
        row.getAs("obs_status"),
        indicator == null ? null : text(indicator, "decimals"),
        row.getAs("bound"),
        row.getAs("said"),
        row.getAs("base_period"),
        TableCells.text(row.getAs("coverage")),
        row.getAs("period_start"),
        row.getAs("period_end"));
  }

  private static List<@Nullable String> rest(Row row, SdmxValue value, String why) {
    return Arrays.asList(
        why,
        value.refArea(),
        value.indicator(),
        value.scope(),
        value.periodKind(),
        value.timePeriod(),
        value.origin(),
        value.value(),
        value.unit(),
        value.status(),
        row.<String>getAs("reason"));
  }

  /** One code per region, with the name it bore last. */
  private List<Code> areas() {
    Map<String, Code> codes = new TreeMap<>();
    tables
        .table(ReferenceTables.REGIONS.name())
        .orderBy(col("valid_to").asc_nulls_last())
        .select("ref_area", "name_en", "name")
        .collectAsList()
        .forEach(row -> codes.put(row.getString(0), area(row)));
    return codes.values().stream().filter(code -> SdmxValue.isId(code.id())).toList();
  }

  private List<Code> indicators() {
    return catalogue.values().stream()
        .map(
            row -> {
              String said = text(row, "definition");
              String formula = "%s, where %s".formatted(text(row, "formula"), text(row, "inputs"));
              return new Code(
                  row.getAs("indicator"),
                  names(row.getAs("name_en"), row.getAs("name_zh")),
                  said == null ? formula : said + " " + formula);
            })
        .toList();
  }

  private static Code area(Row row) {
    return new Code(row.getString(0), names(row.getString(1), row.getString(2)), "");
  }

  private static Map<String, String> names(@Nullable String en, @Nullable String zh) {
    Map<String, String> names = new LinkedHashMap<>();
    if (en != null || zh != null) {
      names.put("en", en == null ? String.valueOf(zh) : en);
    }
    if (zh != null) {
      names.put("zh", zh);
    }
    return names;
  }

  /** A column that a release of an earlier program may lack. */
  static @Nullable String text(Row row, String column) {
    return row.schema().getFieldIndex(column).isDefined()
        ? TableCells.text(row.getAs(column))
        : null;
  }
}

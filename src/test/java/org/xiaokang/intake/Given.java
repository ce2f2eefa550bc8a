package org.xiaokang.intake;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.SparkTest;

/** Literal inputs for intake: a small catalogue, and rows that are good unless told otherwise. */
final class Given {
  private static final List<String> TEXTS =
      Stream.of(List.of("source", "source_file"), Contract.COLUMNS, List.of("malformed"))
          .flatMap(List::stream)
          .toList();

  private Given() {}

  /** A good row with its own id, and the given columns changed: column, value, column, value. */
  static Map<String, String> row(String obsId, String... changes) {
    Map<String, String> row = new HashMap<>();
    row.put("source", "reports");
    row.put("source_file", "a.csv");
    row.put("doc_id", "d1");
    row.put("obs_id", obsId);
    row.put("region_code", "411722");
    row.put("metric_code", "poor_population_lifted");
    row.put("value", "12");
    row.put("unit", "人");
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return row;
  }

  /** RAW rows, modified_at an ISO instant; received holds the value as it is. */
  static Dataset<Row> raw(List<Map<String, String>> rows) {
    StructType schema = new StructType();
    for (String column : TEXTS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add("received", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("modified_at", DataTypes.TimestampType);
    List<Row> cells = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<Object> values = new ArrayList<>();
      TEXTS.forEach(column -> values.add(row.get(column)));
      Map<String, String> received = new HashMap<>();
      received.put("value", row.get("value"));
      values.add(received);
      String modified = row.get("modified_at");
      values.add(
          modified == null || modified.isEmpty() ? null : Timestamp.from(Instant.parse(modified)));
      cells.add(RowFactory.create(values.toArray()));
    }
    return SparkTest.session().createDataFrame(cells, schema);
  }

  /** The rows judged by the small catalogue, in the order of obs_id. */
  static List<Row> judged(List<Map<String, String>> rows) {
    return Intake.judge(raw(rows), lookups()).orderBy(col("obs_id")).collectAsList();
  }

  /** Each row's obs_id and its reasons as code:column, joined by blanks. */
  static Map<String, String> reasons(List<Row> judged) {
    Map<String, String> reasons = new HashMap<>();
    for (Row row : judged) {
      reasons.put(row.getAs("obs_id"), reasons(row));
    }
    return reasons;
  }

  /** A row's reasons as code:column, joined by blanks. */
  static String reasons(Row row) {
    return String.join(
        " ",
        row.<Row>getList(row.fieldIndex("reasons")).stream()
            .map(r -> r.<String>getAs("code") + ":" + r.<String>getAs("column"))
            .toList());
  }

  /** What the first reason with this code expects. */
  static String expected(Row row, String code) {
    return row.<Row>getList(row.fieldIndex("reasons")).stream()
        .filter(reason -> code.equals(reason.getAs("code")))
        .map(reason -> reason.<String>getAs("expected"))
        .findFirst()
        .orElseThrow();
  }

  /** The one catalogue of these tests. */
  static Lookups lookups() {
    return new Lookups(
        table(
            "name_key string, metric string, unit_measure string",
            List.of(
                of("poor_population_lifted", "poor_population_lifted", "person"),
                of("脱贫人口", "poor_population_lifted", "person"),
                of("poverty_incidence", "poverty_incidence", "percent"),
                of("贫困发生率", "poverty_incidence", "percent"),
                of("special_fiscal_fund", "special_fiscal_fund", "yuan"),
                of("specialty_industry_area", "specialty_industry_area", "mu"),
                of("grain_output", "grain_output", "kilogram"),
                of("income_per_capita", "income_per_capita", "yuan/person"),
                of("poor_villages_exited", "poor_villages_exited", "village"))),
        table(
            "unit_measure string, symbol_key string, exponent int, factor decimal(9,3)",
            List.of(
                unit("person", "人", 0, "1"),
                unit("person", "名", 0, "1"),
                unit("person", "万人", 4, "1"),
                unit("count", "个", 0, "1"),
                unit("count", "名", 0, "1"),
                unit("village", "个", 0, "1"),
                unit("yuan", "元", 0, "1"),
                unit("yuan", "万元", 4, "1"),
                unit("yuan", "亿元", 8, "1"),
                unit("yuan", "100 million yuan", 8, "1"),
                unit("yuan/person", "元", 0, "1"),
                unit("percent", "%", 0, "1"),
                unit("percent", "‰", -1, "1"),
                unit("percent", "ratio", 2, "1"),
                unit("mu", "亩", 0, "1"),
                unit("mu", "公顷", 0, "15"),
                unit("mu", "万公顷", 4, "15"),
                unit("kilogram", "斤", 0, "0.5"),
                unit("kilogram", "吨", 3, "1"))),
        regions(
            means("410000", area("410000")),
            means("411700", area("411700")),
            means(
                "411722", always("411722", "1999-12-31", was("411722", "412825"), area("411722"))),
            means("412825", always("412825", "1999-12-31", area("412825"), became())),
            means("130000", area("130000")),
            means("130104", area("130104")),
            means("130703", area("130703")),
            means("130705", area("130705")),
            means("f", split()),
            means(
                "419001",
                List.of(
                    segment("0001-01-01", "1989-12-31", area("419001@1987")),
                    segment("1990-01-01", "1995-12-31", area("411281"), area("410881")),
                    segment("1996-01-01", "9999-12-30", area("419001")),
                    segment("9999-12-31", "9999-12-31", area("419001"))))),
        regions(
            means("河南省", area("410000")),
            means("henan", area("410000")),
            means("驻马店市", area("411700")),
            means("上蔡县", always("411722", "1999-12-31", area("412825"), area("411722"))),
            means("河北省", area("130000")),
            means("桥西区", area("130104"), area("130703")),
            means("鼓楼", area("130104"), area("410000")),
            means("宣化区", area("130705"))));
  }

  /** What lies where: code, name, level, codes and names above; then names that agree with it. */
  private static Row area(String code) {
    return switch (code) {
      case "410000" -> reading(code, "河南省", "province", List.of(), "河南省", "henan");
      case "130000" -> reading(code, "河北省", "province", List.of(), "河北省");
      case "411700" -> reading(code, "河南省 驻马店市", "prefecture", List.of("410000", "河南省"), "驻马店市");
      case "411722" ->
          reading(code, "驻马店市 上蔡县", "county", List.of("411700", "驻马店市", "410000", "河南省"), "上蔡县");
      case "412825" ->
          withPanel(
              "411722",
              reading(
                  code, "驻马店地区 上蔡县", "county", List.of("412800", "驻马店地区", "410000", "河南省"), "上蔡县"));
      case "130104" ->
          reading(code, "石家庄市 桥西区", "county", List.of("130100", "石家庄市", "130000", "河北省"), "桥西区");
      case "130703" ->
          reading(code, "张家口市 桥西区", "county", List.of("130700", "张家口市", "130000", "河北省"), "桥西区");
      case "130705" ->
          reading(code, "张家口市 宣化区", "county", List.of("130700", "张家口市", "130000", "河北省"), "宣化区");
      case "411281" -> reading(code, "三门峡市 义马市", "county", List.of("411200"), "义马市");
      default -> reading(code, "河南省 济源市", "county", List.of("410000", "河南省"), "济源市");
    };
  }

  private static Row became() {
    return matched(area("411722"), "successor", "412825 上蔡县 became 411722 上蔡县 in 2000");
  }

  private static Row was(String later, String earlier) {
    return matched(area(earlier), "predecessor", later + " was " + earlier);
  }

  private static Row split() {
    Row whole = reading("F", "河南省 己县", "county", List.of("410000", "河南省"), "己县");
    Object[] cells = cells(matched(whole, "split", "F was divided"));
    cells[4] = List.of(of("F1", "F1", 0.6), of("F2", "P2", 0.4));
    return RowFactory.create(cells);
  }

  private static Row reading(
      String code, String label, String level, List<String> above, String... names) {
    return RowFactory.create(
        code, code, "same", null, List.of(), label, level, above, Arrays.asList(names));
  }

  private static Row withPanel(String panel, Row reading) {
    Object[] cells = cells(reading);
    cells[1] = panel;
    return RowFactory.create(cells);
  }

  private static Row matched(Row reading, String match, String note) {
    Object[] cells = cells(reading);
    cells[2] = match;
    cells[3] = note;
    return RowFactory.create(cells);
  }

  private static Object[] cells(Row row) {
    Object[] cells = new Object[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    return cells;
  }

  /** A key that means the same on every day. */
  private static Row means(String key, Row... readings) {
    return means(
        key,
        List.of(
            segment("0001-01-01", "9999-12-30", readings),
            segment("9999-12-31", "9999-12-31", readings)));
  }

  private static Row means(String key, List<Row> segments) {
    return RowFactory.create(key, segments);
  }

  /** One reading to that day, one from the next; without a day the code itself. */
  private static List<Row> always(String undated, String last, Row before, Row after) {
    String next = LocalDate.parse(last).plusDays(1).toString();
    return List.of(
        segment("0001-01-01", last, before),
        segment(next, "9999-12-30", after),
        segment("9999-12-31", "9999-12-31", area(undated)));
  }

  private static Row segment(String from, String to, Row... readings) {
    return RowFactory.create(LocalDate.parse(from), LocalDate.parse(to), Arrays.asList(readings));
  }

  private static Dataset<Row> regions(Row... rows) {
    return SparkTest.session().createDataFrame(Arrays.asList(rows), Lookups.REGIONS);
  }

  static Dataset<Row> table(String schema, List<Row> rows) {
    return SparkTest.session().createDataFrame(rows, StructType.fromDDL(schema));
  }

  private static Row of(Object... cells) {
    return RowFactory.create(cells);
  }

  private static Row unit(String measure, String symbol, int exponent, String factor) {
    return RowFactory.create(measure, symbol, exponent, new BigDecimal(factor));
  }
}

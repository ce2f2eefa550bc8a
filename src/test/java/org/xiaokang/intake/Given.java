package org.xiaokang.intake;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
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

  /** RAW rows; received holds the value as it is. */
  static Dataset<Row> raw(List<Map<String, String>> rows) {
    StructType schema = new StructType();
    for (String column : TEXTS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema.add("received", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
    List<Row> cells = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<Object> values = new ArrayList<>();
      TEXTS.forEach(column -> values.add(row.get(column)));
      Map<String, String> received = new HashMap<>();
      received.put("value", row.get("value"));
      values.add(received);
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
        table(
            "code string, ref_area string",
            List.of(
                of("410000", "410000"),
                of("411700", "411700"),
                of("411722", "411722"),
                of("412825", "411722"),
                of("130000", "130000"),
                of("130104", "130104"),
                of("130703", "130703"),
                of("130705", "130705"))),
        table(
            "name_key string, ref_area string, label string, ancestor_keys array<string>",
            List.of(
                region("河南省", "410000", "河南省"),
                region("henan", "410000", "河南省"),
                region("驻马店市", "411700", "河南省 驻马店市", "410000", "河南省"),
                region("上蔡县", "411722", "驻马店市 上蔡县", "411700", "驻马店市", "410000", "河南省"),
                region("河北省", "130000", "河北省"),
                region("桥西区", "130104", "石家庄市 桥西区", "130100", "石家庄市", "130000", "河北省"),
                region("桥西区", "130703", "张家口市 桥西区", "130700", "张家口市", "130000", "河北省"),
                region("宣化区", "130705", "张家口市 宣化区", "130700", "张家口市", "130000", "河北省"))));
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

  private static Row region(String name, String area, String label, String... above) {
    return RowFactory.create(name, area, label, Arrays.asList(above));
  }
}

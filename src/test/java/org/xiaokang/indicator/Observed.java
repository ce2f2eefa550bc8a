package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.SparkTest;

/** Observations written in one line each, for tests. */
public final class Observed {
  private static final DataType SHARES =
      DataTypes.createArrayType(
          new StructType()
              .add("ref_area", DataTypes.StringType)
              .add("panel_area", DataTypes.StringType)
              .add("weight", DataTypes.DoubleType));
  private static final StructType SCHEMA =
      new StructType()
          .add("source", DataTypes.StringType)
          .add("doc_id", DataTypes.StringType)
          .add("obs_id", DataTypes.StringType)
          .add("observation_id", DataTypes.LongType)
          .add("ref_area", DataTypes.StringType)
          .add("panel_area", DataTypes.StringType)
          .add("region_match", DataTypes.StringType)
          .add("shares", SHARES)
          .add("metric", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("freq", DataTypes.StringType)
          .add("period_kind", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("period_start", DataTypes.DateType)
          .add("period_end", DataTypes.DateType)
          .add("obs_value", DataTypes.createDecimalType(38, 18))
          .add("unit_measure", DataTypes.StringType)
          .add("value_printed", DataTypes.StringType)
          .add("unit_printed", DataTypes.StringType)
          .add("half_unit", DataTypes.createDecimalType(38, 18))
          .add("qualifier", DataTypes.StringType)
          .add("published_on", DataTypes.DateType)
          .add("preferred", DataTypes.BooleanType);

  private final List<Row> rows = new ArrayList<>();

  /** The indicators of all regions; what both ways find in their figures is the same. */
  static Dataset<Row> indicators(Plan plan, Dataset<Row> observations) {
    Dataset<Row> parts = Indicators.parts(plan, observations, Reach.ALL);
    PartsOracle.assertSame(plan, observations, parts);
    return Indicators.of(plan, parts, Reach.ALL);
  }

  /** A figure of a whole year. */
  public Observed year(String area, String metric, int year, String value) {
    return year(area, metric, year, value, "exact");
  }

  /** The same, printed as about, at least or at most so much. */
  Observed year(String area, String metric, int year, String value, String qualifier) {
    return add(
        "d",
        area,
        metric,
        "all",
        "A",
        "year",
        "" + year,
        year + "-01-01",
        year + "-12-31",
        value,
        qualifier);
  }

  /** A figure of the first nine months of a year. */
  Observed nineMonths(String area, String metric, int year, String value) {
    return add(
        "d",
        area,
        metric,
        "all",
        "_O",
        "year_to_date",
        year + "-01-01/P9M",
        year + "-01-01",
        year + "-09-30",
        value,
        "exact");
  }

  /** A figure without a period, as one document prints it. */
  public Observed undated(String doc, String area, String metric, String value, String qualifier) {
    return add(doc, area, metric, "all", "_U", "cumulative", "_U", null, null, value, qualifier);
  }

  /** A figure of a year for one breakdown. */
  Observed scoped(String area, String metric, String scope, int year, String value) {
    return add(
        "d",
        area,
        metric,
        scope,
        "A",
        "year",
        "" + year,
        year + "-01-01",
        year + "-12-31",
        value,
        "exact");
  }

  /** A figure of a year that names a region split before, with the shares of two successors. */
  Observed split(
      String area,
      String metric,
      int year,
      String value,
      String first,
      double share,
      String second,
      double rest) {
    year(area, metric, year, value);
    Object[] cells = ((GenericRow) rows.remove(rows.size() - 1)).values();
    cells[SCHEMA.fieldIndex("region_match")] = "split";
    cells[SCHEMA.fieldIndex("shares")] =
        new Row[] {RowFactory.create(first, first, share), RowFactory.create(second, second, rest)};
    rows.add(RowFactory.create(cells));
    return this;
  }

  Observed add(
      String doc,
      String area,
      String metric,
      String scope,
      String freq,
      String kind,
      String period,
      @Nullable String start,
      @Nullable String end,
      String value,
      String qualifier) {
    long id = rows.size() + 1L;
    rows.add(
        RowFactory.create(
            "test",
            doc,
            "o" + id,
            id,
            area,
            area,
            "same",
            new Row[0],
            metric,
            scope,
            freq,
            kind,
            period,
            start == null ? null : Date.valueOf(start),
            end == null ? null : Date.valueOf(end),
            new BigDecimal(value),
            "?",
            value,
            "",
            new BigDecimal("0.5"),
            qualifier,
            null,
            true));
    return this;
  }

  /** The rows. */
  public Dataset<Row> dataset() {
    return SparkTest.session().createDataFrame(rows, SCHEMA);
  }

  /** A region table of regions given as child, parent; they are all there are. */
  public static String regions(String... childAndParent) {
    StringBuilder table =
        new StringBuilder("code,name,level,parent,valid_from,valid_to,successors\n");
    for (int i = 0; i < childAndParent.length; i += 2) {
      String code = childAndParent[i];
      table.append("%s,%s,region,%s,,,\n".formatted(code, code, childAndParent[i + 1]));
    }
    return table.toString();
  }
}

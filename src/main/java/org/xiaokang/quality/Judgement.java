package org.xiaokang.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Gate.OnFailure;

/** What gates say: findings as rows of the table quality, and counts of what was judged. */
final class Judgement {
  static final String FAILED = "failed";
  static final String PASSED = "passed";
  static final String NOT_JUDGED = "not_judged";
  static final String COUNTED = "counted";

  static final String HOLD = "hold";
  static final String WARN = "warn";

  /** The table quality but for the run. */
  static final StructType FINDING =
      new StructType()
          .add("gate", DataTypes.StringType)
          .add("severity", DataTypes.StringType)
          .add("verdict", DataTypes.StringType)
          .add("ref_area", DataTypes.StringType)
          .add("indicator", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("source", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("period_kind", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("origin", DataTypes.StringType)
          .add("value", DataTypes.DoubleType)
          .add("expected_low", DataTypes.DoubleType)
          .add("expected_high", DataTypes.DoubleType)
          .add("excess", DataTypes.DoubleType)
          .add("message", DataTypes.StringType);

  /** Findings, and rows that only count. */
  static final StructType SCHEMA =
      FINDING
          .add("judged", DataTypes.LongType)
          .add("skipped", DataTypes.LongType)
          .add("before", DataTypes.LongType)
          .add("gone", DataTypes.LongType);

  /** A bound is not broken by the last binary digits of a product. */
  private static final double SLACK = 1e-9;

  private Judgement() {}

  static String severity(Gate gate) {
    return gate.onFailure() == OnFailure.HOLD ? HOLD : WARN;
  }

  /** A row that counts what a gate judged and what it could not. */
  static Row counted(Gate gate, long judged, long skipped, @Nullable String why) {
    return counted(gate, judged, skipped, 0, 0, why);
  }

  static Row counted(
      Gate gate, long judged, long skipped, long before, long gone, @Nullable String why) {
    Map<String, Object> cells = new HashMap<>();
    cells.put("gate", gate.name());
    cells.put("severity", severity(gate));
    cells.put("verdict", COUNTED);
    if (why != null) {
      cells.put("message", why);
    }
    return row(cells, judged, skipped, before, gone);
  }

  static Row row(Map<String, Object> cells, long judged, long skipped, long before, long gone) {
    cells.put("judged", judged);
    cells.put("skipped", skipped);
    cells.put("before", before);
    cells.put("gone", gone);
    return row(SCHEMA, cells);
  }

  static Row row(StructType schema, Map<String, Object> cells) {
    @Nullable Object[] values = new Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.fields()[i];
      values[i] = cells.get(field.name());
    }
    return RowFactory.create(values);
  }

  /** A value and the range it was expected in; an infinite bound is none. */
  record Expected(double value, double low, double high) {
    boolean isBroken() {
      return value < low - SLACK * Math.abs(low) || value > high + SLACK * Math.abs(high);
    }

    /** Distance from the nearest bound, in halves of the range's width. */
    double excess() {
      double distance = Math.max(low - value, value - high);
      double half = (high - low) / 2;
      if (half > 0 && Double.isFinite(half)) {
        return distance / half;
      }
      double bound = Math.abs(value < low ? low : high);
      return bound > 0 ? distance / bound : distance;
    }

    /** The cells of a finding, but for what it is about. */
    Map<String, Object> cells(Gate gate, String message) {
      Map<String, Object> cells = new HashMap<>();
      cells.put("gate", gate.name());
      cells.put("severity", severity(gate));
      cells.put("verdict", FAILED);
      cells.put("value", value);
      if (Double.isFinite(low)) {
        cells.put("expected_low", low);
      }
      if (Double.isFinite(high)) {
        cells.put("expected_high", high);
      }
      cells.put("excess", excess());
      cells.put("message", message);
      return cells;
    }
  }

  /** Up to six significant digits. */
  static String number(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  /** A share in percent. */
  static String percent(double share) {
    return number(100 * share) + " %";
  }
}

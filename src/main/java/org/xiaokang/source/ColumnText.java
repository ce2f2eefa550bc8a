package org.xiaokang.source;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** A column of any type as the text that a person would have printed for it. */
final class ColumnText {
  private ColumnText() {}

  /** A column by its literal name, whatever characters are in it. */
  static Column named(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  /** Decimals keep their scale; floating point is written out (12345678.9, not 1.23456789E7). */
  static Column of(Column column, DataType type) {
    if (type instanceof StringType) {
      return column;
    }
    if (type instanceof DoubleType || type instanceof FloatType) {
      return writtenOut(column.cast("string"));
    }
    if (type instanceof BinaryType) {
      return base64(column);
    }
    if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
      return to_json(column);
    }
    return column.cast("string");
  }

  /** Of a decimal number that was computed: without the zeros behind its last digit. */
  static Column ofComputed(Column column, DecimalType type) {
    Column text = column.cast("string");
    return type.scale() == 0 ? text : regexp_replace(regexp_replace(text, "0+$", ""), "\\.$", "");
  }

  /** What no DECIMAL(38,18) holds (NaN, infinity, 1E300, 1E-30) stays as it is. */
  private static Column writtenOut(Column shortest) {
    Column decimal = shortest.try_cast("decimal(38,18)");
    Column fits = decimal.isNotNull().and(abs(decimal).geq(lit("0.000001").cast("decimal(38,18)")));
    Column plain = regexp_replace(regexp_replace(decimal.cast("string"), "0+$", ""), "\\.$", "");
    return when(fits, plain)
        .when(decimal.equalTo(0).and(shortest.isin("0.0", "-0.0")), "0")
        .otherwise(coalesce(shortest, lit(null).cast("string")));
  }
}

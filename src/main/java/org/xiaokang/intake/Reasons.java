package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Column;

/** Why a row is no observation. */
final class Reasons {
  private static final String TYPE =
      "array<struct<code:string,column:string,value:string,expected:string>>";

  private Reasons() {}

  /** A reason where the condition holds, null where it does not or is unknown. */
  static Column when(Column condition, String code, String column, Column value, String expected) {
    return when(condition, code, column, value, lit(expected));
  }

  /** A reason where the condition holds, null where it does not or is unknown. */
  static Column when(Column condition, String code, String column, Column value, Column expected) {
    return org.apache.spark.sql.functions.when(
        condition,
        struct(
            lit(code).as("code"),
            lit(column).as("column"),
            value.as("value"),
            expected.as("expected")));
  }

  /** The reasons that are there, as an array that is empty for a good row. */
  static Column all(List<Column> reasons) {
    Column[] each = reasons.toArray(Column[]::new);
    return org.apache
        .spark
        .sql
        .functions
        .when(coalesce(each).isNull(), array().cast(TYPE))
        .otherwise(filter(array(each), reason -> reason.isNotNull()).cast(TYPE));
  }
}

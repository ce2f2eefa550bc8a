package org.xiaokang.intake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.try_multiply;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.NameKey;

/**
 * Printed numbers to exact decimals in the base unit. Digits are moved as text and multiplied as
 * whole numbers only, because Spark rounds the product of two wide decimals.
 */
final class Values {
  private static final String DECIMAL = "decimal(38,18)";

  /** Full-width forms, and the signs that are printed for minus. */
  private static final String ODD = NameKey.FULL_WIDTH + "\u2212\uFE63\u2013\u2010\u2011";

  private static final String PLAIN = NameKey.HALF_WIDTH + "-----";

  /** Digits, perhaps in groups of three, perhaps decimals, perhaps a power of ten. */
  private static final String NUMBER =
      "^[+-]?(([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$";

  /** What nearly all figures look like, and needs no copying. */
  private static final String MOSTLY = "^-?[0-9]+(\\.[0-9]+)?$";

  private static final String NOT_FINITE = "^[+-]?(nan|inf|infinity|\u221E)$";

  /** Longer texts are no figures; shorter ones are cheap to match. */
  private static final int LONGEST = 200;

  private Values() {}

  /**
   * Adds obs_value DECIMAL(38,18) in unit_measure (decimals beyond the 18th are rounded half up),
   * decimals INT, half_unit DECIMAL(38,18) and the reason _value. Needs _exponent and _multiplier.
   */
  static Dataset<Row> parse(Dataset<Row> rows) {
    Column number = col("_number");
    Dataset<Row> split =
        new Stage()
            .with("_mantissa", substring_index(number, "e", 1))
            .with(
                "_power",
                when(instr(number, "e").equalTo(0), lit(0))
                    .otherwise(power(substring_index(number, "e", -1))))
            .of(rows);
    Column shift = col("_power").plus(col("_exponent"));
    Column fraction = fraction(col("_mantissa"));
    Dataset<Row> exact =
        new Stage()
            .with("obs_value", noUnderflow(exact(shift, fraction)))
            .with("decimals", when(instr(number, "e").equalTo(0), fraction))
            // 5 in the place after the last printed digit.
            .with(
                "half_unit",
                decimal(col("_multiplier").multiply(lit(5)), shift.minus(fraction).minus(1)))
            .without("_power", "_exponent", "_multiplier")
            .with("_convertible", col("_exponent").isNotNull())
            .of(split);
    return new Stage()
        .with("_value", reason())
        .without("_number", "_mantissa", "_convertible")
        .of(exact);
  }

  /** The digits, sign, point and power of a printed number; null when it is none. */
  static Column number(Column value) {
    Column plain = printed(value);
    return when(length(value).gt(LONGEST), lit(null).cast("string"))
        .when(value.rlike(MOSTLY), value)
        .when(plain.rlike(NUMBER), replace(plain, lit(","), lit("")));
  }

  private static Column printed(Column value) {
    return lower(translate(value, ODD, PLAIN));
  }

  private static Column fraction(Column mantissa) {
    return when(instr(mantissa, ".").equalTo(0), lit(0))
        .otherwise(length(mantissa).minus(instr(mantissa, ".")));
  }

  /** Beyond three digits a power is out of range whatever the mantissa: null. */
  private static Column power(Column text) {
    return when(length(text).leq(4), text.try_cast("int"));
  }

  private static Column exact(Column shift, Column fraction) {
    Column digits = replace(col("_mantissa"), lit("."), lit("")).try_cast("decimal(38,0)");
    Column product = try_multiply(digits, col("_multiplier"));
    return when(col("_multiplier").equalTo(1), decimal(col("_mantissa"), shift))
        .otherwise(decimal(product, shift.minus(fraction)));
  }

  /** digits * 10^exponent, null where DECIMAL(38,18) does not hold it. */
  private static Column decimal(Column digits, Column exponent) {
    return concat(digits.cast("string"), lit("E"), exponent.cast("string")).try_cast(DECIMAL);
  }

  /** A figure too small to be seen is not zero: null. */
  private static Column noUnderflow(Column value) {
    return when(value.notEqual(0).or(col("_mantissa").rlike("[1-9]").equalTo(false)), value);
  }

  private static Column reason() {
    Column notFinite =
        Reasons.when(
            col("_number").isNull().and(printed(col("value")).rlike(NOT_FINITE)),
            "value_not_finite",
            "value",
            col("value"),
            "a finite number; leave a figure out if there is none");
    Column unparsable =
        Reasons.when(
            col("value").isNotNull().and(col("_number").isNull()),
            "value_unparsable",
            "value",
            col("value"),
            "a number such as 1234.5, 1,234.5 or 1.2345e3; the unit belongs in column unit");
    Column overflow =
        Reasons.when(
            col("_number").isNotNull().and(col("_convertible")).and(col("obs_value").isNull()),
            "value_overflow",
            "value",
            col("value"),
            concat(
                lit("in "),
                col("unit_measure"),
                lit(" below 10^20, and zero or at least 10^-18: what DECIMAL(38,18) holds")));
    return coalesce(notFinite, unparsable, overflow);
  }
}

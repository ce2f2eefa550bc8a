package org.xiaokang.intake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** The whole list of what can be wrong with a row, in the order in which it is reported. */
final class Checks {
  private static final String REPLACEMENT = "\uFFFD";

  private Checks() {}

  /** For a row that was split into the contract's columns and reports a figure. */
  static List<Column> ofRow() {
    List<Column> checks = new ArrayList<>();
    for (String column : Contract.REQUIRED) {
      checks.add(missing(column, col(column).isNull(), "a value; the contract requires it"));
    }
    checks.add(
        missing(
            "region_code",
            col("region_code").isNull().and(col("region_name").isNull()),
            "a region_code or a region_name"));
    for (String column : Contract.COLUMNS) {
      checks.add(encoding(column, col("_undecoded").and(undecoded(col(column)))));
    }
    for (String reason :
        List.of(
            "_conflict",
            "_metric",
            "_unit",
            "_region",
            "_value",
            "_start_date",
            "_end_date",
            "_kind_reason",
            "_span",
            "_published_date")) {
      checks.add(col(reason));
    }
    checks.add(
        Reasons.when(
            col("_qualifier").isNull(),
            "qualifier_unknown",
            "qualifier",
            col("qualifier"),
            "exact, approx, at_least, at_most or nearly"));
    checks.add(
        Reasons.when(
            col("confidence").isNotNull().and(col("_confidence").isNull()),
            "confidence_invalid",
            "confidence",
            col("confidence"),
            "a number from 0 to 1"));
    checks.add(
        Reasons.when(
            not(Keys.key(col("action")).isin("i", "a", "r", "m")),
            "action_unknown",
            "action",
            col("action"),
            "I, A, R, M or nothing where the figure is reported; D where it is withdrawn"));
    return checks;
  }

  /** For a row that withdraws a figure: it needs to name the figure, and nothing else. */
  static List<Column> ofWithdrawal() {
    List<Column> checks = new ArrayList<>();
    for (String column : List.of("doc_id", "obs_id")) {
      checks.add(missing(column, col(column).isNull(), "a value; the contract requires it"));
    }
    checks.add(col("_conflict"));
    checks.add(col("_withdraws_nothing"));
    return checks;
  }

  /** For a row that was not: its columns mean nothing. */
  static List<Column> ofMalformed() {
    return List.of(
        Reasons.when(
            col("malformed").isNotNull(),
            "malformed",
            "malformed",
            col("malformed"),
            "as many cells as the header has, quotes closed; or one JSON object"),
        encoding("malformed", undecoded(col("malformed"))));
  }

  /** Somewhere in the row is a cell that is not text; looked at cell by cell only then. */
  static Column undecodedRow() {
    return undecoded(
        concat_ws("", Contract.COLUMNS.stream().map(c -> col(c)).toArray(Column[]::new)));
  }

  private static Column missing(String column, Column condition, String expected) {
    return Reasons.when(condition, "missing", column, lit(null).cast("string"), expected);
  }

  private static Column encoding(String column, Column condition) {
    return Reasons.when(
        condition,
        "encoding",
        column,
        make_valid_utf8(col(column)),
        "text in the encoding of the source: UTF-8, or what options: {encoding: ...} says");
  }

  private static Column undecoded(Column text) {
    return text.contains(REPLACEMENT).or(not(is_valid_utf8(text)));
  }
}

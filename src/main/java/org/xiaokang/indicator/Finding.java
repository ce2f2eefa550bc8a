package org.xiaokang.indicator;

import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;

/**
 * What was found of one indicator for one region and period.
 *
 * @param row a row of the table indicator_parts
 * @param inputs its inputs
 */
record Finding(Row row, List<Row> inputs) {
  static Finding of(Row row) {
    return new Finding(row, row.getList(row.fieldIndex("inputs")));
  }

  String area() {
    return row.getAs("ref_area");
  }

  String panel() {
    return row.getAs("panel_area");
  }

  String period() {
    return row.getAs("time_period");
  }

  /** Whether the region has a value of its own; else it only has parts of one. */
  boolean complete() {
    return row.<Boolean>getAs("complete");
  }

  @Nullable Double value() {
    return row.getAs("obs_value");
  }

  @Nullable Double unadjusted() {
    Double unadjusted = row.getAs("unadjusted_value");
    return unadjusted == null ? value() : unadjusted;
  }

  int marks() {
    return row.<Integer>getAs("marks");
  }

  @Nullable String base() {
    return row.getAs("base_period");
  }

  RollUp.Span span() {
    return new RollUp.Span(row.getAs("months"), row.getAs("years"));
  }

  /** How much of its parent it is; null where that is not known. */
  @Nullable Double weight() {
    return row.getAs("weight");
  }

  @Nullable Double figure(int input) {
    return inputs.get(input).getAs("value");
  }

  @Nullable Double plain(int input) {
    return inputs.get(input).getAs("plain");
  }

  @Nullable Double weight(int input) {
    return inputs.get(input).getAs("weight");
  }

  /** What is confidential of a figure. */
  Secrets secrets(int input) {
    return Secrets.of(inputs.get(input).getAs(Confidential.NAME));
  }

  /** Whether its figures can be put together with others', compared over the same base. */
  boolean isUsable(RollUp rollUp, @Nullable String commonBase) {
    if (!complete() || !Objects.equals(base(), commonBase)) {
      return false;
    }
    if (rollUp.rule() != Indicator.RollUp.Rule.PARTS) {
      return value() != null;
    }
    for (int i = 0; i < inputs.size(); i++) {
      boolean weighted = rollUp.inputs().get(i).how() == RollUp.Part.How.WEIGHTED_MEAN;
      if (weighted && weight(i) == null) {
        return false;
      }
    }
    return true;
  }
}

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

  /** Of its marks those of figures that are not the region's own. */
  int contextMarks() {
    return row.<Integer>getAs("context_marks");
  }

  /** What its weights bring to the values of the regions above. */
  int weightMarks() {
    return row.<Integer>getAs("weight_marks");
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

  /**
   * Whether its figures can be put together with others', compared over the same base. A formula
   * may have a value without some of its figures; a region without them is still left out of all
   * sums, or the parent's numerator and denominator would come from different regions.
   */
  boolean isUsable(RollUp rollUp, @Nullable String commonBase) {
    if (!complete() || !Objects.equals(base(), commonBase)) {
      return false;
    }
    if (rollUp.rule() != Indicator.RollUp.Rule.PARTS) {
      return value() != null;
    }
    for (int i = 0; i < inputs.size(); i++) {
      RollUp.Part part = rollUp.inputs().get(i);
      boolean needed = part.how() != RollUp.Part.How.CONTEXT && !part.missingIsZero();
      boolean weighted = part.how() == RollUp.Part.How.WEIGHTED_MEAN;
      if ((needed && figure(i) == null) || (weighted && weight(i) == null)) {
        return false;
      }
    }
    return true;
  }
}

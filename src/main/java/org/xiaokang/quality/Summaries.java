package org.xiaokang.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.Judgement.Expected;

/**
 * What each gate has to say as a whole: that it passed, that it judged nothing and why; and whether
 * too many values of the release before are gone.
 */
final class Summaries implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Gate> gates = new HashMap<>();
  private final boolean hasBefore;

  private Summaries(List<Gate> gates, boolean hasBefore) {
    gates.forEach(gate -> this.gates.put(gate.name(), gate));
    this.hasBefore = hasBefore;
  }

  static Dataset<Row> of(List<Gate> gates, boolean hasBefore, Dataset<Row> judgements) {
    return judgements
        .groupBy("gate")
        .agg(
            sum("judged").as("judged"),
            sum("skipped").as("skipped"),
            sum("before").as("before"),
            sum("gone").as("gone"),
            sum(when(col("verdict").equalTo(Judgement.FAILED), 1).otherwise(0)).as("failed"),
            max(when(
                    col("verdict").equalTo(Judgement.COUNTED).and(col("skipped").gt(0)),
                    col("message")))
                .as("skipped_for"),
            max(when(col("verdict").equalTo(Judgement.COUNTED), col("message"))).as("why"))
        .flatMap(new Summaries(gates, hasBefore), Encoders.row(Judgement.FINDING));
  }

  @Override
  public Iterator<Row> call(Row row) {
    Gate gate = Objects.requireNonNull(gates.get(row.<String>getAs("gate")));
    long before = row.getAs("before");
    long gone = row.getAs("gone");
    if (gate.rule() instanceof Gate.ReleaseDifference rule && before > 0) {
      Expected share = new Expected((double) gone / before, 0, rule.disappearedAtMost());
      if (share.isBroken()) {
        String message =
            "%d of the %d values of the release before have no value now".formatted(gone, before);
        return List.of(Judgement.row(Judgement.FINDING, share.cells(gate, message))).iterator();
      }
    }
    return row.<Long>getAs("failed") > 0
        ? List.<Row>of().iterator()
        : List.of(passed(gate, row)).iterator();
  }

  private Row passed(Gate gate, Row row) {
    long judged = row.getAs("judged");
    long skipped = row.getAs("skipped");
    @Nullable String why = skipped > 0 ? row.getAs("skipped_for") : row.getAs("why");
    Map<String, Object> cells = new HashMap<>();
    cells.put("gate", gate.name());
    cells.put("severity", Judgement.severity(gate));
    if (judged > 0 || row.<Long>getAs("before") > 0) {
      cells.put("verdict", Judgement.PASSED);
      cells.put(
          "message",
          skipped == 0
              ? "%d judged".formatted(judged)
              : "%d judged, %d not: %s".formatted(judged, skipped, why));
    } else {
      cells.put("verdict", Judgement.NOT_JUDGED);
      cells.put("message", why == null ? nothing(gate) : why);
    }
    return Judgement.row(Judgement.FINDING, cells);
  }

  private String nothing(Gate gate) {
    boolean compares =
        gate.rule() instanceof Gate.ReleaseDifference
            || gate.rule() instanceof Gate.RegionsReporting;
    return compares && !hasBefore
        ? "there is no release before this one to compare with"
        : "there is nothing to judge";
  }
}

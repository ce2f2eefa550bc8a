package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import org.xiaokang.compare.MobilityRow;

/** The table mobility. */
public final class MobilityTable {
  /** Grain: comparison, indicator, scope, level, span, statistic, classes. */
  public static final TableSchema<MobilityRow> SCHEMA =
      new TableSchema<>(
          "mobility",
          "How regions move between classes, and whether neighbours are alike. Grain: comparison, indicator, scope,"
              + " level, period_kind, from_period, to_period, statistic, from_class, to_class, lag_class.",
          ComparisonColumns.all(
              ComparisonColumns.series(MobilityRow::series),
              ComparisonColumns.span(MobilityRow::span),
              List.of(
                  required(
                      "statistic",
                      TEXT,
                      "transition_count, transition_prob, steady_state, sojourn_time, mean_first_passage_time"
                          + " (in transitions), class_bound (in the indicator's unit, or in means), mobility_p,"
                          + " mobility_d, mobility_l2, mobility_b1, mobility_b2, spatial_count, spatial_prob,"
                          + " spatial_q, kendall_tau, spearman_rho, morans_i",
                      MobilityRow::statistic),
                  optional(
                      "from_class",
                      INTEGER,
                      "Class before, from 1, the lowest",
                      row -> row.classes().from()),
                  optional("to_class", INTEGER, "Class after, from 1", row -> row.classes().to()),
                  optional(
                      "lag_class",
                      INTEGER,
                      "Class of the mean of the region's neighbours, from 1",
                      row -> row.classes().lag()),
                  optional("obs_value", DOUBLE, "The statistic", row -> row.value().number()),
                  optional(
                      "expected",
                      DOUBLE,
                      "Its mean without any relation; of spatial_q the degrees of freedom",
                      row -> row.chance().expected()),
                  optional("z", DOUBLE, "Standard deviations from there", row -> row.chance().z()),
                  optional("p_value", DOUBLE, "Two-sided, 0 to 1", row -> row.chance().pValue()),
                  required("regions", INTEGER, "Regions in it", MobilityRow::regions),
                  ComparisonColumns.reason(row -> row.value().reason()))),
          List.of(
              ComparisonColumns.valueOrReason(
                  "obs_value", row -> row.value().number(), row -> row.value().reason())),
          List.of("indicator", "statistic"));

  private MobilityTable() {}
}

package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.ReconciliationVerdict.AGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.DISAGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.NOT_CHECKABLE;
import static org.xiaokang.indicator.ReconciliationVerdict.WITHIN_ROUNDING;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.indicator.ReconciliationVerdict;

class ReconciliationTableTest {
  private static ReconciliationRow row(
      ReconciliationVerdict verdict, @Nullable Double tolerance, @Nullable String reason) {
    return new ReconciliationRow(
        "d/1",
        "reports",
        "d",
        "A",
        ReconciliationRow.Kind.METRIC,
        "rate",
        "in words",
        "all",
        "2020",
        "12%",
        12.0,
        12.5,
        "percent",
        tolerance,
        verdict,
        reason);
  }

  private static List<@Nullable Object> cells(ReconciliationRow row) {
    List<@Nullable Object> cells = new ArrayList<>();
    ReconciliationTable.SCHEMA.columns().forEach(column -> cells.add(column.cell().apply(row)));
    return cells;
  }

  @Test
  void eachCellStandsInItsColumn() {
    assertThat(cells(row(DISAGREES, 0.05, "why")))
        .containsExactly(
            "d/1",
            "reports",
            "d",
            "A",
            "metric",
            "rate",
            "in words",
            "all",
            "2020",
            "12%",
            12.0,
            12.5,
            "percent",
            0.05,
            0.5,
            "disagrees",
            false,
            "why");
  }

  @Test
  void conditionsSayTheSameInSqlAndInJava() {
    List<ReconciliationRow> rows =
        List.of(
            row(AGREES, null, null),
            row(WITHIN_ROUNDING, 0.0, null),
            row(DISAGREES, -0.5, null),
            row(NOT_CHECKABLE, null, "why"),
            row(NOT_CHECKABLE, null, null));
    ConditionOracle.assertAgree(ReconciliationTable.SCHEMA, rows);
    assertThat(rows)
        .flatExtracting(
            row ->
                ConditionOracle.broken(ReconciliationTable.SCHEMA, row).stream()
                    .map(condition -> row.verdict().code() + " " + condition)
                    .toList())
        .containsExactly(
            "disagrees tolerance_is_not_negative", "not_checkable not_checkable_has_a_reason");
  }
}

package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.ReconciliationVerdict.AGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.DISAGREES;
import static org.xiaokang.indicator.ReconciliationVerdict.NOT_CHECKABLE;
import static org.xiaokang.indicator.ReconciliationVerdict.WITHIN_ROUNDING;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.indicator.ReconciliationVerdict;
import org.xiaokang.tables.IndicatorTables;

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
  void itIsTheTableThatSparkWrites() {
    SchemaOracle.assertSame(ReconciliationTable.SCHEMA, IndicatorTables.RECONCILIATION);
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

  /** DuckDB reads the conditions' SQL over the cells; the predicates read the records. */
  @Test
  void conditionsSayTheSameInSqlAndInJava() throws SQLException {
    List<String> broken = new ArrayList<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (ReconciliationRow row :
          List.of(
              row(AGREES, null, null),
              row(WITHIN_ROUNDING, 0.0, null),
              row(DISAGREES, -0.5, null),
              row(NOT_CHECKABLE, null, "why"),
              row(NOT_CHECKABLE, null, null))) {
        for (TableSchema.Condition<ReconciliationRow> condition :
            ReconciliationTable.SCHEMA.conditions()) {
          boolean holds = condition.holds().test(row);
          assertThat(holds)
              .as("%s of %s", condition.name(), row)
              .isEqualTo(holds(duckDb, condition, row));
          if (!holds) {
            broken.add(row.verdict().code() + " " + condition.name());
          }
        }
      }
    }
    assertThat(broken)
        .containsExactly(
            "disagrees tolerance_is_not_negative", "not_checkable not_checkable_has_a_reason");
  }

  private static boolean holds(
      Connection duckDb, TableSchema.Condition<ReconciliationRow> condition, ReconciliationRow row)
      throws SQLException {
    String cells =
        ReconciliationTable.SCHEMA.columns().stream()
            .map(column -> "CAST(? AS " + sqlType(column.type()) + ") AS \"" + column.name() + '"')
            .collect(Collectors.joining(", "));
    try (PreparedStatement query =
        duckDb.prepareStatement("SELECT " + condition.sql() + " FROM (SELECT " + cells + ")")) {
      List<@Nullable Object> values = cells(row);
      for (int i = 0; i < values.size(); i++) {
        query.setObject(i + 1, values.get(i));
      }
      try (ResultSet result = query.executeQuery()) {
        assertThat(result.next()).isTrue();
        return result.getBoolean(1) && !result.wasNull();
      }
    }
  }

  private static String sqlType(ColumnType type) {
    return type == ColumnType.Plain.TEXT ? "VARCHAR" : type.toString();
  }
}

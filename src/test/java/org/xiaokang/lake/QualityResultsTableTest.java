package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.lake.QualityResultsTable.QualityResult;
import org.xiaokang.quality.FindingSubject;
import org.xiaokang.quality.QualityFinding;
import org.xiaokang.quality.QualityFinding.Severity;
import org.xiaokang.quality.QualityFinding.Verdict;

class QualityResultsTableTest {
  private static QualityResult row(
      Verdict verdict, @Nullable Double value, @Nullable Double low, @Nullable Double high) {
    FindingSubject subject =
        new FindingSubject(
            "110000", "growth", "income", "yearbook", "rural", "year", "2020", Origin.AGGREGATED);
    return new QualityResult(
        new QualityFinding("g", Severity.WARN, verdict, subject, value, low, high, 0.5, "far"),
        "run-1");
  }

  /** As SQL and Java say. */
  private static List<String> broken(QualityResult row) {
    ConditionOracle.assertAgree(QualityResultsTable.SCHEMA, List.of(row));
    return ConditionOracle.broken(QualityResultsTable.SCHEMA, row);
  }

  @Test
  void eachColumnTakesItsOwnCell() {
    Map<String, Object> cells = new LinkedHashMap<>();
    QualityResultsTable.SCHEMA
        .columns()
        .forEach(
            column ->
                cells.put(column.name(), column.cell().apply(row(Verdict.FAILED, 12.0, 1.0, 9.0))));
    assertThat(cells)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("gate", "g"),
                Map.entry("severity", "warn"),
                Map.entry("verdict", "failed"),
                Map.entry("ref_area", "110000"),
                Map.entry("indicator", "growth"),
                Map.entry("metric", "income"),
                Map.entry("source", "yearbook"),
                Map.entry("scope", "rural"),
                Map.entry("period_kind", "year"),
                Map.entry("time_period", "2020"),
                Map.entry("origin", "aggregated"),
                Map.entry("value", 12.0),
                Map.entry("expected_low", 1.0),
                Map.entry("expected_high", 9.0),
                Map.entry("excess", 0.5),
                Map.entry("message", "far"),
                Map.entry("run_id", "run-1")));
  }

  @Test
  void aFindingHasAValueAndABound() {
    assertThat(broken(row(Verdict.FAILED, 1.0, 2.0, null))).isEmpty();
    assertThat(broken(row(Verdict.FAILED, 1.0, null, 0.0))).isEmpty();
    assertThat(broken(row(Verdict.FAILED, 1.0, null, null)))
        .containsExactly("a_finding_has_a_bound");
    assertThat(broken(row(Verdict.FAILED, null, null, 0.0)))
        .containsExactly("a_finding_has_a_value");
    assertThat(broken(row(Verdict.PASSED, null, null, null))).isEmpty();
    assertThat(broken(row(Verdict.NOT_JUDGED, null, null, null))).isEmpty();
  }
}

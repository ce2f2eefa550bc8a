package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xiaokang.tables.Tables;

/**
 * Two published panels, loaded by src/test/resources/panels alone and recomputed here in plain
 * Java. Skipped where the panels are not: they stand beside the project, or in the folder that
 * XIAOKANG_SHARED names.
 */
class PanelsTest {
  private static final List<PanelFiles.Figure> FIGURES = new ArrayList<>();
  private static Outcome outcome;
  private static Tables tables;

  @BeforeAll
  static void load() throws IOException {
    Panels panels = Panels.load();
    FIGURES.addAll(panels.figures());
    outcome = panels.outcome();
    tables = panels.tables();
  }

  /** The surveys have neither a date nor a confidence: the first document by name is preferred. */
  private static Map<String, List<PanelFiles.Figure>> stated() {
    Map<String, List<PanelFiles.Figure>> stated = new TreeMap<>();
    FIGURES.forEach(f -> stated.computeIfAbsent(f.key(), key -> new ArrayList<>()).add(f));
    stated.values().forEach(figures -> figures.sort(Comparator.comparing(PanelFiles.Figure::doc)));
    return stated;
  }

  @Test
  void everyRowIsObserved() {
    assertThat(outcome.counts()).isEqualTo(new Counts(43_303, 43_303, 0, 0, 0, 0));
    assertThat(tables.table("rejected_metrics").count()).isZero();
    Map<String, Long> metrics = new TreeMap<>();
    tables
        .table("observations")
        .groupBy("metric")
        .count()
        .collectAsList()
        .forEach(row -> metrics.put(row.getString(0), row.getLong(1)));
    Map<String, Long> expected = new TreeMap<>();
    FIGURES.forEach(figure -> expected.merge(figure.metric(), 1L, Long::sum));
    assertThat(metrics).isEqualTo(expected).hasSize(18 + 1).containsEntry("gini", 2_200L);
  }

  @Test
  void aSurveyOfConsumptionAndOneOfIncomeAreInConflict() {
    List<Row> conflicts = tables.table("conflicts").collectAsList();
    assertThat(conflicts).hasSize(2_700);
    assertThat(outcome.conflicts()).isEqualTo(2_700);
    Map<String, List<PanelFiles.Figure>> stated = stated();
    for (int i = 0; i < conflicts.size(); i += 2) {
      Row preferred = conflicts.get(i);
      Row other = conflicts.get(i + 1);
      List<PanelFiles.Figure> pair = Objects.requireNonNull(stated.remove(key(preferred)));
      assertThat(key(other)).isEqualTo(key(preferred));
      assertThat(List.of(preferred.getAs("preferred"), other.getAs("preferred")))
          .isEqualTo(List.of(true, false));
      assertThat(List.of(preferred.getAs("doc_id"), other.getAs("doc_id")))
          .isEqualTo(List.of(pair.get(0).doc(), pair.get(1).doc()));
      assertThat(preferred.<Double>getAs("relative_difference")).isZero();
      agrees(other, pair.get(1).value(), pair.get(0).value());
    }
    assertThat(stated.values()).allSatisfy(figures -> assertThat(figures).hasSize(1));
  }

  private static String key(Row row) {
    return String.join(
        " ", row.<String>getAs("ref_area"), row.getAs("metric"), row.getAs("time_period"));
  }

  private static void agrees(Row row, double value, double preferred) {
    Double difference = row.getAs("relative_difference");
    if (preferred == 0 && value != 0) {
      assertThat(difference).as(key(row)).isNull();
    } else {
      double expected = value == preferred ? 0 : (value - preferred) / Math.abs(preferred);
      assertThat(difference)
          .as(key(row))
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void incomesOfStatesGrowAsRecomputed() {
    Map<String, Double> incomes = new TreeMap<>();
    FIGURES.forEach(figure -> incomes.put(figure.key(), figure.value()));
    Map<String, Double> expected = new TreeMap<>();
    for (PanelFiles.Figure now : FIGURES) {
      Double then = incomes.get(now.area() + " personal_income_per_capita " + (now.year() - 1));
      if (now.metric().equals("personal_income_per_capita") && then != null) {
        expected.put(now.area() + " " + now.year(), 100 * (now.value() / then - 1));
      }
    }
    assertThat(expected).hasSize(48 * 80);
    assertThat(expected.get("US-01 1930")).isCloseTo(-17.3375, within(5e-5)); // 267 after 323
    agree("income_growth", expected);
  }

  @Test
  void theRateOfPovertyIsComputedFromThePreferredSurveysParts() {
    Map<String, Double> expected = new TreeMap<>();
    Map<String, List<PanelFiles.Figure>> stated = stated();
    stated.forEach(
        (key, people) -> {
          List<PanelFiles.Figure> poor =
              stated.get(key.replace(" population ", " poverty_headcount_215 "));
          if (key.contains(" population ") && poor != null) {
            PanelFiles.Figure first = people.get(0);
            expected.put(
                first.area() + " " + first.year(), 100 * poor.get(0).value() / first.value());
          }
        });
    assertThat(expected.get("AGO 2018")).isCloseTo(31.12, within(5e-3)); // 9,588,624 of 30,809,787
    agree("poverty_rate_215", expected);
  }

  private static void agree(String indicator, Map<String, Double> expected) {
    Map<String, Double> computed = new TreeMap<>();
    tables
        .table("indicators")
        .filter(col("indicator").equalTo(indicator).and(col("origin").equalTo("reported")))
        .collectAsList()
        .forEach(
            row ->
                computed.put(
                    row.getAs("ref_area") + " " + row.getAs("time_period"),
                    row.getAs("obs_value")));
    assertThat(computed.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (key, value) -> assertThat(computed.get(key)).as(key).isCloseTo(value, within(1e-9)));
  }
}

package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xiaokang.SharedData;
import org.xiaokang.tables.Tables;

/**
 * Comparisons of the states of the USA, declared in src/test/resources/panels alone, against
 * published results: the unit tests of PySAL's giddy (324f289), and the regression figures that
 * stand beside them. Skipped where they are absent.
 */
class PublishedComparisonsTest {
  private static final String CHECK = "checks/giddy_us_states_convergence/";
  private static Tables tables;

  @BeforeAll
  static void load() throws IOException {
    tables = Panels.load().tables();
  }

  /** Of comparison, statistic, from_class, to_class and lag_class. */
  private static Map<String, Row> mobility() {
    Map<String, Row> found = new HashMap<>();
    tables
        .table("mobility")
        .filter(col("statistic").isin("class_bound", "morans_i").unary_$bang())
        .collectAsList()
        .forEach(
            row ->
                found.put(
                    String.join(
                        " ",
                        row.getAs("comparison"),
                        row.getAs("statistic"),
                        String.valueOf(row.<Integer>getAs("from_class")),
                        String.valueOf(row.<Integer>getAs("to_class")),
                        String.valueOf(row.<Integer>getAs("lag_class"))),
                    row));
    return found;
  }

  @Test
  void statesMoveBetweenClassesAsPublished() throws IOException {
    Map<String, Row> found = mobility();
    int checked = 0;
    for (String line : lines("expected.csv")) {
      String[] cells = line.split(",", -1);
      Row row = Objects.requireNonNull(found.get(key(cells)), line);
      Double value = row.getAs("obs_value");
      double expected = Double.parseDouble(cells[3]);
      if (value == null) {
        // giddy writes 0 for the shares of a class in which no state ever was
        assertThat(expected).as(line).isZero();
        assertThat(row.<String>getAs("reason")).as(line).isNotNull();
      } else {
        double tolerance = 1.5e-6 * Math.max(1, Math.abs(expected));
        assertThat(value).as(line).isCloseTo(expected, within(tolerance));
      }
      checked++;
    }
    assertThat(checked).isEqualTo(215);
  }

  @Test
  void neighboursMatter() {
    // Rey (2001): transitions differ with the neighbours, and rich states lie beside rich ones
    Row q = Objects.requireNonNull(mobility().get("relative spatial_q null null null"));
    assertThat(q.<Double>getAs("obs_value")).isGreaterThan(q.<Double>getAs("expected"));
    assertThat(q.<Double>getAs("p_value")).isLessThan(0.001);
    Row moran =
        tables.table("mobility").filter("statistic = 'morans_i' and to_period = '1929'").head();
    assertThat(moran.<Double>getAs("obs_value")).isPositive();
    assertThat(moran.<Double>getAs("expected")).isCloseTo(-1.0 / 47, within(1e-12));
  }

  private static String key(String[] cells) {
    String spatial = "spatial_markov_prob_lagclass";
    String from = cells[1].isEmpty() ? "null" : cells[1];
    String to = cells[2].isEmpty() ? "null" : cells[2];
    if (cells[0].startsWith(spatial)) {
      String lag = cells[0].substring(spatial.length());
      return "relative spatial_prob " + from + " " + to + " " + lag;
    }
    String statistic =
        cells[0].startsWith("mobility_")
            ? cells[0].split("_", -1)[0]
                + "_"
                + cells[0].split("_", -1)[1].toLowerCase(java.util.Locale.ROOT)
            : cells[0];
    return "quintiles " + statistic + " " + from + " " + to + " null";
  }

  private static List<String> lines(String file) throws IOException {
    Path path = SharedData.file(CHECK + file);
    List<String> lines = Files.readAllLines(path);
    return lines.subList(1, lines.size());
  }

  @Test
  void statesConvergeAsPinned() throws IOException {
    Map<String, Double> pinned = new HashMap<>();
    for (String line : lines("derived_not_published.csv")) {
      pinned.put(line.split(",", -1)[0], Double.valueOf(line.split(",", -1)[1]));
    }
    Map<String, Row> found = new HashMap<>();
    tables
        .table("convergence")
        .collectAsList()
        .forEach(
            row ->
                found.put(
                    row.<String>getAs("model")
                        + " "
                        + row.getAs("term")
                        + " "
                        + row.getAs("to_period"),
                    row));
    Row beta = Objects.requireNonNull(found.get("beta ln_first 2009"));
    Row intercept = Objects.requireNonNull(found.get("beta intercept 2009"));
    agree(beta, "estimate", pin(pinned, "beta_total_growth_slope_1929_2009"));
    agree(beta, "std_error", pin(pinned, "beta_std_error"));
    agree(beta, "speed", pin(pinned, "convergence_speed_per_year"));
    agree(beta, "half_life", pin(pinned, "half_life_years"));
    agree(beta, "r_squared", pin(pinned, "r_squared"));
    agree(intercept, "estimate", pin(pinned, "beta_intercept"));
    assertThat(pinned).hasSize(10);
    pinned.forEach(
        (name, value) -> {
          String term = name.startsWith("sigma_") ? "sd_log" : "cv_sample";
          String year = name.substring(name.length() - 4);
          agree(
              Objects.requireNonNull(found.get("sigma " + term + " " + year), name),
              "estimate",
              value);
        });
  }

  private static Double pin(Map<String, Double> pinned, String name) {
    return Objects.requireNonNull(pinned.remove(name), name);
  }

  private static void agree(Row row, String column, Double expected) {
    assertThat(row.<Double>getAs(column)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }

  @Test
  void theRichestStateOf2009IsFirst() {
    // Connecticut, 52,736 dollars, is the largest of usjoin.csv's last column
    Row first =
        tables
            .table("rankings")
            .filter("time_period = '2009' and rank = 1 and grouping = 'all' and level = 'state'")
            .head();
    assertThat(first.<String>getAs("ref_area")).isEqualTo("US-09");
    assertThat(first.<Integer>getAs("ranked")).isEqualTo(48);
    assertThat(first.<Double>getAs("distance_to_best")).isZero();
    assertThat(first.<Integer>getAs("previous_rank")).isEqualTo(1);
  }

  @Test
  void partsOfInequalityAddUp() {
    addsUp("theil_t", "'between', 'within'");
    addsUp("gini", "'between', 'within', 'overlap'");
  }

  private static void addsUp(String index, String parts) {
    Row sums =
        tables
            .table("inequality")
            .filter(col("index").equalTo(index).and(col("time_period").equalTo("2009")))
            .selectExpr(
                "sum(if(component = 'total', obs_value, 0))",
                "sum(if(component in (%s), obs_value, 0))".formatted(parts))
            .head();
    assertThat(sums.getDouble(0)).isPositive().isCloseTo(sums.getDouble(1), within(1e-12));
  }

  @Test
  void everyStateIsInAPeerGroup() {
    List<Row> rows = tables.table("peer_groups").filter("level = 'state'").collectAsList();
    assertThat(rows).hasSize(48).allSatisfy(row -> assertThat(row.isNullAt(6)).isFalse());
    Map<Integer, Double> means = new java.util.TreeMap<>();
    for (Row row : rows) {
      assertThat(row.getList(row.fieldIndex("nearest"))).isNotNull();
      means.merge(row.getAs("peer_group"), row.<Double>getAs("obs_value"), Math::max);
    }
    assertThat(means.size()).isBetween(2, 4);
  }
}

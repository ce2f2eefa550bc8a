package org.xiaokang.disclosure;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Suppression;

/**
 * The observations whose figures are confidential: small counts, the counts grouped with them, and
 * reported rates that such counts could be computed back from. All documents that report a figure
 * share its fate.
 */
public final class ConfidentialFigures {
  /** What says where a figure belongs, whichever document reports it. */
  private static final String[] FIGURE = {
    "metric", "doc", "ref_area", "period_kind", "time_period", "scope"
  };

  private final Catalogue catalogue;
  private final Suppression rule;
  private final Map<String, Metric> counted = new TreeMap<>();
  private final Map<String, Indicator> reporting = new TreeMap<>();

  /** Those of a catalogue that suppresses counts. */
  public ConfidentialFigures(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.rule = catalogue.suppression().orElseThrow();
    for (Metric metric : catalogue.metrics().values()) {
      if (rule.counts(metric.unit())) {
        counted.put(metric.code(), metric);
      }
    }
    for (Metric metric : catalogue.metrics().values()) {
      metric
          .reports()
          .map(catalogue::indicator)
          .filter(indicator -> !counted.containsKey(metric.code()) && !counts(indicator).isEmpty())
          .ifPresent(indicator -> reporting.put(metric.code(), indicator));
    }
  }

  private List<Input> counts(Indicator indicator) {
    return indicator.inputs().stream()
        .filter(input -> input.of().isSelf() && counted.containsKey(input.metric()))
        .toList();
  }

  /** The metrics to look at where figures of some metrics changed. */
  public Set<String> touchedBy(Set<String> metrics) {
    Set<String> touched = new TreeSet<>(metrics);
    touched.removeIf(metric -> !counted.containsKey(metric));
    reporting.forEach(
        (metric, indicator) -> {
          Set<String> counts = new TreeSet<>();
          counts(indicator).forEach(input -> counts.add(input.metric()));
          if (metrics.contains(metric) || counts.stream().anyMatch(metrics::contains)) {
            touched.add(metric);
            touched.addAll(counts);
          }
        });
    return touched;
  }

  /**
   * The confidential ones of some observations.
   *
   * @param observations all observations of some metrics
   * @return the columns of the table confidential_figures, one row per observation
   */
  public Dataset<Row> of(Dataset<Row> observations) {
    Column day = coalesce(col("period_end"), col("period_start"));
    Dataset<Row> figures =
        observations
            .withColumn("day", unix_date(day))
            .withColumn("year", coalesce(year(day), lit(0)))
            .withColumn("doc", when(col("time_period").equalTo("_U"), col("doc_id")).otherwise(""));
    Dataset<Row> counts = figures.filter(col("metric").isin(counted.keySet().toArray()));
    Dataset<Row> secrets = secrets(counts);
    Dataset<Row> all = counts.join(secrets, FIGURE, "inner").select(columns());
    if (!reporting.isEmpty()) {
      all = all.unionByName(rates(figures, secrets));
    }
    return all.groupBy("observation_id", "metric")
        .agg(
            min("group").as("group"),
            max("members").as("members"),
            when(min("group").equalTo(max("group")), max("size"))
                .otherwise(Suppression.NEVER_WHOLE)
                .as("size"));
  }

  private static Column[] columns() {
    return List.of("observation_id", "metric", "group", "members", "size").stream()
        .map(functions::col)
        .toArray(Column[]::new);
  }

  /** The small counts and those grouped with them; one is small if any document says so. */
  private Dataset<Row> secrets(Dataset<Row> counts) {
    String[] table = {"metric", "year", "doc"};
    Column count = col("obs_value").cast("double");
    Column few = count.notEqual(0).and(abs(count).lt(rule.below()));
    WindowSpec sameFigure =
        Window.partitionBy(Arrays.stream(FIGURE).map(functions::col).toArray(Column[]::new));
    Dataset<Row> cells =
        counts
            .withColumn("count", coalesce(min(when(few, count)).over(sameFigure), count))
            .filter(col("preferred"))
            .select(
                "metric",
                "year",
                "doc",
                "ref_area",
                "period_kind",
                "time_period",
                "scope",
                "day",
                "count");
    Column isSmall = col("count").notEqual(0).and(abs(col("count")).lt(rule.below()));
    Dataset<Row> concerned =
        cells.join(
            cells.filter(isSmall).select("metric", "year", "doc").distinct(), table, "left_semi");
    return concerned
        .groupBy(col("metric"), col("year"), col("doc"))
        .as(Encoders.row(SecretCounts.KEY), Encoders.row(concerned.schema()))
        .flatMapGroups(
            new SecretCounts(rule, catalogue.regions(), counted),
            Encoders.row(SecretCounts.SECRETS));
  }

  /** The reported rates that a confidential count goes into. */
  private Dataset<Row> rates(Dataset<Row> figures, Dataset<Row> secrets) {
    Map<String, List<Column>> goesInto = new TreeMap<>();
    reporting.forEach(
        (rate, indicator) ->
            counts(indicator)
                .forEach(
                    input ->
                        goesInto
                            .computeIfAbsent(input.metric(), metric -> new ArrayList<>())
                            .add(
                                struct(
                                    lit(rate).as("rate"),
                                    lit(input.scope().orElse(null)).cast("string").as("of_scope"),
                                    lit(input.at().isSame()).as("in_place")))));
    List<Column> entries = new ArrayList<>();
    goesInto.forEach(
        (metric, rates) ->
            entries.addAll(List.of(lit(metric), array(rates.toArray(Column[]::new)))));
    Column into = try_element_at(map(entries.toArray(Column[]::new)), col("s.metric"));
    Dataset<Row> counts = secrets.as("s").select(col("s.*"), explode(into).as("into")).as("s");
    Dataset<Row> rates = figures.filter(col("metric").isin(reporting.keySet().toArray())).as("r");
    Column samePeriod =
        col("r.doc")
            .equalTo(col("s.doc"))
            .and(col("r.period_kind").equalTo(col("s.period_kind")))
            .and(col("r.time_period").equalTo(col("s.time_period")));
    Column inPlace = col("s.into.in_place");
    Column scope = coalesce(col("s.into.of_scope"), col("r.scope"));
    return rates
        .join(
            counts,
            col("r.metric")
                .equalTo(col("s.into.rate"))
                .and(col("r.ref_area").equalTo(col("s.ref_area")))
                .and(col("s.scope").equalTo(scope))
                .and(samePeriod.or(not(inPlace))))
        .select(
            col("r.observation_id"),
            col("r.metric"),
            col("s.group"),
            col("s.members"),
            when(inPlace, col("s.size")).otherwise(Suppression.NEVER_WHOLE).as("size"));
  }
}

package org.xiaokang.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/** The confidential counts of one metric in one year after the other. */
final class SecretCounts implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  /** What is looked at together; figures without a period belong to their document. */
  static final StructType KEY =
      new StructType()
          .add("metric", DataTypes.StringType)
          .add("year", DataTypes.IntegerType)
          .add("doc", DataTypes.StringType);

  /** What comes out, one row per figure. */
  static final StructType SECRETS =
      new StructType()
          .add("metric", DataTypes.StringType)
          .add("doc", DataTypes.StringType)
          .add("ref_area", DataTypes.StringType)
          .add("period_kind", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("group", DataTypes.LongType)
          .add("members", DataTypes.IntegerType)
          .add("size", DataTypes.IntegerType);

  /** What the figures of regions make together. */
  private enum Together {
    SUM,
    SUM_WITH_OWN,
    NOTHING
  }

  private final Suppression rule;
  private final Regions regions;
  private final HashMap<String, Together> together = new HashMap<>();
  private final HashSet<String> flows = new HashSet<>();

  SecretCounts(Suppression rule, Regions regions, Map<String, Metric> metrics) {
    this.rule = rule;
    this.regions = regions;
    metrics.forEach(
        (code, metric) -> {
          boolean own = metric.aggregation().own() == Metric.Aggregation.Own.PART;
          together.put(
              code,
              metric.aggregation().rule() != Metric.Aggregation.Rule.SUM
                  ? Together.NOTHING
                  : own ? Together.SUM_WITH_OWN : Together.SUM);
          if (metric.kind() == Metric.Kind.FLOW) {
            flows.add(code);
          }
        });
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    String metric = key.getAs("metric");
    String doc = key.getAs("doc");
    List<Cells.Cell> all = new ArrayList<>();
    while (rows.hasNext()) {
      all.add(cell(rows.next()));
    }
    Together sum = Objects.requireNonNull(together.get(metric));
    Cells cells = new Cells(metric, all, flows.contains(metric), sum == Together.SUM_WITH_OWN);
    List<Row> secrets = new ArrayList<>();
    cells
        .confidential(
            rule,
            (area, day) -> sum == Together.NOTHING ? Optional.empty() : regions.parent(area, day))
        .forEach((cell, secret) -> secrets.add(row(metric, doc, cell, secret)));
    return secrets.iterator();
  }

  private static Cells.Cell cell(Row row) {
    Integer day = row.getAs("day");
    return new Cells.Cell(
        row.getAs("ref_area"),
        row.getAs("period_kind"),
        row.getAs("time_period"),
        row.getAs("scope"),
        day == null ? LocalDate.MAX : LocalDate.ofEpochDay(day),
        row.<Double>getAs("count"));
  }

  private static Row row(String metric, String doc, Cells.Cell cell, Confidentiality secret) {
    return RowFactory.create(
        metric,
        doc,
        cell.area(),
        cell.periodKind(),
        cell.timePeriod(),
        cell.scope(),
        secret.group(),
        secret.members(),
        secret.size());
  }
}

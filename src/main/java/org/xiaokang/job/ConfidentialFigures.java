package org.xiaokang.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.disclosure.DisclosureControl;
import org.xiaokang.disclosure.FigureAddress;
import org.xiaokang.disclosure.ProtectedFigure;
import org.xiaokang.disclosure.ReportedFigure;
import org.xiaokang.indicator.Confidentiality;
import org.xiaokang.tables.ConfidentialityTable;

/**
 * Asks the {@link DisclosureControl} about a Dataset of observations, with one shuffle: figures
 * that are looked at together come to one task, which holds them in memory.
 */
record ConfidentialFigures(DisclosureControl control) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Those of a catalogue that suppresses counts. */
  ConfidentialFigures(Catalogue catalogue) {
    this(DisclosureControl.of(catalogue).orElseThrow());
  }

  /** The metrics to look at where figures of some metrics changed. */
  Set<String> touchedBy(Set<String> metrics) {
    return control.touchedBy(metrics);
  }

  /**
   * The confidential ones of some observations.
   *
   * @param observations all observations of some metrics
   * @return the columns of the table confidential_figures, one row per observation
   */
  Dataset<Row> of(Dataset<Row> observations) {
    return observations
        .select(
            col("observation_id"),
            col("metric"),
            col("doc_id"),
            col("ref_area"),
            col("period_kind"),
            col("time_period"),
            col("scope"),
            coalesce(col("period_end"), col("period_start")).as("day"),
            col("obs_value"),
            col("preferred"))
        .filter((FilterFunction<Row>) row -> control.concerns(row.getString(1)))
        .groupByKey(
            (MapFunction<Row, String>) row -> control.key(figure(row)).toString(),
            Encoders.STRING())
        .flatMapGroups(
            (FlatMapGroupsFunction<String, Row, Row>) (key, rows) -> found(rows),
            Encoders.row(ConfidentialityTable.CONFIDENTIAL_FIGURES.schema()));
  }

  private Iterator<Row> found(Iterator<Row> rows) {
    List<ReportedFigure> figures = new ArrayList<>();
    rows.forEachRemaining(row -> figures.add(figure(row)));
    return control.protectedFigures(figures).stream().map(ConfidentialFigures::row).iterator();
  }

  private static ReportedFigure figure(Row row) {
    Date day = row.getAs("day");
    return new ReportedFigure(
        row.getAs("observation_id"),
        FigureAddress.of(
            row.getAs("metric"),
            row.getAs("doc_id"),
            row.getAs("ref_area"),
            row.getAs("period_kind"),
            row.getAs("time_period"),
            row.getAs("scope")),
        day == null ? null : day.toLocalDate(),
        row.<BigDecimal>getAs("obs_value").doubleValue(),
        row.getAs("preferred"));
  }

  private static Row row(ProtectedFigure figure) {
    Confidentiality of = figure.confidentiality();
    return RowFactory.create(
        figure.observationId(), figure.metric(), of.group(), of.members(), of.size());
  }
}

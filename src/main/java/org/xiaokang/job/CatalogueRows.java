package org.xiaokang.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.indicator.Plan;
import org.xiaokang.tables.TableDefinition;

/** The catalogue as tables, so that a release says what it was computed with. */
record CatalogueRows(SparkSession spark, Catalogue catalogue) {
  Dataset<Row> regions(TableDefinition definition) {
    return table(definition, catalogue.regions().spells().stream().map(this::row).toList());
  }

  Dataset<Row> metrics(TableDefinition definition) {
    return table(
        definition, catalogue.metrics().values().stream().map(CatalogueRows::row).toList());
  }

  Dataset<Row> indicators(TableDefinition definition) {
    Map<String, String> hashes = Plan.of(catalogue).hashes();
    return table(
        definition,
        catalogue.indicators().values().stream()
            .map(indicator -> row(indicator, hashes.get(indicator.id())))
            .toList());
  }

  private Dataset<Row> table(TableDefinition definition, List<Row> rows) {
    StructType schema = definition.schema();
    return spark.createDataFrame(rows, schema);
  }

  private Row row(Region region) {
    Regions regions = catalogue.regions();
    OptionalInt children = regions.expectedChildren(region.code(), region.validTo());
    return RowFactory.create(
        region.code(),
        regions.panel(region.code(), region.validTo()),
        region.name(),
        region.nameEn(),
        region.level(),
        region.parent(),
        // Not as java.sql.Date: where a zone has skipped a day, that is the day after.
        region.validFrom().equals(LocalDate.MIN) ? null : region.validFrom(),
        region.validTo().equals(LocalDate.MAX) ? null : region.validTo(),
        successors(region),
        children.isPresent() ? children.getAsInt() : null,
        region.neighbours().toArray(),
        region.attributes());
  }

  private static @Nullable String successors(Region region) {
    List<String> successors = region.successors().stream().map(Region.Successor::toString).toList();
    return successors.isEmpty() ? null : String.join(";", successors);
  }

  private static Row row(Metric metric) {
    return RowFactory.create(
        metric.code(),
        metric.name().en(),
        metric.name().zh(),
        metric.aliases().toArray(),
        metric.definition(),
        metric.unit().toString(),
        Names.lower(metric.kind()),
        Names.lower(metric.aggregation().rule()),
        metric.aggregation().reason(),
        metric.derivations().stream()
            .map(
                derivation ->
                    RowFactory.create(
                        FormulaText.of(derivation.value()), parts(derivation.inputs())))
            .toArray());
  }

  private static Object[] parts(List<Input> inputs) {
    return inputs.stream()
        .map(
            input ->
                RowFactory.create(
                    input.variable(),
                    input.metric(),
                    input.scope().orElse(null),
                    input.toString(),
                    input.of().isSelf()))
        .toArray();
  }

  private static Row row(Indicator indicator, @Nullable String values) {
    return RowFactory.create(
        indicator.id(),
        indicator.theme(),
        indicator.name().en(),
        indicator.name().zh(),
        indicator.definition().isEmpty() ? null : indicator.definition(),
        indicator.unit().toString(),
        indicator.decimals(),
        Names.lower(indicator.direction()),
        FormulaText.of(indicator.value()),
        String.join("; ", indicator.inputs().stream().map(i -> i.variable() + " = " + i).toList()),
        parts(indicator.inputs()),
        indicator.derived(),
        indicator.hash(),
        values);
  }
}

package org.xiaokang.job;

import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.FormulaText;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Region;
import org.xiaokang.tables.TableDefinition;

/** The catalogue as tables, so that a release says what it was computed with. */
record CatalogueRows(SparkSession spark, Catalogue catalogue) {
  Dataset<Row> regions(TableDefinition definition) {
    return table(
        definition, catalogue.regions().spells().stream().map(CatalogueRows::row).toList());
  }

  Dataset<Row> metrics(TableDefinition definition) {
    return table(
        definition, catalogue.metrics().values().stream().map(CatalogueRows::row).toList());
  }

  Dataset<Row> indicators(TableDefinition definition) {
    return table(
        definition, catalogue.indicators().values().stream().map(CatalogueRows::row).toList());
  }

  private Dataset<Row> table(TableDefinition definition, List<Row> rows) {
    StructType schema = definition.schema();
    return spark.createDataFrame(rows, schema);
  }

  private static Row row(Region region) {
    return RowFactory.create(
        region.code(),
        region.name(),
        region.nameEn(),
        region.level(),
        region.parent().orElse(null),
        region.validFrom().map(Date::valueOf).orElse(null),
        region.validTo().map(Date::valueOf).orElse(null),
        region.successors().orElse(null));
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
        metric.aggregation().reason());
  }

  private static Row row(Indicator indicator) {
    return RowFactory.create(
        indicator.id(),
        indicator.theme(),
        indicator.name().en(),
        indicator.name().zh(),
        indicator.unit().toString(),
        Names.lower(indicator.direction()),
        FormulaText.of(indicator.value()),
        String.join("; ", indicator.inputs().stream().map(i -> i.variable() + " = " + i).toList()),
        indicator.derived(),
        indicator.hash());
  }
}

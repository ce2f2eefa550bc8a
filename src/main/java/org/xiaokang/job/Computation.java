package org.xiaokang.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.indicator.Claims;
import org.xiaokang.indicator.Indicators;
import org.xiaokang.indicator.Plan;
import org.xiaokang.indicator.Profiles;
import org.xiaokang.indicator.Reach;
import org.xiaokang.indicator.Reconciliation;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.TableWrite;

/**
 * What is computed from observations.
 *
 * @param observations the observations table
 * @param regions the regions table
 */
record Computation(
    SparkSession spark, Setup setup, Dataset<Row> observations, Dataset<Row> regions) {

  TableWrite parts() {
    return new TableWrite(
        IndicatorTables.INDICATOR_PARTS,
        Indicators.parts(Plan.of(setup.catalogue()), observations, Reach.ALL));
  }

  TableWrite indicators(Dataset<Row> parts) {
    return new TableWrite(
        IndicatorTables.INDICATORS, Indicators.of(Plan.of(setup.catalogue()), parts, Reach.ALL));
  }

  /** The claims of all sources, checked; kept in memory, for a document makes a handful. */
  Dataset<Row> claims() {
    Dataset<Row> checked =
        setup.configuration().claims().stream()
            .map(source -> Claims.check(claims(source), observations))
            .reduce(Dataset::unionByName)
            .orElseGet(() -> Claims.none(observations))
            .persist(StorageLevel.MEMORY_AND_DISK());
    checked.count();
    return checked;
  }

  TableWrite reconciliation(Dataset<Row> indicators, Dataset<Row> checkedClaims) {
    return new TableWrite(
        IndicatorTables.RECONCILIATION,
        Reconciliation.ofMetrics(setup.catalogue(), observations, indicators)
            .unionByName(Reconciliation.ofRollUps(setup.catalogue(), indicators))
            .unionByName(checkedClaims));
  }

  TableWrite profiles(Dataset<Row> indicators) {
    return new TableWrite(
        IndicatorTables.regionProfiles(columns()),
        Profiles.of(indicators, regions, setup.catalogue()));
  }

  private List<IndicatorTables.Profile> columns() {
    return setup.catalogue().indicators().values().stream()
        .map(
            i ->
                new IndicatorTables.Profile(
                    i.id(), i.name().en() + " / " + i.name().zh() + ", " + i.unit()))
        .toList();
  }

  /** A table of claims in the columns that are expected, mapped as the configuration says. */
  private Dataset<Row> claims(Source source) {
    Dataset<Row> read = SourceReader.read(spark, source);
    TreeSet<String> missing = new TreeSet<>(ConfigurationReader.CLAIM);
    missing.removeAll(Arrays.asList(read.columns()));
    missing.removeAll(source.columns().keySet());
    if (!missing.isEmpty()) {
      throw new XiaokangException(
          "source '%s' has no column %s; found %s; map each under 'columns:'"
              .formatted(source.name(), missing, List.of(read.columns())));
    }
    List<Column> columns = new ArrayList<>(List.of(lit(source.name()).as("source")));
    for (String name : ConfigurationReader.CLAIM) {
      String expression = source.columns().get(name);
      Column mapped = expression == null ? col(name) : expr(expression);
      columns.add(coalesce(mapped.cast("string"), lit("")).as(name));
    }
    return read.select(columns.toArray(Column[]::new));
  }
}

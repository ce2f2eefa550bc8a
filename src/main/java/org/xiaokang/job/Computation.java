package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.indicator.Claims;
import org.xiaokang.indicator.Indicators;
import org.xiaokang.indicator.Plan;
import org.xiaokang.indicator.Profiles;
import org.xiaokang.indicator.Reconciliation;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.TableWrite;

/**
 * Everything computed from observations, ready to be written.
 *
 * @param indicators the indicators table
 * @param writes the computed tables and the reference tables
 */
record Computation(Dataset<Row> indicators, List<TableWrite> writes) {
  private static final List<String> CLAIM =
      List.of("claim_id", "doc_id", "region_code", "statement", "claimed", "formula");

  static Computation of(SparkSession spark, Setup setup, Dataset<Row> observations) {
    Catalogue catalogue = setup.catalogue();
    CatalogueRows reference = new CatalogueRows(spark, catalogue);
    Dataset<Row> regions = reference.regions(ReferenceTables.REGIONS);
    Dataset<Row> indicators =
        Indicators.of(Plan.of(catalogue), observations, regions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> reconciliation = Reconciliation.ofMetrics(catalogue, observations, indicators);
    for (Source source : setup.configuration().claims()) {
      reconciliation =
          reconciliation.unionByName(Claims.check(claims(spark, source), observations));
    }
    return new Computation(
        indicators,
        List.of(
            new TableWrite(IndicatorTables.INDICATORS, indicators),
            new TableWrite(
                IndicatorTables.regionProfiles(profiles(catalogue)),
                Profiles.of(indicators, regions, catalogue.indicators().keySet())),
            new TableWrite(IndicatorTables.RECONCILIATION, reconciliation),
            new TableWrite(ReferenceTables.REGIONS, regions),
            new TableWrite(ReferenceTables.METRICS, reference.metrics(ReferenceTables.METRICS)),
            new TableWrite(
                ReferenceTables.INDICATOR_CATALOGUE,
                reference.indicators(ReferenceTables.INDICATOR_CATALOGUE))));
  }

  private static List<IndicatorTables.Profile> profiles(Catalogue catalogue) {
    return catalogue.indicators().values().stream()
        .map(
            i ->
                new IndicatorTables.Profile(
                    i.id(), i.name().en() + " / " + i.name().zh() + ", " + i.unit()))
        .toList();
  }

  /** A table of claims in the columns that are expected, mapped as the configuration says. */
  private static Dataset<Row> claims(SparkSession spark, Source source) {
    Dataset<Row> read = SourceReader.read(spark, Load.data(source));
    TreeSet<String> missing = new TreeSet<>(CLAIM);
    missing.removeAll(Arrays.asList(read.columns()));
    missing.removeAll(source.columns().keySet());
    if (!missing.isEmpty()) {
      throw new XiaokangException(
          "source '"
              + source.name()
              + "' has no column "
              + missing
              + "; found "
              + List.of(read.columns())
              + "; map each under 'columns:'");
    }
    List<Column> columns = new ArrayList<>(List.of(lit(source.name()).as("source")));
    for (String name : CLAIM) {
      String expression = source.columns().get(name);
      Column mapped = expression == null ? col(name) : functions.expr(expression);
      columns.add(functions.coalesce(mapped.cast("string"), lit("")).as(name));
    }
    return read.select(columns.toArray(Column[]::new));
  }
}

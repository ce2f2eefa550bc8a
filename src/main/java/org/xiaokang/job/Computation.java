package org.xiaokang.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.compare.Comparisons;
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
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.TableWrite;

/**
 * What is computed from observations.
 *
 * @param observations the observations table
 * @param regions the regions table
 * @param change what of it has to be computed
 */
record Computation(
    SparkSession spark,
    Setup setup,
    Dataset<Row> observations,
    Dataset<Row> regions,
    Change change) {

  /** Where more regions are touched, a table is made of all. */
  private static final int MOST_AREAS = 5_000;

  TableWrite parts() {
    return write(
        IndicatorTables.INDICATOR_PARTS,
        change.reach().panel(),
        (plan, reach) -> Indicators.parts(plan, observations, reach));
  }

  /** Of the table indicator_parts of this run. */
  TableWrite indicators(Dataset<Row> parts) {
    return write(
        IndicatorTables.INDICATORS,
        change.reach().value(),
        (plan, reach) -> Indicators.of(plan, parts.filter(Change.in(plan.ids())), reach));
  }

  /** What is new of all regions, and of those within reach what is touched. */
  private TableWrite write(
      TableDefinition table, Column reached, BiFunction<Plan, Reach, Dataset<Row>> rows) {
    if (change.again().isPresent()) {
      // Which rows are wanted is a matter of period then, not of indicator and region.
      Column wanted = change.rows(reached);
      return new TableWrite(
          table, rows.apply(change.again().get().plan(), Reach.ALL).filter(wanted), wanted);
    }
    List<Dataset<Row>> some = new ArrayList<>();
    if (!change.anew().isEmpty()) {
      some.add(rows.apply(change.anew(), Reach.ALL));
    }
    if (!change.touched().isEmpty()) {
      some.add(rows.apply(change.touched(), change.reach()));
    }
    Dataset<Row> all =
        some.stream()
            .reduce(Dataset::unionByName)
            .orElseGet(() -> spark.createDataFrame(List.of(), table.schema()));
    return new TableWrite(table, all, change.isEverything() ? null : change.rows(reached));
  }

  /**
   * The regions of which anything computed may have changed; none: all, as where the catalogue may
   * say otherwise what is reconciled with what, and how closely.
   *
   * @param indicators the table indicators of this run
   */
  Optional<Set<String>> areas(Dataset<Row> indicators) {
    if (change.isEverything()
        || change.isEverywhere()
        || !change.base().orElseThrow().isOfCatalogue(setup)) {
      return Optional.empty();
    }
    Set<String> areas = new HashSet<>(change.areas());
    areas.addAll(change.reach().areas());
    Column elsewhere = change.reach().elsewhere();
    areas.addAll(
        Change.texts(
            Differences.of(
                    change.base().orElseThrow().table(IndicatorTables.INDICATORS).filter(elsewhere),
                    indicators.filter(elsewhere))
                .select("ref_area")));
    return areas.size() > MOST_AREAS ? Optional.empty() : Optional.of(areas);
  }

  /**
   * The indicators of some regions without the figures they were computed from; kept from the first
   * use until they are unpersisted.
   *
   * @param indicators the table indicators of this run
   * @param areas the regions to look at; none: all, and nothing is kept
   */
  static Dataset<Row> looked(Dataset<Row> indicators, Optional<Set<String>> areas) {
    return areas
        .map(Computation::of)
        .map(here -> Kept.of(indicators.filter(here).drop("inputs")))
        .orElse(indicators);
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

  /**
   * The reconciliation of claims and values.
   *
   * @param values the {@link #looked} indicators
   * @param areas the regions to look at; none: all
   */
  TableWrite reconciliation(
      Dataset<Row> values, Dataset<Row> checkedClaims, Optional<Set<String>> areas) {
    Column looked = areas.map(Computation::of).orElse(lit(true));
    return new TableWrite(
        IndicatorTables.RECONCILIATION,
        Reconciliation.ofMetrics(setup.catalogue(), observations.filter(looked), values)
            .unionByName(Reconciliation.ofRollUps(setup.catalogue(), values))
            .unionByName(checkedClaims),
        areas.isEmpty() ? null : col("kind").equalTo("claim").or(looked));
  }

  /**
   * The profiles of regions.
   *
   * @param values the {@link #looked} indicators
   * @param areas the regions to look at; none: all
   */
  TableWrite profiles(Dataset<Row> values, Optional<Set<String>> areas) {
    return new TableWrite(
        IndicatorTables.regionProfiles(columns()),
        Profiles.of(values, regions, setup.catalogue()),
        areas.map(Computation::of).orElse(null));
  }

  /** The comparisons that are declared. */
  Comparisons comparisons() {
    return new Comparisons(setup.catalogue(), Plan.of(setup.catalogue()).partial());
  }

  private static Column of(Set<String> areas) {
    return col("ref_area").isin(areas.toArray());
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
    try {
      return read.select(columns.toArray(Column[]::new));
    } catch (Exception e) { // Spark's AnalysisException: checked in Scala, undeclared in Java
      throw new XiaokangException(
          "source '%s': its mapping does not hold: %s; expected Spark SQL expressions over its columns %s"
              .formatted(
                  source.name(),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                  List.of(read.columns())),
          e);
    }
  }
}

package org.xiaokang.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ComparisonSchemas;

/**
 * A {@link ComparisonPlan} over Datasets: values are read from rows, and what it makes of them
 * becomes rows.
 */
public final class Comparisons implements AutoCloseable {
  private static final List<String> READ =
      List.of(
          "panel_area",
          "ref_area",
          "indicator",
          "scope",
          "period_kind",
          "time_period",
          "period_start",
          "period_end",
          "obs_value",
          "origin");

  private static final StructType KEY =
      new StructType().add("comparison", DataTypes.StringType).add("subject", DataTypes.StringType);

  private final ComparisonPlan plan;

  /**
   * The comparisons of a catalogue.
   *
   * @param catalogue what is declared
   * @param partial ids of indicators whose own report covers a part of the region only, so that the
   *     sum of the regions below goes before it
   */
  public Comparisons(Catalogue catalogue, Set<String> partial) {
    this.plan = ComparisonPlan.of(catalogue, partial);
  }

  /** Nothing is kept while rows are read. */
  @Override
  public void close() {}

  /** The tables of comparisons. */
  public enum Table {
    RANKINGS,
    INEQUALITY,
    CONCENTRATION_CURVES,
    CONVERGENCE,
    CONVERGENCE_CLUBS,
    MOBILITY,
    PEER_GROUPS,
    COMPOSITE_INDEX,
    DECOMPOSITIONS,
    TRENDS;

    private ComparisonTable<?> table() {
      return ComparisonTable.of(name().toLowerCase(Locale.ROOT));
    }
  }

  /** The tables that a declared comparison fills. */
  public List<Table> declared() {
    return Arrays.stream(Table.values())
        .filter(table -> plan.tables().contains(table.table()))
        .toList();
  }

  /** The indicators that the comparisons of a table read. */
  public Set<String> reads(Table table) {
    return plan.reads(table.table());
  }

  /**
   * The rows of a table.
   *
   * @param indicators the table indicators
   * @param schema the columns of the table
   */
  public Dataset<Row> of(Table table, Dataset<Row> indicators, StructType schema) {
    if (!Arrays.asList(indicators.columns()).containsAll(READ)) {
      throw new XiaokangException(
          "comparisons need the columns %s of the table indicators; found %s"
              .formatted(READ, List.of(indicators.columns())));
    }
    Encoder<Row> encoder = Encoders.row(SparkRows.withDays(schema));
    Dataset<Row> rows =
        table == Table.PEER_GROUPS
            ? peers(indicators, encoder)
            : rows(table.table(), indicators, encoder);
    return SparkRows.withDates(rows, schema);
  }

  private <R> Dataset<Row> rows(
      ComparisonTable<R> table, Dataset<Row> indicators, Encoder<Row> encoder) {
    ComparisonPlan its = plan;
    FlatMapGroupsFunction<Row, Row, Row> compare =
        (key, values) -> asRows(table, its.rows(table, key(key), compared(its, values)));
    return read(table, indicators).flatMapGroups(compare, encoder);
  }

  private Dataset<Row> peers(Dataset<Row> indicators, Encoder<Row> encoder) {
    ComparisonPlan its = plan;
    FlatMapGroupsFunction<Row, Row, PeerFeatures> seek =
        (key, values) -> its.features(key(key), compared(its, values));
    List<PeerFeatures> features =
        read(ComparisonTable.PEER_GROUPS, indicators)
            .flatMapGroups(seek, Encoders.javaSerialization(PeerFeatures.class))
            .collectAsList();
    List<PeerGroup> groups =
        plan.peerGroups(features, new MllibClustering(indicators.sparkSession()::createDataFrame));
    FlatMapFunction<PeerGroup, Row> rows =
        group -> asRows(ComparisonTable.PEER_GROUPS, its.rows(group));
    return indicators
        .sparkSession()
        .createDataset(groups, Encoders.javaSerialization(PeerGroup.class))
        .flatMap(rows, encoder);
  }

  private static Iterator<ComparedValue> compared(ComparisonPlan plan, Iterator<Row> rows) {
    return RowIterators.map(rows, row -> SparkRows.value(row, plan.partial()));
  }

  private static <R> Iterator<Row> asRows(ComparisonTable<R> table, Iterator<R> rows) {
    var schema = ComparisonSchemas.of(table);
    return RowIterators.map(rows, row -> SparkRows.row(schema, row));
  }

  /** The values that a table reads, by the keys that read them. */
  private KeyValueGroupedDataset<Row, Row> read(ComparisonTable<?> table, Dataset<Row> indicators) {
    ComparisonPlan its = plan;
    Dataset<Row> values =
        indicators
            .filter(col("indicator").isin(its.reads(table).toArray()))
            .filter(col("obs_value").isNotNull().and(col("period_end").isNotNull()))
            .withColumn("period_start", unix_date(col("period_start")))
            .withColumn("period_end", unix_date(col("period_end")))
            .select(READ.get(0), READ.subList(1, READ.size()).toArray(String[]::new));
    StructType keyed = values.schema();
    for (StructField field : KEY.fields()) {
      keyed = keyed.add(field);
    }
    FlatMapFunction<Row, Row> toReaders =
        row ->
            its.readers(table, row.getAs("indicator")).stream()
                .map(key -> with(row, key))
                .iterator();
    return values
        .flatMap(toReaders, Encoders.row(keyed))
        .groupBy("comparison", "subject")
        .as(Encoders.row(KEY), Encoders.row(keyed));
  }

  private static ComparisonKey key(Row row) {
    return new ComparisonKey(row.getString(0), row.getString(1));
  }

  private static Row with(Row row, ComparisonKey key) {
    Object[] cells = new Object[row.size() + 2];
    for (int i = 0; i < row.size(); i++) {
      cells[i] = row.get(i);
    }
    cells[row.size()] = key.comparison();
    cells[row.size() + 1] = key.subject();
    return RowFactory.create(cells);
  }
}

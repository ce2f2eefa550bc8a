package org.xiaokang.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The comparisons of a catalogue. Each reads the indicators once: the rows of a comparison (of each
 * of its indicators) come together in the order of regions, and its measure is taken in memory, by
 * number: some 20 bytes a value.
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

  private final Catalogue catalogue;
  private final Set<String> partial;
  private final List<Dataset<Row>> kept = new ArrayList<>();

  /**
   * The comparisons of a catalogue.
   *
   * @param catalogue what is declared
   * @param partial ids of indicators whose own report covers a part of the region only, so that the
   *     sum of the regions below goes before it
   */
  public Comparisons(Catalogue catalogue, Set<String> partial) {
    this.catalogue = catalogue;
    this.partial = Set.copyOf(partial);
  }

  /** Lets go what was kept in memory while rows were read. */
  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }

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
    TRENDS
  }

  /** What makes the rows of a table; none where a measure does not fill it. */
  private static @Nullable Comparer comparer(Table table, Measure measure) {
    return switch (table) {
      case RANKINGS -> measure instanceof Measure.Ranking ? new Rankings() : null;
      case INEQUALITY ->
          measure instanceof Measure.Inequality
              ? new Inequalities()
              : measure instanceof Measure.Concentration ? Concentrations.indices() : null;
      case CONCENTRATION_CURVES ->
          measure instanceof Measure.Concentration ? Concentrations.curves() : null;
      case CONVERGENCE -> measure instanceof Measure.Convergence ? new Convergences() : null;
      case CONVERGENCE_CLUBS ->
          measure instanceof Measure.Convergence convergence
                  && convergence.models().contains(Measure.Convergence.Model.CLUBS)
              ? new Clubs.Members()
              : null;
      case MOBILITY -> measure instanceof Measure.Mobility ? new Mobilities() : null;
      case PEER_GROUPS -> measure instanceof Measure.Peers ? new Features() : null;
      case COMPOSITE_INDEX -> measure instanceof Measure.Composite ? new Composites() : null;
      case DECOMPOSITIONS -> measure instanceof Measure.Decomposition ? new Decompositions() : null;
      case TRENDS -> measure instanceof Measure.Trend ? new Trends() : null;
    };
  }

  /** The tables that a declared comparison fills. */
  public List<Table> declared() {
    return Arrays.stream(Table.values()).filter(table -> !filling(table).isEmpty()).toList();
  }

  /** The indicators that the comparisons of a table read. */
  public Set<String> reads(Table table) {
    Set<String> reads = new TreeSet<>();
    for (Comparison comparison : filling(table).values()) {
      subjects(comparison).forEach(subject -> reads.addAll(comparison.reads(subject)));
    }
    return reads;
  }

  /** What is compared by itself: each indicator, or (empty) all of them together. */
  private static List<String> subjects(Comparison comparison) {
    return comparison.measure().isOfAll() ? List.of("") : comparison.indicators();
  }

  private Map<String, Comparison> filling(Table table) {
    Map<String, Comparison> filling = new LinkedHashMap<>();
    for (Comparison comparison : catalogue.comparisons().values()) {
      if (comparer(table, comparison.measure()) != null) {
        filling.put(comparison.id(), comparison);
      }
    }
    return filling;
  }

  /**
   * The rows of a table.
   *
   * @param indicators the table indicators
   * @param schema the columns of the table
   */
  public Dataset<Row> of(Table table, Dataset<Row> indicators, StructType schema) {
    StructType typed = withDays(schema);
    if (table != Table.PEER_GROUPS) {
      return withDates(compared(table, indicators, typed), schema);
    }
    Dataset<Row> features =
        compared(table, indicators, Features.SCHEMA).persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(features);
    return withDates(PeerGroups.of(features, filling(table), typed), schema);
  }

  /** Dates as days since 1970-01-01, see {@link Period#day}. */
  private static StructType withDays(StructType schema) {
    StructType days = new StructType();
    for (StructField field : schema.fields()) {
      DataType type =
          field.dataType().equals(DataTypes.DateType) ? DataTypes.IntegerType : field.dataType();
      days = days.add(field.name(), type, field.nullable());
    }
    return days;
  }

  private static Dataset<Row> withDates(Dataset<Row> rows, StructType schema) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      Column column = col("`" + field.name() + "`");
      columns.add(
          field.dataType().equals(DataTypes.DateType)
              ? date_from_unix_date(column).as(field.name())
              : column);
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> compared(Table table, Dataset<Row> indicators, StructType schema) {
    require(indicators);
    Map<String, Comparison> declared = filling(table);
    Map<String, Comparer> comparers = new HashMap<>();
    declared.forEach(
        (id, comparison) ->
            comparers.put(id, Objects.requireNonNull(comparer(table, comparison.measure()))));
    Dataset<Row> read = read(indicators, declared);
    return read.groupBy("comparison", "subject")
        .as(Encoders.row(KEY), Encoders.row(read.schema()))
        .flatMapSortedGroups(
            new Column[] {col("panel_area"), col("preference")},
            new Comparing(declared, comparers, Subject.World.of(catalogue)),
            Encoders.row(schema));
  }

  private static void require(Dataset<Row> indicators) {
    if (!Arrays.asList(indicators.columns()).containsAll(READ)) {
      throw new XiaokangException(
          "comparisons need the columns %s of the table indicators; found %s"
              .formatted(READ, List.of(indicators.columns())));
    }
  }

  /** One row for each comparison that reads a value. */
  private Dataset<Row> read(Dataset<Row> indicators, Map<String, Comparison> declared) {
    Map<String, List<Column>> readers = new TreeMap<>();
    for (Comparison comparison : declared.values()) {
      for (String subject : subjects(comparison)) {
        for (String id : comparison.reads(subject)) {
          readers
              .computeIfAbsent(id, same -> new ArrayList<>())
              .add(struct(lit(comparison.id()).as("comparison"), lit(subject).as("subject")));
        }
      }
    }
    Column all = null;
    for (Map.Entry<String, List<Column>> one : readers.entrySet()) {
      Column isIt = col("indicator").equalTo(one.getKey());
      Column its = functions.array(one.getValue().toArray(Column[]::new));
      all = all == null ? when(isIt, its) : all.when(isIt, its);
    }
    Column own = col("origin").equalTo("reported");
    Column preferred =
        partial.isEmpty() ? own : own.notEqual(col("indicator").isin(partial.toArray()));
    return indicators
        .filter(col("indicator").isin(readers.keySet().toArray()))
        .filter(col("obs_value").isNotNull().and(col("period_end").isNotNull()))
        .select(
            col("panel_area"),
            col("ref_area"),
            col("indicator"),
            col("scope"),
            col("period_kind"),
            col("time_period"),
            unix_date(col("period_start")).as("period_start"),
            unix_date(col("period_end")).as("period_end"),
            col("obs_value"),
            preferred.as("preference"),
            explode(all).as("reader"))
        .select(col("*"), col("reader.comparison"), col("reader.subject"))
        .drop("reader");
  }
}

package org.xiaokang.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Gate;

/**
 * The gates of a configuration over the tables of a run. Judging reads the indicators twice (by
 * series and by peers), the observations at most twice, however many gates there are.
 *
 * @param gates what must hold
 * @param catalogue the indicators' themes and expected ranges
 * @param today the day the run began, UTC
 */
public record Gates(List<Gate> gates, Catalogue catalogue, LocalDate today) {
  private static final List<String> OF_INDICATORS =
      List.of("panel_area", "parent_area", "origin", "inputs", "obs_value");
  private static final List<String> OF_OBSERVATIONS = List.of("panel_area", "metric", "preferred");

  /** Keeps a copy. */
  public Gates {
    gates = List.copyOf(gates);
  }

  /**
   * What is judged.
   *
   * @param raw the table raw_metrics
   * @param rejected the table rejected_metrics
   * @param observations the table observations
   * @param indicators the table indicators
   */
  public record Input(
      Dataset<Row> raw, Dataset<Row> rejected, Dataset<Row> observations, Dataset<Row> indicators) {
    /** Requires the columns that gates read. */
    public Input {
      require("observations", observations, OF_OBSERVATIONS);
      require("indicators", indicators, OF_INDICATORS);
    }

    private static void require(String table, Dataset<Row> rows, List<String> columns) {
      if (!Arrays.asList(rows.columns()).containsAll(columns)) {
        throw new XiaokangException(
            "gates need the columns %s of the table %s; found %s"
                .formatted(columns, table, List.of(rows.columns())));
      }
    }
  }

  /**
   * What it is compared with: tables of the release readers see now.
   *
   * @param observations the table observations
   * @param indicators the table indicators
   */
  public record Before(Dataset<Row> observations, Dataset<Row> indicators) {
    /** Whether an earlier version of the program wrote them, without what is compared. */
    public boolean isComparable() {
      return Arrays.asList(observations.columns()).containsAll(OF_OBSERVATIONS)
          && Arrays.asList(indicators.columns()).containsAll(OF_INDICATORS);
    }
  }

  /** Only the gates whose verdict changes while the tables stay as they are: the days go by. */
  public Gates ofTime() {
    return new Gates(ofTime(gates), catalogue, today);
  }

  /** Of these gates those that look at the calendar. */
  public static List<Gate> ofTime(List<Gate> gates) {
    return gates.stream().filter(gate -> gate.rule() instanceof Gate.Freshness).toList();
  }

  /**
   * What the gates that look at the calendar find, without a table to be read.
   *
   * @param gates all gates
   * @param today the day the run began, UTC
   * @param newestEnd the newest period_end of the observations until today, if any has one
   * @param newestPublished the newest published_on likewise
   * @return rows of the table quality but for the run, the failed ones only
   */
  public static List<Row> failedInTime(
      List<Gate> gates,
      LocalDate today,
      Optional<LocalDate> newestEnd,
      Optional<LocalDate> newestPublished) {
    return new LoadGates(ofTime(gates), today, false)
        .days(newestEnd, newestPublished)
        .filter(row -> Judgement.FAILED.equals(row.getAs("verdict")))
        .toList();
  }

  /**
   * Every finding, and what was counted. It is read twice to make {@link #findings}.
   *
   * @param input tables of this run
   * @param before tables of the release before, if there is one
   */
  public Dataset<Row> judge(Input input, Optional<Before> before) {
    Dataset<Row> judged = load(input, before);
    List<String> watched = watched();
    if (watched.isEmpty()) {
      return judged;
    }
    Dataset<Row> now = Value.columns(input.indicators(), false);
    Dataset<Row> values =
        before.map(b -> now.unionAll(Value.columns(b.indicators(), true))).orElse(now);
    if (watched.size() < catalogue.indicators().size()) {
      values = values.filter(col("indicator").isin(watched.toArray()));
    }
    if (has(Gate.Range.class) || has(Gate.History.class) || has(Gate.ReleaseDifference.class)) {
      SeriesGates series = new SeriesGates(catalogue, gates, before.isPresent());
      List<String> key = List.of("panel_area", "indicator", "scope", "period_kind", "origin");
      judged = judged.unionAll(grouped(values, key, series));
    }
    if (has(Gate.Peers.class)) {
      PeerGates peers = new PeerGates(catalogue, gates);
      List<String> key =
          List.of("parent_area", "indicator", "scope", "period_kind", "time_period", "origin");
      judged = judged.unionAll(grouped(values, key, peers));
    }
    return judged;
  }

  private Dataset<Row> load(Input input, Optional<Before> before) {
    Dataset<Row> counts = LoadGates.days(input.observations(), today);
    if (has(Gate.RejectedShare.class)) {
      counts = counts.unionAll(LoadGates.rows(input.raw(), input.rejected()));
    }
    if (has(Gate.RegionsReporting.class) && before.isPresent()) {
      counts =
          counts.unionAll(LoadGates.regions(input.observations(), before.get().observations()));
    }
    return counts.flatMap(
        new LoadGates(gates, today, before.isPresent()), Encoders.row(Judgement.SCHEMA));
  }

  private static Dataset<Row> grouped(
      Dataset<Row> values, List<String> key, FlatMapGroupsFunction<Row, Row, Row> judge) {
    StructType schema = new StructType();
    for (String name : key) {
      schema = schema.add(values.schema().apply(name));
    }
    return values
        .groupBy(key.stream().map(name -> col(name)).toArray(Column[]::new))
        .as(Encoders.row(schema), Encoders.row(values.schema()))
        .flatMapGroups(judge, Encoders.row(Judgement.SCHEMA));
  }

  /**
   * The rows of the table quality: each finding, and one row for each gate that passed or judged
   * nothing.
   *
   * @param judgements of {@link #judge}
   * @param hadBefore whether there was a release before
   * @param runId the run that judged
   */
  public Dataset<Row> findings(Dataset<Row> judgements, boolean hadBefore, String runId) {
    Column[] columns =
        Arrays.stream(Judgement.FINDING.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    return judgements
        .filter(col("verdict").equalTo(Judgement.FAILED))
        .select(columns)
        .unionAll(Summaries.of(gates, hadBefore, judgements))
        .withColumn("run_id", lit(runId));
  }

  private boolean has(Class<? extends Gate.Rule> rule) {
    return gates.stream().anyMatch(gate -> rule.isInstance(gate.rule()));
  }

  private List<String> watched() {
    return catalogue.indicators().values().stream()
        .filter(indicator -> !watching(gates, indicator).isEmpty())
        .map(Indicator::id)
        .toList();
  }

  /** The gates that judge an indicator's values. */
  static List<Gate> watching(List<Gate> gates, Indicator indicator) {
    return gates.stream()
        .filter(gate -> isOfValues(gate.rule()) && gate.watches(indicator.id(), indicator.theme()))
        .toList();
  }

  private static boolean isOfValues(Gate.Rule rule) {
    return rule instanceof Gate.Range
        || rule instanceof Gate.History
        || rule instanceof Gate.Peers
        || rule instanceof Gate.ReleaseDifference;
  }
}

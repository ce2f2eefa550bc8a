package org.xiaokang.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.Judgement.Expected;

/**
 * Judges a load as a whole: the gates rejected_share, regions_reporting and freshness. What they
 * need is first counted into a handful of rows (about, subject, now, before).
 */
final class LoadGates implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final String DAYS = "days";
  private static final String ROWS = "rows";
  private static final String REGIONS = "regions";

  private final ArrayList<Gate> gates;
  private final LocalDate today;
  private final boolean hasBefore;

  LoadGates(List<Gate> gates, LocalDate today, boolean hasBefore) {
    this.gates = new ArrayList<>(gates);
    this.today = today;
    this.hasBefore = hasBefore;
  }

  /** The days since 1970-01-01 of the newest period_end (now) and published_on (before). */
  static Dataset<Row> days(Dataset<Row> observations, LocalDate today) {
    return observations
        .agg(newest("period_end", today).as("now"), newest("published_on", today).as("before"))
        .select(
            lit(DAYS).as("about"),
            lit(null).cast(DataTypes.StringType).as("subject"),
            col("now"),
            col("before"));
  }

  private static Column newest(String day, LocalDate today) {
    return max(when(col(day).leq(lit(java.sql.Date.valueOf(today))), unix_date(col(day))))
        .cast(DataTypes.DoubleType);
  }

  /** What the gates say of these two days, as rows that know the names of their columns. */
  Stream<Row> days(Optional<LocalDate> newestEnd, Optional<LocalDate> newestPublished) {
    List<Row> found = new ArrayList<>();
    for (Gate gate : gates) {
      begin(gate, number(newestEnd), number(newestPublished), found);
    }
    return found.stream().map(row -> named(row));
  }

  private static Row named(Row row) {
    @Nullable Object[] cells = new Object[row.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    return new GenericRowWithSchema(cells, Judgement.SCHEMA);
  }

  private static @Nullable Double number(Optional<LocalDate> day) {
    return day.map(one -> (double) one.toEpochDay()).orElse(null);
  }

  /** Of each source, and of all (no subject): the rows rejected (now) of those read (before). */
  static Dataset<Row> rows(Dataset<Row> raw, Dataset<Row> rejected) {
    Dataset<Row> both =
        raw.select(col("source"), lit(0).as("rejected"), lit(1).as("read"))
            .unionAll(rejected.select(col("source"), lit(1).as("rejected"), lit(0).as("read")));
    return both.rollup("source")
        .agg(sum("rejected").as("now"), sum("read").as("before"))
        .select(about(ROWS, "source"));
  }

  /** Of each metric, and of all (no subject): regions with preferred figures now and before. */
  static Dataset<Row> regions(Dataset<Row> observations, Dataset<Row> before) {
    return preferred(observations, 1)
        .unionAll(preferred(before, 0))
        .withColumn("subject", explode(array(col("metric"), lit(null))))
        .groupBy("subject", "panel_area")
        .agg(max("is_now").as("is"), max(lit(1).minus(col("is_now"))).as("was"))
        .groupBy("subject")
        .agg(sum("is").as("now"), sum("was").as("before"))
        .select(about(REGIONS, "subject"));
  }

  private static Column[] about(String what, String subject) {
    return new Column[] {
      lit(what).as("about"),
      col(subject).as("subject"),
      col("now").cast(DataTypes.DoubleType).as("now"),
      col("before").cast(DataTypes.DoubleType).as("before")
    };
  }

  private static Dataset<Row> preferred(Dataset<Row> observations, int now) {
    return observations
        .filter(col("preferred"))
        .select(col("panel_area"), col("metric"), lit(now).as("is_now"));
  }

  @Override
  public Iterator<Row> call(Row row) {
    String about = row.getAs("about");
    @Nullable String subject = row.getAs("subject");
    @Nullable Double now = row.getAs("now");
    @Nullable Double before = row.getAs("before");
    List<Row> found = new ArrayList<>();
    for (Gate gate : gates) {
      if (about.equals(DAYS)) {
        begin(gate, now, before, found);
      } else if (now != null && before != null) {
        judge(gate, about, Optional.ofNullable(subject), now, before, found);
      }
    }
    return found.iterator();
  }

  /** One row of each gate, so that each is told of even if it meets nothing; and freshness. */
  private void begin(Gate gate, @Nullable Double end, @Nullable Double published, List<Row> found) {
    if (!(gate.rule() instanceof Gate.Freshness rule)) {
      found.add(Judgement.counted(gate, 0, 0, null));
      return;
    }
    boolean ofPeriod = rule.of() == Gate.Freshness.Of.PERIOD_END;
    String column = ofPeriod ? "period_end" : "published_on";
    @Nullable Double newest = ofPeriod ? end : published;
    if (newest == null) {
      found.add(Judgement.counted(gate, 0, 0, "no observation has a " + column + " yet"));
      return;
    }
    LocalDate day = LocalDate.ofEpochDay(newest.longValue());
    Expected age = new Expected(today.toEpochDay() - newest, 0, rule.days());
    if (age.isBroken()) {
      String message =
          "the newest %s is %s, %s days before %s; expected at most %d"
              .formatted(column, day, Judgement.number(age.value()), today, rule.days());
      Map<String, Object> cells = age.cells(gate, message);
      cells.put("time_period", day.toString());
      found.add(Judgement.row(cells, 0, 0, 0, 0));
    }
    found.add(Judgement.counted(gate, 1, 0, null));
  }

  private void judge(
      Gate gate,
      String about,
      Optional<String> subject,
      double now,
      double before,
      List<Row> found) {
    if (gate.rule() instanceof Gate.RejectedShare rule && about.equals(ROWS)) {
      @Nullable Double atMost =
          subject.isPresent() ? rule.atMostBySource() : Double.valueOf(rule.atMost());
      if (atMost == null || before == 0) {
        return;
      }
      Expected share = new Expected(now / before, 0, atMost);
      String message =
          "%s of %s rows were rejected: select * from rejected_metrics"
              .formatted(Judgement.number(now), Judgement.number(before));
      add(gate, share, message, "source", subject, found);
    } else if (gate.rule() instanceof Gate.RegionsReporting rule && about.equals(REGIONS)) {
      boolean byMetric = rule.by() == Gate.RegionsReporting.By.METRIC;
      if (!hasBefore || byMetric != subject.isPresent()) {
        return;
      }
      if (before == 0) {
        found.add(Judgement.counted(gate, 0, 1, "no region reported in the release before"));
        return;
      }
      Expected regions =
          new Expected(now, before * (1 - rule.dropAtMost()), Double.POSITIVE_INFINITY);
      String message =
          "%s regions report, %s did in the release before"
              .formatted(Judgement.number(now), Judgement.number(before));
      add(gate, regions, message, "metric", subject, found);
    }
  }

  private static void add(
      Gate gate,
      Expected expected,
      String message,
      String what,
      Optional<String> subject,
      List<Row> found) {
    if (expected.isBroken()) {
      Map<String, Object> cells = expected.cells(gate, message);
      subject.ifPresent(name -> cells.put(what, name));
      found.add(Judgement.row(cells, 0, 0, 0, 0));
    }
    found.add(Judgement.counted(gate, 1, 0, null));
  }
}

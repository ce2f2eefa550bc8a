package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Computes the indicators of a plan in two halves: what each region's own figures give, with one
 * scan of the observations and one shuffle by region; and what that makes up and down the
 * hierarchy, with one shuffle by indicator. Between them stands the table indicator_parts, so that
 * a run which changes some regions computes the first half for these only.
 */
public final class Indicators {
  private static final List<String> OBSERVED =
      List.of(
          "doc_id",
          "observation_id",
          "ref_area",
          "panel_area",
          "region_match",
          "shares",
          "metric",
          "scope",
          "freq",
          "period_kind",
          "time_period",
          "period_start",
          "period_end",
          "obs_value",
          "qualifier",
          "published_on",
          "preferred");

  /** What of a wide row goes on with what was found on it. */
  static final List<String> KEPT =
      List.of(
          "panel_area",
          "ref_area",
          "scope",
          "freq",
          "period_kind",
          "time_period",
          "period_start",
          "period_end",
          Rows.SERIES,
          Rows.ORDINAL);

  private Indicators() {}

  /**
   * What each region's own figures give of each indicator.
   *
   * @param plan the compiled catalogue
   * @param observations the observations table; only preferred rows are used
   * @param reach the series to compute; others are left out
   * @return one row per panel_area, indicator, scope, period_kind and time_period: the columns of
   *     the table indicator_parts
   */
  public static Dataset<Row> parts(Plan plan, Dataset<Row> observations, Reach reach) {
    require("parts of indicators", observations, OBSERVED);
    Dataset<Row> rows = Rows.of(plan, observations, reach);
    for (List<Figure> layer : plan.layers()) {
      List<Column> columns = new ArrayList<>(List.of(col("*")));
      for (Figure figure : layer) {
        columns.add(column(plan, figure).as(plan.column(figure)));
      }
      rows = rows.select(columns.toArray(Column[]::new));
    }
    Column[] values =
        plan.indicators().stream()
            .map(indicator -> new IndicatorColumns(plan, indicator).found())
            .toArray(Column[]::new);
    List<Column> kept = new ArrayList<>();
    for (String key : KEPT) {
      kept.add(col(key));
    }
    kept.add(IndicatorColumns.months().as("months"));
    kept.add(array_compact(array(values)).as("all"));
    List<Column> each = new ArrayList<>(List.of(named(KEPT, "months")));
    each.add(explode(col("all")).as("found"));
    // In two steps: explode asks its array for its type at each row, and one that is made in it
    // takes long to answer.
    return rows.select(kept.toArray(Column[]::new))
        .select(each.toArray(Column[]::new))
        .select(named(KEPT, "months", "found.*"));
  }

  /**
   * Indicator values: of each region from its own figures, and of each region from those of the
   * regions below it.
   *
   * @param plan the compiled catalogue
   * @param parts the table indicator_parts, of all regions
   * @param reach the values to give; what they follow from is looked at in any case
   * @return one row per ref_area, indicator, scope, period_kind, time_period and origin: the
   *     columns of the indicators table
   */
  public static Dataset<Row> of(Plan plan, Dataset<Row> parts, Reach reach) {
    require("indicators", parts, KEPT);
    return Hierarchies.of(plan, parts, reach);
  }

  private static Column[] named(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(functions::col)
        .toArray(Column[]::new);
  }

  private static void require(String what, Dataset<Row> dataset, List<String> columns) {
    TreeSet<String> missing = new TreeSet<>(columns);
    missing.removeAll(Arrays.asList(dataset.columns()));
    if (!missing.isEmpty()) {
      throw new XiaokangException(
          what + " need the columns " + missing + "; found " + List.of(dataset.columns()));
    }
  }

  private static Column column(Plan plan, Figure figure) {
    if (figure instanceof Figure.Placed placed) {
      return Places.of(plan, placed);
    }
    if (figure instanceof Figure.Restated restated) {
      Column base = col(plan.column(restated.restated()));
      Column marked =
          base.withField("marks", base.getField("marks").bitwiseOR(Mark.COMPARABLE_BASE.bit()));
      return coalesce(when(base.isNotNull(), marked), col(plan.column(restated.plain())));
    }
    Figure.Completed completed = (Figure.Completed) figure;
    List<Column> choices = new ArrayList<>(List.of(col(plan.column(completed.reported()))));
    for (Metric.Derivation derivation : plan.derivations(completed.metric())) {
      choices.add(derived(plan, completed, derivation));
    }
    return coalesce(choices.toArray(Column[]::new));
  }

  /** The figure as an identity gives it, marked derived. */
  private static Column derived(
      Plan plan, Figure.Completed completed, Metric.Derivation derivation) {
    Column value =
        FormulaColumn.of(
            derivation.value(),
            name -> figure(plan, completed, derivation.inputs(), name).getField("value"));
    Column marks = lit(Mark.DERIVED.bit());
    List<Column> figures = new ArrayList<>();
    for (Input input : derivation.inputs()) {
      Column figure = col(plan.column(plan.figure(input, completed)));
      figures.add(figure);
      marks = marks.bitwiseOR(marksThrough(derivation.value(), input, figure));
    }
    Column here = derivation.scope().map(scope -> col("scope").equalTo(scope)).orElse(lit(true));
    return when(
        here.and(value.isNotNull()),
        struct(
            value.as("value"),
            marks.as("marks"),
            lit(null).cast("bigint").as("observation_id"),
            Confidential.ofAny(figures).as(Confidential.NAME)));
  }

  private static Column figure(
      Plan plan, Figure.Completed completed, List<Input> inputs, String name) {
    Input input = inputs.stream().filter(i -> i.variable().equals(name)).findFirst().orElseThrow();
    return col(plan.column(plan.figure(input, completed)));
  }

  /** What an input's marks mean for the formula's value. */
  static Column marksThrough(Formula formula, Input input, Column figure) {
    Direction direction = Direction.of(formula, input.variable());
    return coalesce(Mark.through(figure.getField("marks"), direction), functions.lit(0));
  }
}

package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Regions;

/**
 * How far a change of observations reaches: the series in which figures changed or were looked up
 * by others, and the regions whose values follow from theirs.
 *
 * <p>A value follows from the figures of its own series, of regions above that a formula looks up,
 * and of all regions below; its place, from the values of the regions with the same parent. Where
 * an indicator compares with the first or the latest period there is, or does without the figure
 * that it compares with, regions roll up over the base that most have, so a change anywhere may
 * reach everywhere.
 */
public final class Reach implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Everywhere. */
  public static final Reach ALL = new Reach(null, null, Set.of());

  private final @Nullable HashSet<String> panels;
  private final @Nullable HashSet<String> areas;
  private final HashSet<String> everywhere;

  private Reach(@Nullable Set<String> panels, @Nullable Set<String> areas, Set<String> everywhere) {
    this.panels = panels == null ? null : new HashSet<>(panels);
    this.areas = areas == null ? null : new HashSet<>(areas);
    this.everywhere = new HashSet<>(everywhere);
  }

  /**
   * The reach of a change.
   *
   * @param plan the indicators that read what changed
   * @param observations the observations that changed, as they were and as they are
   */
  public static Reach of(Plan plan, Dataset<Row> observations) {
    Set<String> panels = new HashSet<>();
    Rows.panels(plan, observations).collectAsList().forEach(row -> panels.add(row.getString(0)));
    Regions regions = plan.catalogue().regions();
    Set<String> everywhere = new HashSet<>();
    for (Indicator indicator : plan.indicators()) {
      if (indicator.inputs().stream().anyMatch(input -> mayLackItsBase(indicator, input))) {
        everywhere.add(indicator.id());
      }
    }
    return new Reach(panels, regions.around(panels), everywhere);
  }

  /** Whether regions may have a value of one period over other bases, or over none. */
  private static boolean mayLackItsBase(Indicator indicator, Input input) {
    return input.at() instanceof Input.At.End
        || (!input.at().isSame()
            && (input.missingIsZero() || indicator.value().toleratesMissing()));
  }

  /** Of rows with a panel_area: those of series in which figures changed. */
  public Column panel() {
    return panels == null ? lit(true) : col("panel_area").isin(panels.toArray());
  }

  /** Of rows with a ref_area and an indicator: those of values that may have changed. */
  public Column value() {
    return areas == null ? lit(true) : area().or(col("indicator").isin(everywhere.toArray()));
  }

  private Column area() {
    return areas == null ? lit(true) : col("ref_area").isin(areas.toArray());
  }

  /** Of rows with a ref_area and an indicator: those of values outside of {@link #areas}. */
  public Column elsewhere() {
    return not(area()).and(col("indicator").isin(everywhere.toArray()));
  }

  /** The regions with values that may have changed, where not all may have. */
  public Set<String> areas() {
    return areas == null ? Set.of() : Set.copyOf(areas);
  }

  /** Of observations: those that may stand on a row of the series, their own or looked up. */
  Column mayReach(Plan plan) {
    Object[] lookedUp = plan.lookedUp().stream().map(Figure.Reported::metric).distinct().toArray();
    Column own = panel().or(col("metric").isin(lookedUp));
    return Apportioned.isNeeded(plan.catalogue().regions())
        ? own.or(size(col("shares")).gt(0))
        : own;
  }

  boolean has(String indicator, String area) {
    return areas == null || areas.contains(area) || everywhere.contains(indicator);
  }
}

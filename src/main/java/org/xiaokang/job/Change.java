package org.xiaokang.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.indicator.Plan;
import org.xiaokang.indicator.Reach;
import org.xiaokang.tables.ReferenceTables;

/**
 * What has to be computed anew.
 *
 * @param base what the rest is taken from; none: everything is computed
 * @param anew indicators that are new or decided by something else than before: for all regions
 * @param dropped ids of indicators that are no more
 * @param touched indicators that read figures which changed: for the regions within reach
 * @param areas regions of observations that changed
 * @param again periods that are computed in any case
 */
record Change(
    Optional<Base> base,
    Plan anew,
    Set<String> dropped,
    Plan touched,
    Reach reach,
    Set<String> areas,
    Optional<Again> again) {

  /**
   * Periods computed again for all regions.
   *
   * @param plan all indicators
   * @param first the first day on which one ends
   * @param last the last
   */
  record Again(Plan plan, LocalDate first, LocalDate last) {
    Column period() {
      return coalesce(
          col("period_end").between(Date.valueOf(first), Date.valueOf(last)), lit(false));
    }
  }

  /** Everything. */
  static Change everything(Plan plan) {
    return new Change(
        Optional.empty(),
        plan,
        Set.of(),
        plan.only(Set.of()),
        Reach.ALL,
        Set.of(),
        Optional.empty());
  }

  /**
   * What changed since a release.
   *
   * @param observations the observations that changed, as they were and as they are
   */
  static Change since(Base base, Plan plan, Dataset<Row> observations) {
    Map<String, String> before = hashes(base.table(ReferenceTables.INDICATOR_CATALOGUE));
    Set<String> anew = new HashSet<>();
    Set<String> others = new HashSet<>();
    plan.hashes()
        .forEach((id, hash) -> (Objects.equals(hash, before.get(id)) ? others : anew).add(id));
    Set<String> dropped = new TreeSet<>(before.keySet());
    dropped.removeAll(plan.ids());
    Set<String> metrics = new TreeSet<>();
    Set<String> areas = new TreeSet<>();
    boolean undated = false;
    Column dated = col("period_end").isNotNull();
    for (Row row :
        observations
            .select(col("ref_area"), col("metric"), col("preferred"), dated)
            .distinct()
            .collectAsList()) {
      areas.add(row.getString(0));
      if (row.getBoolean(2)) {
        metrics.add(row.getString(1));
        undated |= !row.getBoolean(3);
      }
    }
    Plan touched = metrics.isEmpty() ? plan.only(Set.of()) : plan.only(others);
    if (!undated) { // else when a row was published, which orders it, is for all that is on it
      touched = touched.reading(metrics);
    }
    return new Change(
        Optional.of(base),
        plan.only(anew),
        dropped,
        touched,
        Reach.of(touched, observations.filter(col("preferred"))),
        areas,
        Optional.empty());
  }

  /** This, and the values of periods that end in a span of time. */
  Change and(Plan plan, LocalDate first, LocalDate last) {
    return new Change(
        base, anew, dropped, touched, reach, areas, Optional.of(new Again(plan, first, last)));
  }

  private static Map<String, String> hashes(Dataset<Row> catalogue) {
    Map<String, String> hashes = new HashMap<>();
    if (Arrays.asList(catalogue.columns()).contains("values_hash")) {
      for (Row row : catalogue.collectAsList()) {
        hashes.put(row.getAs("indicator"), row.getAs("values_hash"));
      }
    }
    return hashes;
  }

  static Set<String> texts(Dataset<Row> column) {
    Set<String> texts = new TreeSet<>();
    column.distinct().collectAsList().forEach(row -> texts.add(row.getString(0)));
    return texts;
  }

  /** Whether nothing is left of what was computed before. */
  boolean isEverything() {
    return base.isEmpty();
  }

  /** Whether no value may have changed. */
  boolean isNothing() {
    return base.isPresent()
        && anew.isEmpty()
        && dropped.isEmpty()
        && touched.isEmpty()
        && again.isEmpty();
  }

  /** Whether values may have changed in all regions. */
  boolean isEverywhere() {
    return !anew.isEmpty() || !dropped.isEmpty() || again.isPresent();
  }

  /** Whether values of one of these indicators may have changed. */
  boolean mayTouch(Set<String> ids) {
    return isEverything()
        || again.isPresent()
        || !Collections.disjoint(ids, anew.ids())
        || !Collections.disjoint(ids, dropped)
        || !Collections.disjoint(ids, touched.ids());
  }

  /** Of rows with an indicator: those that go; {@code reached} says which of touched indicators. */
  Column rows(Column reached) {
    Set<String> whole = new TreeSet<>(anew.ids());
    whole.addAll(dropped);
    Column rows = in(whole).or(in(touched.ids()).and(reached));
    return again.map(one -> rows.or(one.period())).orElse(rows);
  }

  /** How much is computed, for who watches. */
  @Override
  public String toString() {
    if (isNothing()) {
      return "no indicator";
    }
    if (again.isPresent()) {
      return "%d indicators of periods that end from %s to %s"
          .formatted(again.get().plan().ids().size(), again.get().first(), again.get().last());
    }
    String whole = "%d indicators".formatted(anew.ids().size());
    String part = "%d in %d regions".formatted(touched.ids().size(), reach.areas().size());
    return anew.isEmpty() ? part : touched.isEmpty() ? whole : whole + ", " + part;
  }

  static Column in(Set<String> ids) {
    return ids.isEmpty() ? lit(false) : col("indicator").isin(List.copyOf(ids).toArray());
  }
}

package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
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
 */
record Change(
    Optional<Base> base,
    Plan anew,
    Set<String> dropped,
    Plan touched,
    Reach reach,
    Set<String> areas) {

  /** Everything. */
  static Change everything(Plan plan) {
    return new Change(Optional.empty(), plan, Set.of(), plan.only(Set.of()), Reach.ALL, Set.of());
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
    Dataset<Row> used = observations.filter(col("preferred"));
    Set<String> metrics = texts(used.select("metric"));
    Plan touched = metrics.isEmpty() ? plan.only(Set.of()) : plan.only(others).reading(metrics);
    return new Change(
        Optional.of(base),
        plan.only(anew),
        dropped,
        touched,
        Reach.of(touched, used),
        texts(observations.select("ref_area")));
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
    return base.isPresent() && anew.isEmpty() && dropped.isEmpty() && touched.isEmpty();
  }

  /** Whether there are other indicators than before, or other values of them everywhere. */
  boolean isOfDefinitions() {
    return !anew.isEmpty() || !dropped.isEmpty();
  }

  /** Of rows with an indicator: those that go; {@code reached} says which of touched indicators. */
  Column rows(Column reached) {
    Set<String> whole = new TreeSet<>(anew.ids());
    whole.addAll(dropped);
    return in(whole).or(in(touched.ids()).and(reached));
  }

  /** How much is computed, for who watches. */
  @Override
  public String toString() {
    if (isNothing()) {
      return "no indicator";
    }
    String whole = "%d indicators".formatted(anew.ids().size());
    String part = "%d in %d regions".formatted(touched.ids().size(), reach.areas().size());
    return anew.isEmpty() ? part : touched.isEmpty() ? whole : whole + ", " + part;
  }

  static Column in(Set<String> ids) {
    return ids.isEmpty() ? lit(false) : col("indicator").isin(List.copyOf(ids).toArray());
  }
}

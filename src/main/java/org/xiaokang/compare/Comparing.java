package org.xiaokang.compare;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Comparison;

/** Gathers what a comparison reads and takes its measure. */
final class Comparing implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Comparison> comparisons;
  private final Subject.World world;
  private final HashMap<String, Comparer> comparers;

  Comparing(
      Map<String, Comparison> comparisons, Map<String, Comparer> comparers, Subject.World world) {
    this.comparisons = new HashMap<>(comparisons);
    this.comparers = new HashMap<>(comparers);
    this.world = world;
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    Comparison comparison = Objects.requireNonNull(comparisons.get(key.getString(0)));
    Values values = Values.of(rows, comparison.years());
    Comparer comparer = Objects.requireNonNull(comparers.get(comparison.id()));
    return comparer.compare(new Subject(comparison, key.getString(1), values, world));
  }
}

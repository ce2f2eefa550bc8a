package org.xiaokang.source;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source's rows become rows of the contract, checked against the source's columns.
 *
 * @param errors how it is told what goes wrong
 * @param wide the columns that become rows first; null where none do
 * @param columns the columns then
 * @param rules where each cell of the contract comes from, in its order
 * @param places the column of a received row that each of them goes to
 * @param expressions what Spark computes for it; null where it has nothing to
 * @param named the names of the cells of the contract where a row is not one of figures; else empty
 * @param keepsBlanks whether a row as received names its columns without a value, too: not where
 *     other rows may have other columns
 */
record RowMapping(
    SourceErrors errors,
    @Nullable WideColumns wide,
    List<String> columns,
    List<CellRule> rules,
    List<Integer> places,
    @Nullable RowExpressions expressions,
    List<String> named,
    boolean keepsBlanks)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  RowMapping {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
    places = List.copyOf(places);
    named = List.copyOf(named);
  }
}

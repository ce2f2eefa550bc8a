package org.xiaokang.intake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one source's own layout becomes the contract.
 *
 * @param name the source's name, kept on every row
 * @param columns contract column to Spark SQL expression over the source's columns (after
 *     unpivoting, if there is any); a column's plain name may be anything, inside an expression a
 *     name other than ASCII letters, digits and _ is quoted in backquotes
 * @param unpivot how a wide table is made long first
 */
public record SourceSpec(String name, Map<String, String> columns, Optional<Unpivot> unpivot) {

  public SourceSpec {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** A source whose layout needs no unpivoting. */
  public static SourceSpec of(String name, Map<String, String> columns) {
    return new SourceSpec(name, columns, Optional.empty());
  }

  /**
   * Makes a wide table long: one row per non-blank cell of the chosen columns.
   *
   * @param columns the columns to turn into rows, in the table's own spelling; empty when a pattern
   *     chooses them
   * @param pattern a regular expression that a column's whole name must match
   * @param name the new column that holds the old column's name
   * @param value the new column that holds the cell, as text
   */
  public record Unpivot(List<String> columns, Optional<String> pattern, String name, String value) {

    public Unpivot {
      columns = List.copyOf(columns);
    }
  }
}

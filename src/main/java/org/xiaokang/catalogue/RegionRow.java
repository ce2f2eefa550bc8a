package org.xiaokang.catalogue;

import com.univocity.parsers.common.record.Record;
import java.util.List;
import java.util.Optional;

/**
 * One row of a table of regions, read cell by cell.
 *
 * @param file the file as the user named it
 * @param line the row's line, counted from 1
 * @param columns the header
 * @param cells the row
 * @param problems is told what is wrong
 */
record RegionRow(String file, int line, List<String> columns, Record cells, Problems problems) {
  /** The text of a cell; empty where it is blank or the table has no such column. */
  Optional<String> cell(String column) {
    return columns.contains(column)
        ? Optional.ofNullable(cells.getString(column))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** The text of a cell that must not be blank. */
  String text(String column) {
    Optional<String> text = cell(column);
    if (text.isEmpty()) {
      problem("a region needs a " + column);
    }
    return text.orElse("");
  }

  void problem(String message) {
    problems.add(file, line, message);
  }
}

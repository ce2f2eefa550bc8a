package org.xiaokang.catalogue;

import com.univocity.parsers.common.record.Record;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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

  /** Codes separated by semicolons, each once. */
  List<String> codes(String column) {
    return cell(column).stream()
        .flatMap(text -> Stream.of(text.split(";", -1)))
        .map(String::strip)
        .filter(code -> !code.isEmpty())
        .distinct()
        .toList();
  }

  /** The cells of all columns but some, without blank ones. */
  Map<String, String> others(List<String> but, List<String> norThese) {
    Map<String, String> others = new TreeMap<>();
    for (String column : columns) {
      if (!column.isEmpty() && !but.contains(column) && !norThese.contains(column)) {
        cell(column).ifPresent(text -> others.put(column, text));
      }
    }
    return others;
  }

  void problem(String message) {
    problems.add(file, line, message);
  }
}

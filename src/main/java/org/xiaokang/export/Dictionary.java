package org.xiaokang.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data dictionary: what each column of each table means. */
public final class Dictionary {
  /** The header of dictionary.csv. */
  public static final List<String> HEADER =
      List.of("table", "column", "type", "unit", "meaning", "cells_made_harmless");

  /** The table that has a column per indicator. */
  private static final String BY_INDICATOR = "region_profiles";

  private Dictionary() {}

  /**
   * One column.
   *
   * @param table the table
   * @param name the column
   * @param type its type in words: text, number, integer, date, time, boolean or json
   * @param meaning its comment in the Delta table
   */
  public record Column(String table, String name, String type, String meaning) {
    /** Whether its cells are text that a person may have typed. */
    public boolean isText() {
      return type.equals("text") || type.equals("json");
    }
  }

  /**
   * The record of one column, in the order of {@link #HEADER}.
   *
   * @param indicatorUnits the unit of each indicator, by id, for the table with a column for each
   * @param harmless how many of its cells got an apostrophe in front; null where it was not written
   *     as CSV
   */
  public static List<@Nullable String> record(
      Column column, Map<String, String> indicatorUnits, @Nullable Long harmless) {
    return Arrays.asList(
        column.table(),
        column.name(),
        column.type(),
        unit(column, indicatorUnits),
        SpreadsheetSafe.of(column.meaning()),
        harmless == null ? null : harmless.toString());
  }

  /** The unit, as far as one can be told for a whole column; the meaning says the rest. */
  private static @Nullable String unit(Column column, Map<String, String> indicatorUnits) {
    String meaning = column.meaning().toLowerCase(Locale.ROOT);
    boolean number = column.type().equals("number") || column.type().equals("integer");
    if (number
        && column.table().equals(BY_INDICATOR)
        && indicatorUnits.containsKey(column.name())) {
      return indicatorUnits.get(column.name());
    }
    if (column.type().equals("date")) {
      return "day";
    }
    if (column.type().equals("time")) {
      return "UTC";
    }
    if (column.name().equals("size_bytes")) {
      return "byte";
    }
    // What comes after a semicolon is said of some of its cells.
    boolean share = meaning.split(";", 2)[0].contains("0 to 1");
    if (number && (share || column.name().endsWith("_share"))) {
      return "share, 0 to 1";
    }
    if (number && meaning.contains("the indicator's unit")) {
      return "the indicator's";
    }
    if (number && meaning.contains("unit_before")) {
      return "see unit_before";
    }
    return number && meaning.contains("unit_measure") ? "see unit_measure" : null;
  }
}

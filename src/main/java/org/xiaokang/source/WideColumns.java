package org.xiaokang.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.NoteMarks;

/**
 * A wide table's columns that become rows: one row for each cell that is not blank, the other cells
 * repeated before the column's name and the cell.
 *
 * @param kept the positions of the other columns
 * @param wide the positions of the columns that become rows
 * @param names the names of these, without marks of notes
 * @param marks the marks of each; blank where it has none
 */
record WideColumns(List<Integer> kept, List<Integer> wide, List<String> names, List<String> marks)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  WideColumns {
    kept = List.copyOf(kept);
    wide = List.copyOf(wide);
    names = List.copyOf(names);
    marks = List.copyOf(marks);
  }

  /**
   * Chooses the columns, as a source's declaration says.
   *
   * @param columns the source's columns
   * @param noteMarks marks of notes behind a column's name
   * @throws XiaokangException if it does not fit them
   */
  static WideColumns of(
      Source.Unpivot unpivot, List<String> columns, String source, List<String> noteMarks) {
    List<String> chosen = chosen(unpivot, columns, source, noteMarks);
    for (String added : List.of(unpivot.name(), unpivot.value())) {
      if (columns.stream().anyMatch(c -> c.equalsIgnoreCase(added) && !chosen.contains(c))) {
        throw new XiaokangException(
            "source '%s': unpivot adds a column '%s', which the source already has; choose another name"
                .formatted(source, added));
      }
    }
    if (unpivot.name().equalsIgnoreCase(unpivot.value())) {
      throw new XiaokangException(
          "source '%s': unpivot adds two columns '%s'; choose different names for name and value"
              .formatted(source, unpivot.name()));
    }
    return new WideColumns(
        IntStream.range(0, columns.size())
            .filter(i -> !chosen.contains(columns.get(i)))
            .boxed()
            .toList(),
        chosen.stream().map(columns::indexOf).toList(),
        chosen.stream().map(name -> NoteMarks.without(name, noteMarks)).toList(),
        chosen.stream().map(name -> NoteMarks.of(name, noteMarks)).toList());
  }

  private static List<String> chosen(
      Source.Unpivot unpivot, List<String> columns, String source, List<String> noteMarks) {
    List<String> absent =
        unpivot.columns().stream().filter(column -> !columns.contains(column)).toList();
    if (!absent.isEmpty()) {
      throw new XiaokangException(
          "source '%s': unpivot names columns %s that it does not have; it has %s"
              .formatted(source, absent, columns));
    }
    List<String> chosen =
        unpivot
            .pattern()
            .map(regex -> matching(regex, columns, source, noteMarks))
            .orElse(unpivot.columns());
    if (chosen.isEmpty()) {
      throw new XiaokangException(
          "source '%s': unpivot chooses no column (columns %s, pattern %s); the source has %s"
              .formatted(source, unpivot.columns(), unpivot.pattern().orElse("none"), columns));
    }
    return chosen;
  }

  private static List<String> matching(
      String regex, List<String> columns, String source, List<String> noteMarks) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return columns.stream()
          .filter(column -> pattern.matcher(NoteMarks.without(column, noteMarks)).matches())
          .toList();
    } catch (PatternSyntaxException e) {
      throw new XiaokangException(
          "source '%s': unpivot.pattern '%s' is no regular expression: %s"
              .formatted(source, regex, e.getDescription()),
          e);
    }
  }

  /** The columns of the rows that come of a table of such columns. */
  <T> List<T> columns(List<T> own, T name, T value) {
    List<T> columns = new ArrayList<>();
    kept.forEach(i -> columns.add(own.get(i)));
    columns.add(name);
    columns.add(value);
    return columns;
  }

  /** How many rows a row can become. */
  int count() {
    return wide.size();
  }

  /** Whether a row comes of a column's cell. */
  boolean isFilled(@Nullable String[] cells, int column) {
    String cell = cells[wide.get(column)];
    return cell != null && !NameKey.trim(cell).isEmpty();
  }

  /** The row of a line all of whose cells are blank. */
  @Nullable String[] blank(@Nullable String[] cells) {
    @Nullable String[] row = row(cells, 0);
    row[kept.size()] = null;
    return row;
  }

  /** The row of a column's cell. */
  @Nullable String[] row(@Nullable String[] cells, int column) {
    @Nullable String[] row = new @Nullable String[kept.size() + 2];
    for (int i = 0; i < kept.size(); i++) {
      row[i] = cells[kept.get(i)];
    }
    row[kept.size()] = names.get(column);
    row[kept.size() + 1] = cells[wide.get(column)];
    return row;
  }
}

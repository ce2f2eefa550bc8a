package org.xiaokang.source;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xiaokang.config.Source;

/** A text as a csv source with some options would be read. */
final class CsvText {
  private CsvText() {}

  static Source source(String... options) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new Source(
        "s", "csv", "any", map, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The rows behind the header, as {@link #shown} says. */
  static List<String> rows(String text, String... options) {
    return rows(text, CsvFormatReader.of(source(options)));
  }

  /** The same of a text in a format. */
  static List<String> rows(String text, CsvFormat format) {
    try {
      LineEnd lineEnd = format.lineEnd() == null ? LineEnd.of(window(text)) : format.lineEnd();
      CsvSplitter header = new CsvSplitter(window(text), format, lineEnd, 0, 1);
      List<String> rows = new ArrayList<>();
      if (header.next()) {
        CsvSplitter all = new CsvSplitter(window(text), format, lineEnd, header.cells(), 1);
        while (all.next()) {
          rows.add(shown(all));
        }
      }
      return format.header() ? rows.subList(Math.min(1, rows.size()), rows.size()) : rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CharWindow window(String text) {
    return new CharWindow(new StringReader(text));
  }

  /** The lines of a row and its cells, or its text after an exclamation mark. */
  static String shown(CsvSplitter row) {
    String lines =
        row.firstLine() == row.lastLine()
            ? String.valueOf(row.firstLine())
            : row.firstLine() + "-" + row.lastLine();
    return lines
        + (row.isMalformed()
            ? "! " + row.text()
            : IntStream.range(0, row.cells())
                .mapToObj(i -> String.valueOf(row.cell(i)))
                .collect(Collectors.joining("|", ": ", "")));
  }
}

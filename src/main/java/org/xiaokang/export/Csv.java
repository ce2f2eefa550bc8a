package org.xiaokang.export;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records of a CSV file by RFC 4180. */
public final class Csv {
  private static final String END = "\r\n";

  private Csv() {}

  /**
   * One record with its line end. A cell without a value is empty; an empty text is quoted, so that
   * the two are told apart.
   */
  public static String record(List<? extends @Nullable String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", END));
  }

  private static String cell(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

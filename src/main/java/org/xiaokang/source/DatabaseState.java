package org.xiaokang.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the content of a database table is told by.
 *
 * @param rows how many it has
 * @param columns a hash of the names of its columns
 * @param latest the latest watermark, where every row has one
 * @param recent a hash of the rows with a watermark within the overlap; of all where there is no
 *     watermark
 */
record DatabaseState(long rows, String columns, Optional<Watermark> latest, String recent) {
  private static final Pattern TEXT =
      Pattern.compile("rows:(\\d+) columns:(\\S+)(?: latest:(\\S+))? recent:(\\S+)");

  /** As the ledger keeps it: SourceFile.checksum. */
  String checksum() {
    return "rows:%d columns:%s%s recent:%s"
        .formatted(
            rows,
            columns,
            latest.map(watermark -> " latest:" + watermark.text()).orElse(""),
            recent);
  }

  /** Of a checksum; empty where it is that of a file. */
  static Optional<DatabaseState> parse(String checksum) {
    Matcher text = TEXT.matcher(checksum);
    return text.matches()
        ? Optional.of(
            new DatabaseState(
                Long.parseLong(text.group(1)),
                text.group(2),
                Optional.ofNullable(text.group(3)).map(Watermark::parse),
                text.group(4)))
        : Optional.empty();
  }
}

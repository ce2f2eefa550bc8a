package org.xiaokang.lake;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Texts as UTF-8. Most texts of a table come again row after row (codes, units, statuses): those
 * met lately are kept, each in the one place that its hash gives it, so that there are never more.
 */
final class TextBytes {
  private static final int PLACES = 1 << 12;
  private static final int LONGEST_KEPT = 200;

  private final @Nullable String[] texts = new String[PLACES];
  private final @Nullable Binary[] kept = new Binary[PLACES];

  /** The bytes of a text. */
  Binary of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Binary known = kept[place];
    if (known != null && text.equals(texts[place])) {
      return known;
    }
    Binary bytes = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    if (text.length() <= LONGEST_KEPT) {
      texts[place] = text;
      kept[place] = bytes;
    }
    return bytes;
  }
}

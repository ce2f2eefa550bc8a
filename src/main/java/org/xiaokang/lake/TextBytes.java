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

  /**
   * A text.
   *
   * @param utf8 its bytes
   * @param hash their hash, {@link RowBytes#hash(byte[])}
   */
  record Encoded(String text, Binary utf8, long hash) {}

  private final @Nullable Encoded[] kept = new @Nullable Encoded[PLACES];

  /** A text as bytes. */
  Encoded of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Encoded known = kept[place];
    if (known != null && text.equals(known.text())) {
      return known;
    }
    Encoded encoded = once(text);
    if (text.length() <= LONGEST_KEPT) {
      kept[place] = encoded;
    }
    return encoded;
  }

  /** A text that is not expected to come again. */
  static Encoded once(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new Encoded(text, Binary.fromConstantByteArray(utf8), RowBytes.hash(utf8));
  }
}

package org.xiaokang.ingest;

import java.util.Comparator;

/** The order of texts in tables and files: that of their code points, so of their UTF-8 bytes. */
public final class TextOrder {
  /** Java's own order puts what lies beyond U+FFFF before U+E000. */
  public static final Comparator<String> BY_CODE_POINT =
      (a, b) -> {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
          char x = a.charAt(i);
          char y = b.charAt(i);
          if (x != y) {
            return Character.isSurrogate(x) != Character.isSurrogate(y)
                ? Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y))
                : Character.compare(x, y);
          }
        }
        return Integer.compare(a.length(), b.length());
      };

  private TextOrder() {}
}

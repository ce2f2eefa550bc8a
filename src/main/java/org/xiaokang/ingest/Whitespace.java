package org.xiaokang.ingest;

import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;

/** The blanks around a cell: of every width, and marks of no width. */
final class Whitespace {
  private Whitespace() {}

  /** A text without the blanks around it; null where nothing else is left. */
  static @Nullable String clean(@Nullable String text) {
    String rest = text == null ? "" : NameKey.trim(text);
    return rest.isEmpty() ? null : rest;
  }
}

package org.xiaokang.lake;

import org.jspecify.annotations.Nullable;

/**
 * Writes the texts of one column. Rows lie in order, so that the text before mostly comes again.
 */
final class TextCellWriter implements CellWriter {
  private TextBytes.@Nullable Encoded last;

  @Override
  public void write(Object cell, RowSink to) {
    String text = (String) cell;
    TextBytes.Encoded encoded = last;
    if (encoded == null || !encoded.text().equals(text)) {
      encoded = to.encoded(text);
      last = encoded;
    }
    to.text(encoded);
  }
}

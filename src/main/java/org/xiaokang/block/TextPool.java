package org.xiaokang.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts of blocks. Most of them (codes, units, names) come in every block: those met lately are
 * kept, each in the one place that its hash gives it, so that they are made once, and the same text
 * is mostly the same object.
 */
final class TextPool {
  private static final int PLACES = 1 << 12;
  private static final int LONGEST_KEPT = 64;

  /** As BlockRouter.SPREAD, in 32 bits: texts that count up have hashes that do. */
  static final int SPREAD = 0x9E3779B9;

  private final @Nullable String[] texts = new @Nullable String[PLACES];
  private final byte[][] blocks = new byte[PLACES][];
  private final int[] starts = new int[PLACES];
  private final int[] lengths = new int[PLACES];

  /** The text that stands in a block, as UTF-8. */
  String of(byte[] block, int start, int length) {
    if (length > LONGEST_KEPT) {
      return new String(block, start, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + block[i];
    }
    int place = (hash * SPREAD) >>> Integer.numberOfLeadingZeros(PLACES - 1);
    String known = texts[place];
    if (known != null && is(place, block, start, length)) {
      return known;
    }
    String text = new String(block, start, length, StandardCharsets.UTF_8);
    texts[place] = text;
    blocks[place] = block;
    starts[place] = start;
    lengths[place] = length;
    return text;
  }

  private boolean is(int place, byte[] block, int start, int length) {
    int from = starts[place];
    return Arrays.equals(blocks[place], from, from + lengths[place], block, start, start + length);
  }
}

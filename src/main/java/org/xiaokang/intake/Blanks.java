package org.xiaokang.intake;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;

/**
 * The blanks around a cell, for {@link Text}; public because generated code calls it. Each cell of
 * each night is looked at several times, and Spark's own btrim asks both ends for each of the kinds
 * of blank; here the outermost bytes tell of nearly every cell that there is none.
 */
public final class Blanks {
  /** What people leave around a figure: blanks of every width, and marks of no width. */
  static final String ALL = NameKey.BLANKS;

  private static final UTF8String KINDS = UTF8String.fromString(ALL);
  private static final BitSet FIRST_BYTES = new BitSet();
  private static final BitSet LAST_BYTES = new BitSet();

  static {
    for (String blank : ALL.split("")) {
      byte[] bytes = blank.getBytes(StandardCharsets.UTF_8);
      FIRST_BYTES.set(Byte.toUnsignedInt(bytes[0]));
      LAST_BYTES.set(Byte.toUnsignedInt(bytes[bytes.length - 1]));
    }
  }

  private Blanks() {}

  /** Without the blanks around it. */
  public static UTF8String trim(UTF8String text) {
    int bytes = text.numBytes();
    boolean mayHaveSome =
        bytes > 0
            && (FIRST_BYTES.get(Byte.toUnsignedInt(text.getByte(0)))
                || LAST_BYTES.get(Byte.toUnsignedInt(text.getByte(bytes - 1))));
    return mayHaveSome ? text.trim(KINDS) : text;
  }

  /** The same; null where nothing else is left. */
  public static @Nullable UTF8String clean(UTF8String text) {
    UTF8String rest = trim(text);
    return rest.numBytes() == 0 ? null : rest;
  }
}

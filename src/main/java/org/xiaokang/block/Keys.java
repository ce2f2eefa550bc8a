package org.xiaokang.block;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/** Keys of records: XXH64 (Collet 2014) of texts, the same on every machine. */
public final class Keys {
  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();

  private Keys() {}

  /** The key of some texts; a missing text is not an empty one. */
  public static long of(@Nullable String... texts) {
    long key = texts.length;
    for (String text : texts) {
      byte[] utf8 = (text == null ? "\u0001" : text).getBytes(StandardCharsets.UTF_8);
      key = XXH64.hash(utf8, 0, utf8.length, key);
    }
    return key;
  }
}

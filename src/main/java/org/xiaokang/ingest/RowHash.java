package org.xiaokang.ingest;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit hashes of texts, XXH64 (Collet 2014) of their UTF-8 bytes, one text's hash being the seed
 * of the next: the function xxhash64 of Spark SQL.
 */
final class RowHash {
  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();

  /** Spark's. */
  private static final long SEED = 42;

  private RowHash() {}

  /** The id of a figure. */
  static long figure(String source, String docId, String obsId) {
    return chained(chained(chained(SEED, source), docId), obsId);
  }

  /** Tells rows of cells apart; a cell without text counts too, or a moved cell would be lost. */
  static long content(Iterable<? extends @Nullable String> cells) {
    long hash = SEED;
    for (String cell : cells) {
      hash = chained(hash, cell == null ? "\u0001" : cell);
    }
    return hash;
  }

  private static long chained(long seed, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return XXH64.hash(bytes, 0, bytes.length, seed);
  }
}

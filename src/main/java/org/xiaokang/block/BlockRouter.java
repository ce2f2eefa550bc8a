package org.xiaokang.block;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Gathers records on their way to partitions. A record goes to a partition by its key, and has an
 * order among the records of its key; both stand before it, so that records are found and ordered
 * without being read.
 *
 * <p>A record with its header: length of the whole, 4 bytes; key, 8; order, 4; its parts.
 *
 * @param <T> the record
 */
public final class BlockRouter<T> {
  /** Bytes of records and texts after which a block is full. */
  static final int FULL = 1 << 16;

  static final int HEADER = Integer.BYTES + Long.BYTES + Integer.BYTES;

  /** The golden ratio in 64 bits: spreads keys that differ in few bits (Knuth 1973, 6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final RecordCodec<T> codec;
  private final @Nullable RecordOutput[] open;
  private final long places;
  private final ArrayDeque<Block> full = new ArrayDeque<>();

  private BlockRouter(RecordCodec<T> codec, int partitions, long places) {
    this.codec = codec;
    this.open = new RecordOutput[partitions];
    this.places = places;
  }

  /** Spreads records over partitions by keys that are hashes. */
  public static <T> BlockRouter<T> byHash(RecordCodec<T> codec, int partitions) {
    return new BlockRouter<>(codec, partitions, 0);
  }

  /**
   * Sends records whose keys lie together to one partition.
   *
   * @param places keys go from 0 to one less than this
   */
  public static <T> BlockRouter<T> byPlace(RecordCodec<T> codec, int partitions, int places) {
    return new BlockRouter<>(codec, partitions, Math.max(1, places));
  }

  /** The partition where all records of a key meet. */
  private int home(long key) {
    return (int)
        (places == 0
            ? Long.remainderUnsigned((key * SPREAD) >>> 20, open.length)
            : key * open.length / places);
  }

  /** Adds a record to the partition of its key; gives that partition. */
  public int add(T record, long key, int order) {
    int partition = home(key);
    RecordOutput out = open[partition];
    if (out == null) {
      out = new RecordOutput();
      open[partition] = out;
    }
    int at = out.skip(HEADER);
    codec.write(record, out);
    byte[] bytes = out.bytes();
    Header.put(bytes, at, out.length() - at, key, order);
    if (out.size() >= FULL) {
      seal(partition, out);
    }
    return partition;
  }

  /** The next block that is full; null where there is none. */
  public @Nullable Block poll() {
    return full.poll();
  }

  /** Makes blocks of what is there. */
  public void flush() {
    for (int partition = 0; partition < open.length; partition++) {
      RecordOutput out = open[partition];
      if (out != null) {
        seal(partition, out);
      }
    }
  }

  private void seal(int partition, RecordOutput out) {
    full.add(new Block(partition, out.sealed()));
    open[partition] = null;
  }
}

package org.xiaokang.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/**
 * The records of a partition as bytes, grouped by key. Memory: the blocks, and 24 bytes a record;
 * records are read one group at a time.
 *
 * @param <T> the record
 */
public final class HeldBlocks<T> {
  private final RecordCodec<T> codec;
  private final List<RecordInput> blocks = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();
  private final TextPool texts = new TextPool();
  private int[] block = new int[1 << 10];
  private int[] place = new int[1 << 10];
  private int size;

  /** Holds the blocks of a partition, in whatever order they come. */
  public HeldBlocks(RecordCodec<T> codec, Iterator<byte[]> all) {
    this.codec = codec;
    all.forEachRemaining(this::hold);
  }

  private void hold(byte[] held) {
    RecordInput input = new RecordInput(held, texts);
    int number = blocks.size();
    blocks.add(input);
    bytes.add(held);
    for (int at = input.at(); at < held.length; at += Header.length(held, at)) {
      if (size == place.length) {
        block = Arrays.copyOf(block, 2 * size);
        place = Arrays.copyOf(place, 2 * size);
      }
      block[size] = number;
      place[size++] = at;
    }
  }

  /** The number of records. */
  public int size() {
    return size;
  }

  /** The keys that there are, each once, in the order of their bits. */
  public long[] keys() {
    return LongStream.range(0, size).map(record -> key((int) record)).sorted().distinct().toArray();
  }

  /**
   * The records of each key, keys in the order of their bits, records of a key by their order. Keys
   * that are hashes may meet: a group then holds the records of both.
   */
  public Iterator<Group<T>> groups() {
    long[] keys = new long[size];
    Arrays.setAll(keys, this::key);
    Arrays.sort(keys);
    int[] sorted = byKey(keys);
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < sorted.length;
      }

      @Override
      public Group<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int from = next;
        long key = keys[from];
        while (next < keys.length && keys[next] == key) {
          next++;
        }
        return new Group<>(HeldBlocks.this, key, byOrder(Arrays.copyOfRange(sorted, from, next)));
      }
    };
  }

  /** The records where their keys stand: numbers are sorted, and no objects made of them. */
  private int[] byKey(long[] keys) {
    int[] sorted = new int[size];
    int[] placed = new int[size]; // of the records whose key stands first here
    for (int record = 0; record < size; record++) {
      int first = first(keys, key(record));
      sorted[first + placed[first]++] = record;
    }
    return sorted;
  }

  private static int first(long[] keys, long key) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Those of one order stay as they came. */
  private int[] byOrder(int[] records) {
    if (isInOrder(records)) {
      return records;
    }
    long[] places = new long[records.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = (long) order(records[i]) << Integer.SIZE | i;
    }
    Arrays.sort(places);
    int[] sorted = new int[records.length];
    Arrays.setAll(sorted, i -> records[(int) places[i]]);
    return sorted;
  }

  private boolean isInOrder(int[] records) {
    for (int i = 1; i < records.length; i++) {
      if (order(records[i]) < order(records[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private long key(int record) {
    return Header.key(bytes.get(block[record]), place[record]);
  }

  int order(int record) {
    return Header.order(bytes.get(block[record]), place[record]);
  }

  T read(int record) {
    return codec.read(blocks.get(block[record]).goTo(place[record] + BlockRouter.HEADER));
  }
}

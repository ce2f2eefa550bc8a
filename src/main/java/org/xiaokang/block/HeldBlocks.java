package org.xiaokang.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of a partition as bytes, grouped by key. Memory: the blocks, and 12 bytes a record;
 * records are read one group at a time.
 *
 * @param <T> the record
 */
public final class HeldBlocks<T> {
  private final RecordCodec<T> codec;
  private final List<RecordInput> blocks = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();
  private int[] block = new int[1 << 10];
  private int[] place = new int[1 << 10];
  private int size;

  /** Holds the blocks of a partition, in whatever order they come. */
  public HeldBlocks(RecordCodec<T> codec, Iterator<byte[]> all) {
    this.codec = codec;
    all.forEachRemaining(this::hold);
  }

  private void hold(byte[] held) {
    RecordInput input = new RecordInput(held);
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

  /**
   * The records of each key, keys in the order of their bits, records of a key by their order. Keys
   * that are hashes may meet: a group then holds the records of both.
   */
  public Iterator<Group<T>> groups() {
    Integer[] sorted = new Integer[size];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(sorted, Comparator.<Integer>comparingLong(this::key).thenComparingInt(this::order));
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
        long key = key(sorted[from]);
        while (next < sorted.length && key(sorted[next]) == key) {
          next++;
        }
        return new Group<>(HeldBlocks.this, key, Arrays.copyOfRange(sorted, from, next));
      }
    };
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

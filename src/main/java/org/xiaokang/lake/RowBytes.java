package org.xiaokang.lake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * What a row says, as bytes: each cell begins with a mark that says whether there is one, each list
 * and map with its length; a text is told by its hash. Hashes are XXH64 (Collet 2014).
 */
final class RowBytes {
  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = 42;
  private static final int FIRST_SIZE = 1 << 10;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;
  private boolean open = true;

  /** Begins a row. */
  void begin() {
    size = 0;
    open = true;
  }

  /** Whether what comes counts: a column may be left out. */
  void open(boolean counts) {
    open = counts;
  }

  /** Whether there is a cell. */
  void mark(boolean there) {
    if (open) {
      room(1);
      bytes[size++] = (byte) (there ? 1 : 0);
    }
  }

  void number(int value) {
    if (open) {
      room(Integer.BYTES);
      INT.set(bytes, size, value);
      size += Integer.BYTES;
    }
  }

  void number(long value) {
    if (open) {
      room(Long.BYTES);
      LONG.set(bytes, size, value);
      size += Long.BYTES;
    }
  }

  /** Bytes of a length that goes without saying. */
  void fixed(byte[] value) {
    if (open) {
      room(value.length);
      System.arraycopy(value, 0, bytes, size, value.length);
      size += value.length;
    }
  }

  /** The hash of some bytes. */
  static long hash(byte[] bytes) {
    return XXH64.hash(bytes, 0, bytes.length, SEED);
  }

  /** The hash of the row. */
  long hash() {
    return XXH64.hash(bytes, 0, size, SEED);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}

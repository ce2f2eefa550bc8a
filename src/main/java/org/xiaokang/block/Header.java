package org.xiaokang.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What stands before each record: the length of both, the record's key and its order. */
final class Header {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Header() {}

  static void put(byte[] bytes, int at, int length, long key, int order) {
    INT.set(bytes, at, length);
    LONG.set(bytes, at + Integer.BYTES, key);
    INT.set(bytes, at + Integer.BYTES + Long.BYTES, order);
  }

  static int length(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static long key(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at + Integer.BYTES);
  }

  static int order(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + Integer.BYTES + Long.BYTES);
  }
}

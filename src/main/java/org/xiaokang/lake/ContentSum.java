package org.xiaokang.lake;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** The sum of the hashes of rows as they come, in 128 bits. */
final class ContentSum {
  private long rows;
  private long high;
  private long low;

  void add(long hash) {
    rows++;
    long before = low;
    low += hash;
    long carry = Long.compareUnsigned(low, before) < 0 ? 1 : 0;
    high += (hash >> (Long.SIZE - 1)) + carry;
  }

  TableContent content() {
    byte[] sum = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    return new TableContent(rows, new BigInteger(sum));
  }
}

package org.xiaokang.block;

import java.io.Serializable;

/**
 * Records of one partition.
 *
 * @param partition where they go
 * @param bytes the records, with their texts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Block(int partition, byte[] bytes) implements Serializable {
  private static final long serialVersionUID = 1L;
}

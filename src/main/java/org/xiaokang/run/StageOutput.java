package org.xiaokang.run;

import java.io.Serializable;

/**
 * A block that a task gives.
 *
 * @param port what it has in it
 * @param partition where it goes
 * @param bytes records, or a report
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StageOutput(Port port, int partition, byte[] bytes) implements Serializable {
  private static final long serialVersionUID = 1L;
}

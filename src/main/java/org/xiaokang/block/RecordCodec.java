package org.xiaokang.block;

/**
 * How a record becomes bytes and comes back. Both sides name the same parts in the same order; a
 * block lives no longer than a run, so that nothing else has to be kept alike.
 *
 * @param <T> the record
 */
public interface RecordCodec<T> {
  /** Writes the parts of a record. */
  void write(T record, RecordOutput out);

  /** Reads the parts of a record. */
  T read(RecordInput in);
}

package org.xiaokang.source;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.xiaokang.ingest.ReceivedRow;

/** Received rows that are read on when they are asked for: none, one or several at a time. */
abstract class QueuedRows implements Iterator<ReceivedRow> {
  private final ArrayDeque<ReceivedRow> rows = new ArrayDeque<>();

  /** Takes a row that was read. */
  void add(ReceivedRow row) {
    rows.add(row);
  }

  /** Reads on; false where there is nothing more. */
  abstract boolean readOn();

  @Override
  public boolean hasNext() {
    while (rows.isEmpty()) {
      if (!readOn()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public ReceivedRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.remove();
  }
}

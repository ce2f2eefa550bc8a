package org.xiaokang.compare;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.Row;

final class Mobilities implements Comparer {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Collections.emptyIterator();
  }
}

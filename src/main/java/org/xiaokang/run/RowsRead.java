package org.xiaokang.run;

import java.io.Serializable;

/**
 * What a task read.
 *
 * @param rows the number of rows
 */
record RowsRead(long rows) implements Serializable {
  private static final long serialVersionUID = 1L;
}

package org.xiaokang.lake;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Collection;

/**
 * What tells two contents of a table apart, whatever the order of their rows and however they are
 * divided into files.
 *
 * @param rows the number of rows
 * @param hash the sum of the rows' 64-bit hashes, each taken as a signed number
 */
public record TableContent(long rows, BigInteger hash) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No row. */
  public static final TableContent NONE = new TableContent(0, BigInteger.ZERO);

  /** Both contents in one table. */
  public TableContent plus(TableContent other) {
    return new TableContent(rows + other.rows, hash.add(other.hash));
  }

  /** What files hold together. */
  public static TableContent of(Collection<DataFile> files) {
    return files.stream().map(DataFile::content).reduce(NONE, TableContent::plus);
  }
}

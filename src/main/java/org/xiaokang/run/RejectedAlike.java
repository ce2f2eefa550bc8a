package org.xiaokang.run;

import java.io.Serializable;
import org.xiaokang.lake.DataFile;

/** A file of rows that the table rejected_metrics has already, for when it is written anew. */
record RejectedAlike(DataFile file) implements Serializable {
  private static final long serialVersionUID = 1L;
}

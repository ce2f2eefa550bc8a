package org.xiaokang.run;

import java.io.Serializable;

/**
 * How many figures are for the same as another.
 *
 * @param figures the preferred ones among them too
 */
record FiguresInConflict(long figures) implements Serializable {
  private static final long serialVersionUID = 1L;
}

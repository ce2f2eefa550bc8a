package org.xiaokang.run;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a load go by besides the plan.
 *
 * @param files the files that rows come from; null where nothing is left to a later run
 * @param before what the load before left; null where everything is read
 * @param hasPast whether there is a release that figures may differ from
 */
record LoadContext(@Nullable FileNumbers files, @Nullable LoadBefore before, boolean hasPast)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}

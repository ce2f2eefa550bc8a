package org.xiaokang.run;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.LoadState;

/**
 * What a load leaves of a part of the regions; see {@link LoadState.RegionPart}.
 *
 * @param part its number
 */
record RegionPartMade(int part, String settled, String standing, @Nullable String nextDay)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  LoadState.RegionPart left() {
    return new LoadState.RegionPart(settled, standing, nextDay);
  }
}

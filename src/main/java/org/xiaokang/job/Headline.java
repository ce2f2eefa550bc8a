package org.xiaokang.job;

import java.util.List;
import java.util.Optional;
import org.xiaokang.page.Sparkline;

/**
 * One value to be shown.
 *
 * @param cells indicator, region, period, value, unit and what must be said with it
 * @param course the values of like periods up to it, if there are several
 */
record Headline(List<String> cells, Optional<Sparkline> course) {
  /** Keeps a copy. */
  Headline {
    cells = List.copyOf(cells);
  }
}

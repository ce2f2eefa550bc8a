package org.xiaokang.run;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.PeerFindings;
import org.xiaokang.quality.SeriesFindings;

/**
 * What must hold, and what it is held against.
 *
 * @param gates all gates
 * @param today the day the run began, UTC
 * @param hasBefore whether there is a release before that values are compared with
 */
public record GatePlan(List<Gate> gates, LocalDate today, boolean hasBefore)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public GatePlan {
    gates = List.copyOf(gates);
  }

  SeriesFindings series(Catalogue catalogue) {
    return new SeriesFindings(gates, catalogue.indicators().values(), hasBefore);
  }

  PeerFindings peers(Catalogue catalogue) {
    return new PeerFindings(gates, catalogue.indicators().values());
  }
}

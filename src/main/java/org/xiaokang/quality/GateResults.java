package org.xiaokang.quality;

import java.io.Serializable;
import java.util.List;

/**
 * What gates say of some rows.
 *
 * @param findings what failed
 * @param counts what was judged, the findings included
 */
public record GateResults(List<QualityFinding> findings, JudgedCounts counts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy. */
  public GateResults {
    findings = List.copyOf(findings);
  }
}

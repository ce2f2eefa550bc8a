package org.xiaokang.disclosure;

import java.io.Serializable;
import org.xiaokang.indicator.Confidentiality;

/**
 * An observation that is not shown: a small count, or a figure that one could be computed from.
 *
 * @param observationId the observation
 * @param metric its metric
 * @param confidentiality the group whose figures are only ever shown in one sum
 */
public record ProtectedFigure(long observationId, String metric, Confidentiality confidentiality)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}

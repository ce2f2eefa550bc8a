package org.xiaokang.compare;

import java.io.Serializable;

/**
 * A region that is compared.
 *
 * @param refArea its code as of the period, or of its last period with a value
 * @param seriesArea the code under which its series is kept
 */
public record ComparedRegion(String refArea, String seriesArea) implements Serializable {
  private static final long serialVersionUID = 1L;
}

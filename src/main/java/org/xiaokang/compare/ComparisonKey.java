package org.xiaokang.compare;

import java.io.Serializable;

/**
 * What is compared by itself: its values come together, and nothing else is needed.
 *
 * @param comparison the comparison's id
 * @param subject the indicator's id; empty for a measure of all indicators together
 */
public record ComparisonKey(String comparison, String subject) implements Serializable {
  private static final long serialVersionUID = 1L;
}

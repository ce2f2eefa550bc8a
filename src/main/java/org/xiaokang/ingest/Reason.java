package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is no observation.
 *
 * @param code what is wrong, a word of the table rejected_metrics
 * @param column the contract's column that is wrong
 * @param value what the column has; null where it has nothing
 * @param expected what it should have
 */
public record Reason(String code, String column, @Nullable String value, String expected)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static Reason missing(String column, String expected) {
    return new Reason("missing", column, null, expected);
  }
}

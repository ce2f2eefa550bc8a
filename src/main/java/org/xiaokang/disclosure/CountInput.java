package org.xiaokang.disclosure;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Input;

/**
 * A count that goes into a rate of the same region.
 *
 * @param metric the count's
 * @param scope its breakdown; null where it is the rate's
 * @param isOfSamePeriod whether it is of the rate's period
 */
record CountInput(String metric, @Nullable String scope, boolean isOfSamePeriod)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static CountInput of(Input input) {
    return new CountInput(input.metric(), input.scope().orElse(null), input.at().isSame());
  }

  String scopeOf(String scopeOfRate) {
    return scope == null ? scopeOfRate : scope;
  }
}

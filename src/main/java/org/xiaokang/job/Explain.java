package org.xiaokang.job;

import java.util.List;
import org.xiaokang.indicator.Explanation;

/** Says how an indicator is computed; needs no Spark session. */
public final class Explain {
  private Explain() {}

  /** The compiled plan of one indicator in lines of text. */
  public static List<String> lines(Setup setup, String indicator) {
    return Explanation.of(setup.catalogue(), indicator);
  }
}

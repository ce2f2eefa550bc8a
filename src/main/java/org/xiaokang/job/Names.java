package org.xiaokang.job;

import java.util.Locale;

/** How constants are written in tables. */
final class Names {
  private Names() {}

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

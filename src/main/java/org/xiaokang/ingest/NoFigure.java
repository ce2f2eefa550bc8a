package org.xiaokang.ingest;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;

/** What is printed where there is no figure. */
final class NoFigure {
  /** Marks that stand for no figure in any table, as keys; dashes and dots of any number too. */
  private static final Set<String> MARKS =
      Set.of("n.a.", "n.a", "n/a", "#n/a", "na", "nan", "null", "none", "n.d.", ":", "/", "\\n");

  /** Dashes, dots and ellipses of every width. */
  private static final String STROKES =
      "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\u2500.\u2026\u22EF\u00B7";

  /** What SDMX's CL_OBS_STATUS says where there is no value: missing, for one reason or another. */
  private static final Set<String> MISSING = Set.of("m", "l", "o", "h", "q");

  private NoFigure() {}

  /**
   * Whether a cell says that there is no figure.
   *
   * @param declared the source's own marks
   */
  static boolean isSaidBy(@Nullable String value, List<String> declared) {
    if (value == null) {
      return true;
    }
    char first = value.charAt(0);
    if (declared.isEmpty() && first >= '0' && first <= '9') {
      return false;
    }
    String key = NameKey.of(value);
    return MARKS.contains(key)
        || key.chars().allMatch(c -> STROKES.indexOf(c) >= 0)
        || declared.stream().anyMatch(mark -> NameKey.of(mark).equals(key));
  }

  /** Whether an obs_status says that there is none. */
  static boolean isStatus(@Nullable String status) {
    return status != null && MISSING.contains(NameKey.of(status));
  }
}

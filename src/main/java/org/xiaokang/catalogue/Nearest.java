package org.xiaokang.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name nearest to what was written, by edit distance, if it is near enough to suggest:
   * a third of the letters differ, or two, or one is part of the other.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> isLikely(lower, name.toLowerCase(Locale.ROOT)))
        .min(
            Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isLikely(String written, String name) {
    int shorter = Math.min(written.length(), name.length());
    return distance(written, name) <= Math.max(shorter > 3 ? 2 : 1, shorter / 3)
        || (shorter > 3 && (written.contains(name) || name.contains(written)));
  }

  /** "; did you mean 'x'?" or nothing. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** Levenshtein's distance (1965): insertions, deletions and substitutions cost one each. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substituted, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}

package org.xiaokang.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that someone who misspelt one may have meant. */
final class Nearest {
  private Nearest() {}

  /** The nearest of the names, if one is near enough to be meant. */
  static Optional<String> of(String wanted, Collection<String> names) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> likely(lower, name.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))));
  }

  /** A question to append to an error, or nothing. */
  static String hint(String wanted, Collection<String> names) {
    return of(wanted, names).map(" (did you mean '%s'?)"::formatted).orElse("");
  }

  private static boolean likely(String wanted, String name) {
    return distance(wanted, name) <= Math.max(2, Math.max(wanted.length(), name.length()) / 3)
        || (name.length() > 2 && wanted.contains(name))
        || (wanted.length() > 2 && name.contains(wanted));
  }

  /** Levenshtein's distance in characters. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

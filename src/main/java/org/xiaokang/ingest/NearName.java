package org.xiaokang.ingest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.xiaokang.catalogue.Nearest;

/**
 * The region's name that somebody may have meant: one that differs by few letters; else one that is
 * part of what is written, as before a note in brackets; else the only one that has all that is
 * written, in its order, as short names of autonomous counties do.
 */
final class NearName {
  private static final int LEAST = 2;

  private NearName() {}

  static Optional<String> of(String key, Collection<String> known) {
    Optional<String> near =
        Nearest.of(
            key,
            known.stream()
                .filter(name -> Math.abs(name.length() - key.length()) <= key.length())
                .toList());
    if (near.isPresent() || key.length() < LEAST || !isHan(key)) {
      return near;
    }
    Comparator<String> longest =
        Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());
    Optional<String> part =
        known.stream().filter(name -> name.length() >= LEAST && key.contains(name)).min(longest);
    if (part.isPresent()) {
      return part;
    }
    return known.stream()
        .filter(name -> hasInOrder(name, key))
        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
  }

  /** Of letters that stand for sounds, few in order say nothing. */
  private static boolean isHan(String key) {
    return Character.UnicodeScript.of(key.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  private static boolean hasInOrder(String name, String letters) {
    int next = 0;
    for (int i = 0; i < name.length() && next < letters.length(); i++) {
      next += name.charAt(i) == letters.charAt(next) ? 1 : 0;
    }
    return next == letters.length();
  }
}

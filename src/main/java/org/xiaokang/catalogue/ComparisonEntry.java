package org.xiaokang.catalogue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a list {@code compare:}, with the kinds of values that only comparisons have. What
 * does not fit is noted and answered with a harmless value, as {@link Definition} does.
 *
 * @param keys the entry, key by key
 * @param indicators those that are declared
 */
record ComparisonEntry(Definition keys, Map<String, Indicator> indicators) {
  /** Lists in which nothing may stand twice. */
  private static final List<String> DISTINCT =
      List.of(
          "indicators",
          "levels",
          "scopes",
          "within",
          "indices",
          "models",
          "controls",
          "weightings",
          "aggregations",
          "lower_is_better",
          "higher_is_better");

  /** The ids of indicators that are listed. */
  List<String> ids(String key) {
    return named(key, "indicator", indicators.keySet());
  }

  /** Texts that must be among those that are known. */
  List<String> named(String key, String what, Collection<String> known) {
    List<String> texts = keys.texts(key);
    for (String text : texts) {
      if (!known.contains(text)) {
        keys.problem(key, Definition.unknown(what, text, known));
      }
    }
    return texts;
  }

  /** The id of one indicator that must be there. */
  String id(String key) {
    String id = keys.text(key);
    if (!id.isEmpty() && !indicators.containsKey(id)) {
      keys.problem(key, Definition.unknown("indicator", id, indicators.keySet()));
    }
    return id;
  }

  /** The id of one indicator that may be missing. */
  Optional<String> optionalId(String key) {
    return keys.has(key) ? Optional.of(id(key)) : Optional.empty();
  }

  /** A whole number between two, both allowed. */
  int whole(String key, int absent, int min, int max) {
    int number = keys.integer(key, absent);
    if (number < min || number > max) {
      keys.problem(
          key,
          "'%s' must be a whole number from %d to %d; found %d".formatted(key, min, max, number));
    }
    return number;
  }

  /** A number above 0 and below 1. */
  double share(String key, double absent) {
    double share = keys.number(key).orElse(absent);
    if (!(share > 0 && share < 1)) {
      keys.problem(key, "'%s' must be above 0 and below 1; found %s".formatted(key, share));
    }
    return share;
  }

  /** A number from 0. */
  double notNegative(String key, double absent) {
    return notNegative(keys, key, absent);
  }

  /** A number from 0, in this mapping or one below it. */
  static double notNegative(Definition keys, String key, double absent) {
    double number = keys.number(key).orElse(absent);
    if (number < 0) {
      keys.problem(key, "'%s' must be a number from 0; found %s".formatted(key, number));
    }
    return number;
  }

  /** Ends the reading: a key that nobody asked for, or a list that names a thing twice. */
  void done() {
    keys.done();
    for (String key : DISTINCT) {
      if (keys.keys().contains(key)) {
        Set<String> seen = new HashSet<>();
        for (String text : keys.texts(key)) {
          if (!seen.add(text)) {
            keys.problem(key, "'%s' lists '%s' twice; once is enough".formatted(key, text));
          }
        }
      }
    }
  }
}

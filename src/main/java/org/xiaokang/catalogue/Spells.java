package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The spells of all codes by number, found by code and day. */
final class Spells {
  static final int NONE = -1;

  private static final int[] NO_SPELLS = {};

  private final List<Region> spells;
  private final Map<String, int[]> byCode = new HashMap<>();

  Spells(List<Region> spells) {
    this.spells = spells;
    Map<String, List<Integer>> grouped = new HashMap<>();
    for (int i = 0; i < spells.size(); i++) {
      grouped.computeIfAbsent(spells.get(i).code(), code -> new ArrayList<>()).add(i);
    }
    grouped.forEach(
        (code, numbers) -> {
          numbers.sort(Comparator.comparing(i -> spells.get(i).validFrom()));
          byCode.put(code, numbers.stream().mapToInt(Integer::intValue).toArray());
        });
  }

  int size() {
    return spells.size();
  }

  Region get(int spell) {
    return spells.get(spell);
  }

  /** The spells of a code, the earliest first. */
  int[] of(String code) {
    return byCode.getOrDefault(code, NO_SPELLS);
  }

  /** The spell valid that day. */
  int at(String code, LocalDate day) {
    for (int spell : of(code)) {
      if (spells.get(spell).isValid(day)) {
        return spell;
      }
    }
    return NONE;
  }

  /** The last spell that ended before that day. */
  int before(String code, LocalDate day) {
    int found = NONE;
    for (int spell : of(code)) {
      if (spells.get(spell).validTo().isBefore(day)) {
        found = spell;
      }
    }
    return found;
  }

  /** The first spell that begins after that day. */
  int after(String code, LocalDate day) {
    for (int spell : of(code)) {
      if (spells.get(spell).validFrom().isAfter(day)) {
        return spell;
      }
    }
    return NONE;
  }

  /** The spell valid that day; else the one before; else the one after. */
  int near(String code, LocalDate day) {
    int valid = at(code, day);
    int earlier = valid == NONE ? before(code, day) : valid;
    return earlier == NONE ? after(code, day) : earlier;
  }
}

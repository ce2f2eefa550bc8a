package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of each spell at its end, and what it was made of at its beginning. */
final class Succession {
  private final Spells spells;
  private final int[][] heirs;
  private final int[][] origins;
  private final int[] next;
  private final int[] previous;
  private final String[] panels;

  Succession(Spells spells) {
    this.spells = spells;
    this.heirs = new int[spells.size()][];
    this.origins = new int[spells.size()][];
    this.next = new int[spells.size()];
    this.previous = new int[spells.size()];
    this.panels = new String[spells.size()];
    Arrays.fill(next, Spells.NONE);
    Arrays.fill(previous, Spells.NONE);
    link();
    chain();
    name();
  }

  /**
   * The spells that took over when this one ended, in the order of {@link Region#heirs}; NONE for a
   * code that no spell had from then on. A spell only leads to one that ends later, so that
   * following them comes to an end.
   */
  int[] heirs(int spell) {
    return heirs[spell];
  }

  /** The spells that ended the day before this one began and handed over to it. */
  int[] origins(int spell) {
    return origins[spell];
  }

  /** The one spell that this one went on as, whole and alone; else NONE. */
  int next(int spell) {
    return next[spell];
  }

  /** The one spell that became this one, whole and alone; else NONE. */
  int previous(int spell) {
    return previous[spell];
  }

  /** The name of the chain of spells that this one is part of. */
  String panel(int spell) {
    return panels[spell];
  }

  private void link() {
    Map<Integer, List<Integer>> from = new HashMap<>();
    for (int spell = 0; spell < heirs.length; spell++) {
      Region region = spells.get(spell);
      List<Region.Successor> named =
          region.validTo().equals(LocalDate.MAX) ? List.of() : region.heirs();
      heirs[spell] = new int[named.size()];
      for (int i = 0; i < named.size(); i++) {
        int heir = heir(named.get(i).code(), region.validTo().plusDays(1));
        heirs[spell][i] = heir;
        if (heir != Spells.NONE && begins(heir, spell)) {
          from.computeIfAbsent(heir, h -> new ArrayList<>()).add(spell);
        }
      }
    }
    for (int spell = 0; spell < origins.length; spell++) {
      origins[spell] =
          from.getOrDefault(spell, List.of()).stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private int heir(String code, LocalDate day) {
    int valid = spells.at(code, day);
    return valid == Spells.NONE ? spells.after(code, day) : valid;
  }

  private boolean begins(int heir, int spell) {
    return spells.get(heir).validFrom().equals(spells.get(spell).validTo().plusDays(1));
  }

  /** A new name under the same code goes on, whoever joins it then. */
  private void chain() {
    for (int spell = 0; spell < heirs.length; spell++) {
      int heir = heirs[spell].length == 1 ? heirs[spell][0] : Spells.NONE;
      if (heir == Spells.NONE || !begins(heir, spell)) {
        continue;
      }
      boolean renamed = spells.get(heir).code().equals(spells.get(spell).code());
      if (renamed || origins[heir].length == 1) {
        next[spell] = heir;
        previous[heir] = spell;
      }
    }
  }

  private void name() {
    Map<String, Integer> latest = new HashMap<>();
    int[] ends = new int[next.length];
    for (int spell = 0; spell < next.length; spell++) {
      int end = spell;
      while (next[end] != Spells.NONE) {
        end = next[end];
      }
      ends[spell] = end;
      latest.merge(
          spells.get(end).code(),
          end,
          (a, b) -> spells.get(a).validFrom().isBefore(spells.get(b).validFrom()) ? b : a);
    }
    for (int spell = 0; spell < next.length; spell++) {
      Region last = spells.get(ends[spell]);
      boolean reused = latest.getOrDefault(last.code(), ends[spell]) != ends[spell];
      panels[spell] = reused ? last.code() + "@" + since(last) : last.code();
    }
  }

  private static String since(Region region) {
    return region.validFrom().equals(LocalDate.MIN)
        ? "0000"
        : String.valueOf(region.validFrom().getYear());
  }
}

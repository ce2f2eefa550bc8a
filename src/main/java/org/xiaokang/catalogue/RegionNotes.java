package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What happened to a code, in one sentence. */
final class RegionNotes {
  private final Spells spells;
  private final Succession succession;

  RegionNotes(Spells spells, Succession succession) {
    this.spells = spells;
    this.succession = succession;
  }

  /** A retired spell whose region is one other by that day. */
  String became(int spell, LocalDate day, String area) {
    StringBuilder told = new StringBuilder();
    int at = spell;
    while (!spells.get(at).isValid(day) && succession.heirs(at).length == 1) {
      int heir = succession.heirs(at)[0];
      told.append(told.isEmpty() ? spells.get(at).shown() : ", which");
      told.append(succession.next(at) == heir ? " became " : " became part of ");
      told.append(spells.get(heir).shown()).append(" in ").append(end(at));
      at = heir;
    }
    if (spells.get(at).isValid(day)) {
      return told.toString();
    }
    told.append(told.isEmpty() ? spells.get(at).shown() : ", which");
    return told + " was divided in " + end(at) + "; all parts are in " + shown(area, day) + " now";
  }

  String was(int spell, int earlier) {
    return "%s was %s until %s"
        .formatted(
            spells.get(spell).shown(),
            spells.get(earlier).shown(),
            spells.get(earlier).validTo().getYear());
  }

  String divided(int spell, LocalDate day, List<Resolution.Share> parts, boolean lost) {
    List<String> named = new ArrayList<>();
    boolean weighted = parts.stream().allMatch(part -> part.weight() != null);
    for (Resolution.Share part : parts) {
      String weight = weighted ? " (" + Objects.requireNonNull(part.weight()) + ")" : "";
      named.add(shown(part.code(), day) + weight);
    }
    String told =
        "%s was divided in %s among %s"
            .formatted(spells.get(spell).shown(), end(spell), String.join(", ", named));
    return told
        + (lost ? " and others that are not known" : "")
        + (weighted
            ? ", with the declared weights"
            : "; no weights are declared, so the figure stays under " + spells.get(spell).code());
  }

  String ended(int spell) {
    return "%s ended in %s; the region table names no successor"
        .formatted(spells.get(spell).shown(), end(spell));
  }

  String notYet(int spell) {
    Region region = spells.get(spell);
    int first = spell;
    while (succession.previous(first) != Spells.NONE) {
      first = succession.previous(first);
    }
    int year = spells.get(first).validFrom().getYear();
    List<String> parts = new ArrayList<>();
    for (int origin : succession.origins(first)) {
      parts.add(spells.get(origin).shown());
    }
    if (parts.isEmpty()) {
      return "the region table knows %s from %s only".formatted(region.shown(), year);
    }
    return "%s was made in %s of all or part of %s"
        .formatted(region.shown(), year, String.join(", ", parts));
  }

  String between(int earlier, int later) {
    return "%s was %s until %s and is %s from %s"
        .formatted(
            spells.get(earlier).code(),
            spells.get(earlier).name(),
            spells.get(earlier).validTo().getYear(),
            spells.get(later).name(),
            spells.get(later).validFrom().getYear());
  }

  private String shown(String code, LocalDate day) {
    int spell = spells.near(code, day);
    return spell == Spells.NONE ? code : spells.get(spell).shown();
  }

  /** The first year without the spell. */
  private int end(int spell) {
    return spells.get(spell).validTo().plusDays(1).getYear();
  }
}

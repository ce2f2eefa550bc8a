package org.xiaokang.catalogue;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All regions of all times: which code meant which region when, and what lay within what. */
public final class Regions implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient ArrayList<Region> spells;

  /** A table of spells. */
  public Regions(List<Region> spells) {
    this.spells = new ArrayList<>(spells);
  }

  /** All spells, in the order of the table. */
  public List<Region> spells() {
    return List.copyOf(spells);
  }

  /** The spell of a code on a day; none where the code meant no region. */
  public Optional<Region> spell(String code, LocalDate day) {
    return spells.stream()
        .filter(s -> s.code().equals(code))
        .filter(s -> s.validFrom().map(from -> !from.isAfter(day)).orElse(true))
        .filter(s -> s.validTo().map(to -> !to.isBefore(day)).orElse(true))
        .findFirst();
  }

  /** The code of the region above, as it was on that day. */
  public Optional<String> parent(String code, LocalDate day) {
    return spell(code, day).flatMap(Region::parent);
  }

  /** The codes of the regions right below, as they were on that day, in alphabetical order. */
  public List<String> children(String code, LocalDate day) {
    return spells.stream()
        .filter(s -> parent(s.code(), day).equals(Optional.of(code)))
        .map(Region::code)
        .distinct()
        .sorted()
        .toList();
  }

  /** The codes of all regions there were on that day, in alphabetical order. */
  public List<String> valid(LocalDate day) {
    return spells.stream()
        .map(Region::code)
        .filter(code -> spell(code, day).isPresent())
        .distinct()
        .sorted()
        .toList();
  }

  /** How many regions lay right below on that day; none where the table does not know. */
  public OptionalInt expectedChildren(String code, LocalDate day) {
    return OptionalInt.of(children(code, day).size());
  }

  /** The code under which the series of the region that the code meant on that day is kept. */
  public String panel(String code, LocalDate day) {
    return code;
  }

  private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
    out.writeInt(spells.size());
    for (Region s : spells) {
      out.writeObject(
          new Object[] {
            s.code(),
            s.name(),
            s.nameEn(),
            s.level(),
            s.parent().orElse(null),
            s.validFrom().orElse(null),
            s.validTo().orElse(null)
          });
    }
  }

  private void readObject(java.io.ObjectInputStream in)
      throws java.io.IOException, ClassNotFoundException {
    spells = new ArrayList<>();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      Object[] o = (Object[]) in.readObject();
      spells.add(
          new Region(
              (String) o[0],
              (String) o[1],
              (String) o[2],
              (String) o[3],
              Optional.ofNullable((String) o[4]),
              Optional.ofNullable((LocalDate) o[5]),
              Optional.ofNullable((LocalDate) o[6]),
              Optional.empty()));
    }
  }
}

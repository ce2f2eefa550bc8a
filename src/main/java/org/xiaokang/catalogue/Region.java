package org.xiaokang.catalogue;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One spell of a region's code: from when to when the code meant this region.
 *
 * @param code GB/T 2260 code, or any code of the table's scheme
 * @param name the name reports print
 * @param nameEn the name in English; the name where the table gives none
 * @param level country, province, prefecture, county, township, village, or the scheme's own
 * @param parent the code of the region it belongs to, if any
 * @param validFrom first day; {@link LocalDate#MIN} where it is open
 * @param validTo last day, inclusive; {@link LocalDate#MAX} until further notice
 * @param successors codes that took over at the end, and parts that moved elsewhere before it
 * @param children how many regions lie right below; {@link #LISTED} or {@link #NOT_KNOWN}
 * @param neighbours codes of the regions it borders on
 * @param membership which sums it is part of, and which regions make its own
 * @param attributes what else the table says of it, by column; blank cells are left out
 */
public record Region(
    String code,
    String name,
    String nameEn,
    String level,
    @Nullable String parent,
    LocalDate validFrom,
    LocalDate validTo,
    List<Successor> successors,
    int children,
    List<String> neighbours,
    Membership membership,
    Map<String, String> attributes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The table lists every region right below this one. */
  public static final int LISTED = -1;

  /** The table does not say how many regions lie right below this one. */
  public static final int NOT_KNOWN = -2;

  /**
   * What a region's total is made of, and whether it is in that of the region above.
   *
   * @param members codes of the regions that a group is made of, whatever they lie in; empty where
   *     the region is no group
   * @param inParentTotal whether what is said of the region above covers it; never for a group
   */
  public record Membership(List<String> members, boolean inParentTotal) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of a region that is no group, and in the total of the one above. */
    public static final Membership PLAIN = new Membership(List.of(), true);

    /** Keeps a copy. */
    public Membership {
      members = List.copyOf(members);
    }
  }

  /** The column of a table of regions that lists other names. */
  static final String ALIASES = "aliases";

  /** Keeps copies. */
  public Region {
    successors = List.copyOf(successors);
    neighbours = List.copyOf(neighbours);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** The same at the top. */
  Region withoutParent() {
    return new Region(
        code,
        name,
        nameEn,
        level,
        null,
        validFrom,
        validTo,
        successors,
        children,
        neighbours,
        membership,
        attributes);
  }

  /** Whether it is made of regions that lie in others. */
  public boolean isGroup() {
    return !membership.members().isEmpty();
  }

  /**
   * A code that took over, or took a part.
   *
   * @param code the code
   * @param weight its share of the region, above 0 and at most 1; null where none is declared
   * @param on null for a successor; else the first day of the year in which a part of the territory
   *     went to this code while the region itself lived on: kept for the record, never followed
   */
  public record Successor(String code, @Nullable Double weight, @Nullable LocalDate on)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As tables of regions write it: code, code:weight, or code[year] for a part. */
    @Override
    public String toString() {
      return code
          + (weight == null ? "" : ":" + weight)
          + (on == null ? "" : "[" + on.getYear() + "]");
    }
  }

  /** Whether the code meant this region on that day. */
  public boolean isValid(LocalDate day) {
    return !day.isBefore(validFrom) && !day.isAfter(validTo);
  }

  /** The day, or the nearest day of this spell. */
  public LocalDate clamp(LocalDate day) {
    return day.isBefore(validFrom) ? validFrom : day.isAfter(validTo) ? validTo : day;
  }

  /** The codes that took over at the end, without parts that left before. */
  List<Successor> heirs() {
    return successors.stream().filter(s -> s.on() == null).toList();
  }

  /** Other names that reports print, from the column aliases: separated by semicolons. */
  public List<String> aliases() {
    return Arrays.stream(attributes.getOrDefault(ALIASES, "").split("[;\uFF1B\u3001]"))
        .map(NameKey::trim)
        .filter(alias -> !alias.isEmpty())
        .toList();
  }

  /** Code and name, as messages show a region. */
  String shown() {
    return code + " " + name;
  }
}

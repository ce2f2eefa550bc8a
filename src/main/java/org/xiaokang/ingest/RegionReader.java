package org.xiaokang.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;

/**
 * Where a figure belongs: by its code as of its day; without one by the name that a region bears
 * then, within the parent and at the level if those are given.
 *
 * @param reading the region; null where there is a reason
 * @param reason why it cannot be told; null where it can, and where the row names no region at all
 */
record RegionReader(@Nullable RegionReading reading, @Nullable Reason reason) {
  /** How many candidates a message lists. */
  private static final int SHOWN = 10;

  /**
   * What a row says of its region.
   *
   * @param day the last day of its period, else the first, else the day it was published; null
   *     where none is known
   */
  static RegionReader read(
      RegionIndex index, ContractRow row, @Nullable LocalDate day, List<String> noteMarks) {
    String code = row.regionCode();
    String name = row.regionName();
    if (name != null && index.byName(name, day) == null) {
      name = NoteMarks.without(name, noteMarks);
    }
    List<RegionReading> byName = name == null ? null : index.byName(name, day);
    if (code != null) {
      List<RegionReading> found = index.byCode(code, day);
      return found == null && byName == null
          ? unknown("region_code", code, "a code of the region table", near(index.nearCode(code)))
          : byCode(found, code, name, byName);
    }
    if (name == null) {
      return new RegionReader(null, null);
    }
    return byName == null
        ? unknown(
            "region_name",
            name,
            "a name of the region table, or a region_code",
            near(index.nearName(name, day)))
        : byName(row, name, byName);
  }

  private static String near(@Nullable String name) {
    return name == null ? " (table regions)" : "; did you mean " + name + "?";
  }

  private static RegionReader unknown(String column, String value, String known, String near) {
    return refused("region_unknown", column, value, known + near);
  }

  private static RegionReader byCode(
      @Nullable List<RegionReading> found,
      String code,
      @Nullable String name,
      @Nullable List<RegionReading> byName) {
    if (found == null) {
      return refused(
          "region_unknown",
          "region_code",
          code,
          "a code of the region table; region_name is that of "
              + shown(byName == null ? List.of() : byName));
    }
    if (found.size() == 1) {
      return agreeing(found.get(0), name, byName);
    }
    String key = name == null ? "" : NameKey.of(name);
    List<RegionReading> named = found.stream().filter(r -> r.names().contains(key)).toList();
    return named.size() == 1
        ? new RegionReader(named.get(0), null)
        : refused(
            "region_ambiguous",
            "region_code",
            code,
            "a code that means one region in this period, or a region_name that tells apart "
                + shown(found));
  }

  /**
   * Code and name mean two regions neither of which lies in the other: a conflict. A name that is
   * not in the table says nothing against the code, nor does one that its region bore at another
   * time.
   */
  private static RegionReader agreeing(
      RegionReading found, @Nullable String name, @Nullable List<RegionReading> byName) {
    if (name == null
        || byName == null
        || found.names().contains(NameKey.of(name))
        || byName.stream().anyMatch(found::isRelated)) {
      return new RegionReader(found, null);
    }
    return refused(
        "region_conflict",
        "region_name",
        name,
        "the name of region %s or of one above or below it; the name is that of %s"
            .formatted(found.refArea(), shown(byName)));
  }

  private static RegionReader byName(ContractRow row, String name, List<RegionReading> found) {
    List<RegionReading> fitting = found.stream().filter(r -> fits(row, r)).toList();
    if (fitting.size() == 1) {
      return new RegionReader(fitting.get(0), null);
    }
    if (fitting.size() > 1) {
      return refused(
          "region_ambiguous",
          "region_name",
          name,
          "a region_code, or a region_parent or region_level that tells apart " + shown(fitting));
    }
    String parent = row.regionParent();
    String level = row.regionLevel();
    if (parent != null) {
      return refused(
          "region_unknown",
          "region_parent",
          parent,
          "the code or name of a region above "
              + shown(found)
              + (level == null ? "" : ", at region_level " + level));
    }
    return refused(
        "region_unknown",
        "region_level",
        level,
        found.stream().map(RegionReading::level).distinct().collect(Collectors.joining(" or "))
            + ", the level of "
            + shown(found));
  }

  private static boolean fits(ContractRow row, RegionReading reading) {
    String parent = row.regionParent();
    String level = row.regionLevel();
    return (parent == null || reading.ancestors().contains(NameKey.of(parent)))
        && (level == null || reading.level().equals(NameKey.of(level)));
  }

  private static RegionReader refused(
      String code, String column, @Nullable String value, String expected) {
    return new RegionReader(null, new Reason(code, column, value, expected));
  }

  private static String shown(List<RegionReading> candidates) {
    String shown =
        candidates.stream()
            .limit(SHOWN)
            .map(RegionReading::shown)
            .collect(Collectors.joining(", "));
    return candidates.size() > SHOWN ? shown + ", ..." : shown;
  }
}

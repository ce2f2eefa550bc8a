package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.NameKey;
import org.xiaokang.catalogue.Regions;

/** The region table by code and by name, day by day. */
public final class RegionIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Segments of time by the first day of each, by the key of a code. */
  private final HashMap<String, Meanings> codes;

  /** The same by the key of a name. */
  private final HashMap<String, Meanings> names;

  /**
   * What a key means.
   *
   * @param segments readings from each of these days on; the first is before all that is printed
   * @param undated readings where no day is known
   */
  public record Meanings(
      TreeMap<LocalDate, List<RegionReading>> segments, List<RegionReading> undated)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    List<RegionReading> on(@Nullable LocalDate day) {
      return day == null ? undated : segments.floorEntry(day).getValue();
    }
  }

  /** What each code and each name means, by their {@link NameKey}. */
  public RegionIndex(Map<String, Meanings> codes, Map<String, Meanings> names) {
    this.codes = new HashMap<>(codes);
    this.names = new HashMap<>(names);
  }

  /** What a region table says. */
  public static RegionIndex of(Regions regions) {
    return new RegionIndexBuilder(regions).build();
  }

  /** All that codes mean, by the key of each. */
  public Map<String, Meanings> codes() {
    return Map.copyOf(codes);
  }

  /** All that names mean, by the key of each. */
  public Map<String, Meanings> names() {
    return Map.copyOf(names);
  }

  /** What a code may mean: one region, or two where it is ambiguous; null where it is unknown. */
  @Nullable List<RegionReading> byCode(String code, @Nullable LocalDate day) {
    Meanings known = codes.get(NameKey.of(code));
    return known == null ? null : known.on(day);
  }

  /** The regions that a name may mean; null where it is unknown. */
  @Nullable List<RegionReading> byName(String name, @Nullable LocalDate day) {
    Meanings known = names.get(NameKey.of(name));
    return known == null ? null : known.on(day);
  }
}

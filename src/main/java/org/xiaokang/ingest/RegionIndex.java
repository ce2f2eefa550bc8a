package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final int MOST_REMEMBERED = 10_000;
  private final transient ConcurrentHashMap<String, Optional<String>> nearest =
      new ConcurrentHashMap<>();

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

  /** The region that a name may be a slip for, as messages show it; null where none is near. */
  @Nullable String nearName(String name, @Nullable LocalDate day) {
    String near = near(NameKey.of(name), names.keySet());
    Meanings known = near == null ? null : names.get(near);
    List<RegionReading> meant = known == null ? List.of() : known.on(day);
    return meant.isEmpty() ? null : meant.get(0).shown();
  }

  /** The code that another may be a slip for; null where none is near. */
  @Nullable String nearCode(String code) {
    return near(NameKey.of(code), codes.keySet());
  }

  /** Wrong names repeat row by row: each is looked for once, as long as there are not too many. */
  private @Nullable String near(String key, Set<String> known) {
    return nearest.size() > MOST_REMEMBERED && !nearest.containsKey(key)
        ? null
        : nearest.computeIfAbsent(key, k -> NearName.of(k, known)).orElse(null);
  }

  private Object readResolve() {
    return new RegionIndex(codes, names);
  }

  /** The regions that a name may mean; null where it is unknown. */
  @Nullable List<RegionReading> byName(String name, @Nullable LocalDate day) {
    Meanings known = names.get(NameKey.of(name));
    return known == null ? null : known.on(day);
  }
}

package org.xiaokang.catalogue;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One spell of a region's code and what follows for it from the whole table: a row of the table
 * regions.
 *
 * @param region the spell
 * @param seriesArea the code under which the region's series is kept across changes of its code
 * @param childrenExpected how many regions lay right below on the spell's last day; null where that
 *     is not known
 */
public record RegionEntry(Region region, String seriesArea, @Nullable Integer childrenExpected) {
  /** All spells, in the order of the table. */
  public static List<RegionEntry> all(Regions regions) {
    return regions.spells().stream().map(spell -> of(spell, regions)).toList();
  }

  private static RegionEntry of(Region spell, Regions regions) {
    OptionalInt children = regions.expectedChildren(spell.code(), spell.validTo());
    return new RegionEntry(
        spell,
        regions.panel(spell.code(), spell.validTo()),
        children.isPresent() ? children.getAsInt() : null);
  }
}

package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.LikePeriods;
import org.xiaokang.catalogue.ScopeRelations;
import org.xiaokang.ingest.TextOrder;

/** Gathers values, in whatever order they come, by indicator, scope and period. */
final class PanelDataBuilder {
  private final Map<String, Integer> areas = new HashMap<>();
  private final Map<String, String> refs = new HashMap<>();
  private final Map<Key, CrossSectionBuilder> sections = new HashMap<>();
  private final Map<CrossSection.Said, CrossSection.Said> said = new HashMap<>();

  /** Values that may stand beside those of another breakdown. */
  private final Map<Key, List<Guest>> guests = new HashMap<>();

  /** A value of another breakdown than the section's. */
  private record Guest(String ownScope, ComparedValue value, int beside) {}

  /** What the values of one section share. */
  private record Key(
      String indicator, String scope, String kind, @Nullable LocalDate start, LocalDate end) {
    static Key of(ComparedValue value) {
      return new Key(value.indicator(), value.scope(), value.kind(), value.start(), value.end());
    }

    /** What its series has in common with those of other indicators. */
    String series() {
      return String.join("\n", scope, kind, LikePeriods.of(start, end).orElseThrow());
    }
  }

  /**
   * Adds a value.
   *
   * @param relations which other breakdowns it may stand beside
   */
  void put(ComparedValue value, ScopeRelations relations) {
    put(
        sections.computeIfAbsent(
            Key.of(value),
            key -> new CrossSectionBuilder(key.kind(), value.timePeriod(), key.end())),
        value.scope(),
        value,
        0);
    if (relations.equals(ScopeRelations.NONE)) {
      return;
    }
    for (ScopeRelations.Beside beside : relations.beside(value.scope())) {
      int bits =
          (beside.isEquivalent() ? Reservation.SCOPE_EQUIVALENT.bit() : 0)
              | (beside.isNear() ? Reservation.OTHER_DEFINITION.bit() : 0);
      ComparedValue guest = value.beside(beside.scope());
      guests
          .computeIfAbsent(Key.of(guest), key -> new ArrayList<>())
          .add(new Guest(value.scope(), guest, bits));
    }
  }

  private void put(CrossSectionBuilder section, String ownScope, ComparedValue value, int beside) {
    int area = areas.computeIfAbsent(value.seriesArea(), code -> areas.size());
    String ref = refs.computeIfAbsent(value.refArea(), same -> same); // once in memory
    CrossSection.Said its =
        new CrossSection.Said(ownScope, value.bound(), value.reservations(), beside);
    section.put(area, ref, value, said.computeIfAbsent(its, same -> same), beside != 0);
  }

  /** Others join where the breakdown has values of its own. */
  private void seatGuests() {
    guests.forEach(
        (key, its) -> {
          CrossSectionBuilder section = sections.get(key);
          if (section != null) {
            its.forEach(guest -> put(section, guest.ownScope(), guest.value(), guest.beside()));
          }
        });
    guests.clear();
  }

  PanelData build() {
    seatGuests();
    String[] codes = areas.keySet().toArray(String[]::new);
    Arrays.sort(codes, TextOrder.BY_CODE_POINT);
    int[] numbers = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      numbers[Objects.requireNonNull(areas.get(codes[i]))] = i;
    }
    Map<String, TreeMap<String, Series>> series = new HashMap<>();
    Iterator<Map.Entry<Key, CrossSectionBuilder>> left = sections.entrySet().iterator();
    while (left.hasNext()) {
      Map.Entry<Key, CrossSectionBuilder> section = left.next();
      Key key = section.getKey();
      series
          .computeIfAbsent(key.indicator(), id -> new TreeMap<>())
          .computeIfAbsent(
              key.series(), name -> new Series(key.indicator(), key.scope(), key.kind(), name))
          .put(section.getValue().build(numbers));
      left.remove(); // so that nothing is in memory twice
    }
    Map<String, List<Series>> lists = new HashMap<>();
    series.forEach((indicator, its) -> lists.put(indicator, List.copyOf(its.values())));
    return new PanelData(List.of(codes), lists);
  }
}

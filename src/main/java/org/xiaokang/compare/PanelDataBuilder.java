package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.LikePeriods;
import org.xiaokang.ingest.TextOrder;

/** Gathers values, in whatever order they come, by indicator, scope and period. */
final class PanelDataBuilder {
  private final Map<String, Integer> areas = new HashMap<>();
  private final Map<String, String> refs = new HashMap<>();
  private final Map<Key, CrossSectionBuilder> sections = new HashMap<>();

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

  void put(ComparedValue value) {
    int area = areas.computeIfAbsent(value.seriesArea(), code -> areas.size());
    String ref = refs.computeIfAbsent(value.refArea(), same -> same); // once in memory
    sections
        .computeIfAbsent(
            Key.of(value),
            key -> new CrossSectionBuilder(key.kind(), value.timePeriod(), key.end()))
        .put(area, ref, value.timePeriod(), value.value(), value.preferred());
  }

  PanelData build() {
    String[] codes = areas.keySet().toArray(String[]::new);
    Arrays.sort(codes, TextOrder.BY_CODE_POINT);
    int[] numbers = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      numbers[areas.get(codes[i])] = i;
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
    return new PanelData(List.of(codes), series);
  }
}

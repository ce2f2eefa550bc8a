package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Like periods of one indicator and scope, in the order of time. */
final class Series {
  private final String indicator;
  private final String scope;
  private final String kind;
  private final String key;
  private final TreeMap<LocalDate, Section> sections = new TreeMap<>();

  /**
   * A series without values yet.
   *
   * @param key what it shares with the series of other indicators that have its scope, its kind of
   *     period and its months
   */
  Series(String indicator, String scope, String kind, String key) {
    this.indicator = indicator;
    this.scope = scope;
    this.kind = kind;
    this.key = key;
  }

  /** The values of a period, which is begun where it is new. */
  Section section(Period period) {
    return sections.computeIfAbsent(period.end(), end -> new Section(period));
  }

  String indicator() {
    return indicator;
  }

  String scope() {
    return scope;
  }

  String kind() {
    return kind;
  }

  String key() {
    return key;
  }

  List<Section> sections() {
    return new ArrayList<>(sections.values());
  }

  /** The values of the period that ends on a day; none: of no region. */
  List<Section> at(LocalDate end) {
    Section section = sections.get(end);
    return section == null ? List.of() : List.of(section);
  }
}

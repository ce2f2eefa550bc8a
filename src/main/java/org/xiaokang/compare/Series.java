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
  private final TreeMap<LocalDate, CrossSection> sections = new TreeMap<>();

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

  /** Adds the values of a period. */
  void put(CrossSection section) {
    sections.put(section.period().end(), section);
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

  List<CrossSection> sections() {
    return new ArrayList<>(sections.values());
  }

  /** The values of the period that ends on a day; none: of no region. */
  List<CrossSection> at(LocalDate end) {
    CrossSection section = sections.get(end);
    return section == null ? List.of() : List.of(section);
  }
}

package org.xiaokang.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An indicator as it is declared, and what tells whether its values are decided as before: a row of
 * the table indicator_catalogue.
 *
 * @param indicator the indicator
 * @param valuesHash a hash of all that decides its values: definition, metrics that are read,
 *     regions
 */
public record IndicatorEntry(Indicator indicator, String valuesHash) {
  /**
   * All indicators, in the order of files and entries.
   *
   * @param hashes of what decides the values of each, by id
   */
  public static List<IndicatorEntry> all(Catalogue catalogue, Map<String, String> hashes) {
    return catalogue.indicators().values().stream()
        .map(one -> new IndicatorEntry(one, Objects.requireNonNull(hashes.get(one.id()), one.id())))
        .toList();
  }
}

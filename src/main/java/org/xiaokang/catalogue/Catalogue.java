package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.estimate.Estimate;

/**
 * Everything that is declared: what can be read, what can be computed, for which regions.
 *
 * @param units units of measure
 * @param metrics by code, in the order of the file
 * @param indicators by id, in the order of files and entries
 * @param comparisons by id, in the order of files and entries
 * @param estimates what is estimated of distributions, by id, in the order of files and entries
 * @param assessments by which rules regions are assessed, and what must hold between figures
 * @param regions the spells of all region codes
 * @param suppression which counts are not shown, if any
 * @param hash SHA-256 of the files it was read from, and of what is not shown
 */
public record Catalogue(
    Units units,
    Map<String, Metric> metrics,
    Map<String, Indicator> indicators,
    Map<String, Comparison> comparisons,
    Map<String, Estimate> estimates,
    Assessments assessments,
    Regions regions,
    Optional<Suppression> suppression,
    String hash)
    implements Serializable {

  /** Keeps copies that remember their order. */
  public Catalogue {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    indicators = Collections.unmodifiableMap(new LinkedHashMap<>(indicators));
    comparisons = Collections.unmodifiableMap(new LinkedHashMap<>(comparisons));
    estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
  }

  /**
   * The indicator of that id.
   *
   * @throws XiaokangException naming the nearest id if there is none
   */
  public Indicator indicator(String id) {
    Indicator indicator = indicators.get(id);
    if (indicator == null) {
      throw new XiaokangException(
          "indicator '"
              + id
              + "' is not in the catalogue"
              + Nearest.hint(id, indicators.keySet())
              + " ('jobs/query \"select indicator, name_en from indicator_catalogue\"' lists all)");
    }
    return indicator;
  }

  /** The same, with some counts not shown. */
  public Catalogue suppressing(Suppression rule) {
    return new Catalogue(
        units,
        metrics,
        indicators,
        comparisons,
        estimates,
        assessments,
        regions,
        Optional.of(rule),
        hash(hash, rule));
  }

  /** The hash of a catalogue whose small counts are suppressed. */
  public static String hash(String unsuppressed, Suppression rule) {
    return Hash.of(unsuppressed + rule);
  }
}

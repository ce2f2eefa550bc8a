package org.xiaokang.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.NameKey;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.UnitSpelling;
import org.xiaokang.catalogue.Units;

/** What a figure measures, and what its unit makes of it. */
public final class MetricResolution implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Units of measure that a message lists. */
  private static final int SHOWN = 5;

  /**
   * A metric and the unit in which it is kept.
   *
   * @param metric its code
   * @param unit its unit of measure, as tables write it
   */
  public record Measured(String metric, String unit) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * From a printed unit to a unit of measure: a printed 1 is {@code factor} there.
   *
   * @param factor above 0, exactly
   */
  public record Conversion(BigDecimal factor) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The same of a number that is printed in a power of ten. */
    Conversion times(int power) {
      return power == 0 ? this : new Conversion(factor.scaleByPowerOfTen(power));
    }

    /** A printed number in the unit of measure, exactly. */
    BigDecimal of(BigDecimal printed) {
      return factor.unscaledValue().equals(BigInteger.ONE)
          ? printed.scaleByPowerOfTen(-factor.scale())
          : printed.multiply(factor);
    }
  }

  /** Metrics by the key of a code, name or alias. */
  private final HashMap<String, Measured> metrics;

  /** Conversions by unit of measure, by the key of a symbol. */
  private final HashMap<String, TreeMap<String, Conversion>> symbols = new HashMap<>();

  /** The same by the spelling of a symbol. */
  private final HashMap<String, TreeMap<String, Conversion>> spellings = new HashMap<>();

  /** Units of which no metric is, by the spelling of a symbol. */
  private final HashMap<String, SortedSet<String>> others;

  private static final int MOST_REMEMBERED = 10_000;
  private final ConcurrentHashMap<String, String> nearest = new ConcurrentHashMap<>();

  /**
   * What there is to find.
   *
   * @param metrics metrics by the {@link NameKey} of each code, name and alias
   * @param conversions what may be printed for them; of several for one unit and symbol the first
   *     is taken
   */
  public MetricResolution(Map<String, Measured> metrics, Collection<Units.Conversion> conversions) {
    this(metrics, conversions, Map.of());
  }

  /**
   * What there is to find, and what is known of others.
   *
   * @param others all units by the {@link UnitSpelling} of what prints them
   */
  private MetricResolution(
      Map<String, Measured> metrics,
      Collection<Units.Conversion> conversions,
      Map<String, SortedSet<String>> others) {
    this.metrics = new HashMap<>(metrics);
    this.others = new HashMap<>(others);
    for (Units.Conversion one : conversions) {
      Conversion conversion =
          new Conversion(one.factor().stripTrailingZeros().scaleByPowerOfTen(one.exponent()));
      symbols
          .computeIfAbsent(NameKey.of(one.symbol()), key -> new TreeMap<>())
          .putIfAbsent(one.unit(), conversion);
      spellings
          .computeIfAbsent(UnitSpelling.of(one.symbol()), key -> new TreeMap<>())
          .putIfAbsent(one.unit(), conversion);
    }
  }

  /** What the metrics and units of a catalogue say. */
  public static MetricResolution of(Catalogue catalogue) {
    Collection<Metric> all = catalogue.metrics().values();
    Map<String, Measured> metrics = new HashMap<>();
    for (Metric metric : all) {
      List<String> names = new ArrayList<>(metric.aliases());
      names.add(metric.code());
      names.addAll(metric.name().all());
      Measured measured = new Measured(metric.code(), metric.unit().toString());
      names.forEach(name -> metrics.put(NameKey.of(name), measured));
    }
    return new MetricResolution(
        metrics, catalogue.units().conversions(all), catalogue.units().bySymbol());
  }

  /** The metric that a code, name or alias means; null where it means none. */
  @Nullable Measured metric(String name) {
    return metrics.get(NameKey.of(name));
  }

  /** What a symbol says for a unit of measure; null where it says nothing. */
  @Nullable Conversion conversion(String symbol, String unit) {
    TreeMap<String, Conversion> known = symbols.get(NameKey.of(symbol));
    Conversion usual = known == null ? null : known.get(unit);
    if (usual != null) {
      return usual;
    }
    TreeMap<String, Conversion> spelled = spellings.get(UnitSpelling.of(symbol));
    return spelled == null ? null : spelled.get(unit);
  }

  Reason unknownMetric(String name) {
    String known = "a code, name or alias of the metric catalogue";
    return new Reason(
        "metric_unknown",
        "metric_code",
        name,
        Nearest.of(NameKey.of(name), metrics.keySet())
            .map(nearest -> known + "; did you mean '" + nearest + "'?")
            .orElse(known + " (table metrics)"));
  }

  /**
   * Why a symbol does not do; null where it does.
   *
   * @param measured what the row measures; null where that is not known
   */
  @Nullable Reason wrongUnit(String symbol, @Nullable Measured measured) {
    Set<String> known = units(symbol);
    if (known.isEmpty()) {
      return new Reason(
          "unit_unknown",
          "unit",
          symbol,
          measured == null
              ? "a symbol of the unit catalogue"
              : "a symbol of "
                  + measured.unit()
                  + " in the unit catalogue"
                  + near(NameKey.of(symbol), measured.unit()));
    }
    if (measured == null || conversion(symbol, measured.unit()) != null) {
      return null;
    }
    return new Reason(
        "unit_incompatible",
        "unit",
        symbol,
        "a symbol of %s, the unit of %s; this one is of %s"
            .formatted(
                measured.unit(),
                measured.metric(),
                String.join(", ", known.stream().limit(SHOWN).toList())));
  }

  /** The units of measure that a symbol is of; none where it is unknown. */
  private Set<String> units(String symbol) {
    TreeMap<String, Conversion> known = symbols.get(NameKey.of(symbol));
    if (known == null) {
      known = spellings.get(UnitSpelling.of(symbol));
    }
    return known != null
        ? known.keySet()
        : others.getOrDefault(UnitSpelling.of(symbol), Collections.emptySortedSet());
  }

  /** The symbol of a unit that another may be a slip for, as messages have it; blank if none. */
  private String near(String key, String unit) {
    String asked = unit + " " + key;
    if (nearest.size() > MOST_REMEMBERED && !nearest.containsKey(asked)) {
      return "";
    }
    return nearest.computeIfAbsent(
        asked,
        both ->
            NearName.of(key, symbols(unit))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(""));
  }

  private Set<String> symbols(String unit) {
    Set<String> ofUnit = new TreeSet<>();
    symbols.forEach(
        (symbol, conversions) -> {
          if (conversions.containsKey(unit)) {
            ofUnit.add(symbol);
          }
        });
    return ofUnit;
  }
}

package org.xiaokang.catalogue;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The units of measure and what tables print for them. */
public final class Units implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A printed unit under a unit of measure: a figure printed so times factor times 10^exponent is
   * in the unit of measure.
   */
  public record Conversion(String unit, String symbol, int exponent, BigDecimal factor)
      implements Serializable {}

  /**
   * One unit.
   *
   * @param code the code in tables
   * @param name its names
   * @param isA the more general unit whose symbols it shares, if any
   * @param isWhole whether what it counts comes in whole numbers only
   * @param symbols what prints it
   */
  record Definition(
      String code, Names name, Optional<String> isA, boolean isWhole, List<Conversion> symbols)
      implements Serializable {}

  private final Map<String, Definition> definitions;

  Units(Collection<Definition> definitions) {
    this.definitions = new TreeMap<>();
    definitions.forEach(definition -> this.definitions.put(definition.code(), definition));
  }

  /** All codes. */
  public Collection<String> codes() {
    return definitions.keySet();
  }

  /**
   * The unit that something printed is of, or one over another for a quotient such as {@code yuan
   * per person}; empty where no unit is printed so.
   */
  public Optional<String> printedAs(String printed) {
    Optional<String> whole = codeOf(printed);
    String[] parts = printed.split("\\s*/\\s*|\\s+per\\s+", -1);
    if (whole.isPresent() || parts.length != 2) {
      return whole;
    }
    return codeOf(parts[0]).flatMap(over -> codeOf(parts[1]).map(under -> over + "/" + under));
  }

  private Optional<String> codeOf(String printed) {
    String key = NameKey.of(printed);
    return definitions.values().stream()
        .filter(one -> one.symbols().stream().anyMatch(its -> NameKey.of(its.symbol()).equals(key)))
        .map(Definition::code)
        .findFirst();
  }

  /** The units of what comes in whole numbers only, as persons do. */
  public Set<String> whole() {
    Set<String> whole = new TreeSet<>();
    definitions.forEach(
        (code, definition) -> {
          if (isWhole(definition)) {
            whole.add(code);
          }
        });
    return whole;
  }

  /** Whether a unit counts what comes in whole numbers only. */
  public boolean isWhole(String code) {
    Definition definition = definitions.get(code);
    return definition != null && isWhole(definition);
  }

  private boolean isWhole(Definition definition) {
    return definition.isWhole()
        || definition.isA().map(definitions::get).filter(this::isWhole).isPresent();
  }

  /** The units that each symbol may stand for, whatever is measured in them, by its spelling. */
  public Map<String, SortedSet<String>> bySymbol() {
    Map<String, SortedSet<String>> units = new TreeMap<>();
    for (Definition definition : definitions.values()) {
      for (Conversion symbol : symbols(definition.code())) {
        units
            .computeIfAbsent(UnitSpelling.of(symbol.symbol()), spelling -> new TreeSet<>())
            .add(definition.code());
      }
    }
    return units;
  }

  /** Everything a table may print for figures of these metrics. */
  public List<Conversion> conversions(Collection<Metric> metrics) {
    Map<String, Metric> byUnit = new TreeMap<>();
    metrics.forEach(metric -> byUnit.putIfAbsent(metric.unit().toString(), metric));
    TreeSet<String> averaged = new TreeSet<>();
    metrics.stream()
        .filter(metric -> metric.kind() == Metric.Kind.AVERAGE)
        .forEach(metric -> averaged.add(metric.unit().toString()));
    List<Conversion> all = new ArrayList<>();
    byUnit.forEach(
        (text, metric) -> {
          Map<String, Conversion> found = new TreeMap<>();
          of(metric.unit()).forEach(c -> found.putIfAbsent(c.symbol(), named(c, text)));
          if (averaged.contains(text)) {
            of(metric.unit().numerator())
                .forEach(c -> found.putIfAbsent(c.symbol(), named(c, text)));
          }
          all.addAll(found.values());
        });
    return List.copyOf(all);
  }

  private static Conversion named(Conversion conversion, String unit) {
    return new Conversion(unit, conversion.symbol(), conversion.exponent(), conversion.factor());
  }

  /** What prints a unit; of a quotient, every pair of what prints its parts. */
  private List<Conversion> of(Unit unit) {
    List<Conversion> readings = List.of(new Conversion("", "", 0, BigDecimal.ONE));
    if (unit.powers().isEmpty()) {
      return symbols("ratio");
    }
    for (Map.Entry<String, Integer> part : unit.powers().entrySet()) {
      if (part.getValue() == 1) {
        readings = combined(readings, symbols(part.getKey()), "*");
      }
    }
    for (Map.Entry<String, Integer> part : unit.powers().entrySet()) {
      if (part.getValue() == -1) {
        List<Conversion> below = plain(part.getKey());
        List<Conversion> quotients = new ArrayList<>(combined(readings, below, "/"));
        quotients.addAll(combined(english(readings), english(below), " per "));
        readings = quotients;
      }
    }
    return readings;
  }

  /** What prints a unit itself, without a multiple: the symbols that stand below a line. */
  private List<Conversion> plain(String code) {
    Definition definition = definitions.get(code);
    return definition == null
        ? List.of()
        : definition.symbols().stream()
            .filter(s -> s.exponent() == 0 && s.factor().compareTo(BigDecimal.ONE) == 0)
            .toList();
  }

  private static List<Conversion> english(List<Conversion> readings) {
    return readings.stream().filter(r -> r.symbol().chars().allMatch(c -> c < 128)).toList();
  }

  private static List<Conversion> combined(
      List<Conversion> left, List<Conversion> right, String sign) {
    List<Conversion> pairs = new ArrayList<>();
    for (Conversion l : left) {
      for (Conversion r : right) {
        pairs.add(
            new Conversion(
                "",
                l.symbol().isEmpty() ? r.symbol() : l.symbol() + sign + r.symbol(),
                l.exponent() + r.exponent(),
                l.factor().multiply(r.factor())));
      }
    }
    return pairs;
  }

  private List<Conversion> symbols(String code) {
    Definition definition = definitions.get(code);
    if (definition == null) {
      return List.of();
    }
    List<Conversion> all = new ArrayList<>(definition.symbols());
    definition.isA().ifPresent(general -> all.addAll(symbols(general)));
    return all;
  }
}

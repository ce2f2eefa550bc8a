package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A unit of measure as a product of powers of unit codes: {@code yuan/person} is yuan^1 person^-1.
 * Percent and percentage point are codes of their own, so that they are never mistaken for each
 * other or for a plain ratio, which is the empty product.
 *
 * @param powers unit code to power, without zeros
 */
public record Unit(SortedMap<String, Integer> powers) implements Serializable {
  /** The dimensionless unit. */
  public static final Unit RATIO = new Unit(new TreeMap<>());

  /** Hundredths of something. */
  public static final Unit PERCENT = of("percent");

  /** The difference of two percentages. */
  public static final Unit PERCENTAGE_POINT = of("percentage_point");

  /** A pure number with a scale of its own, which may be 1 or 100. */
  public static final Unit INDEX = of("index");

  /** A distance in time. */
  public static final Unit YEAR = of("year");

  /** Keeps a copy. */
  public Unit {
    TreeMap<String, Integer> copy = new TreeMap<>(powers);
    copy.values().removeIf(power -> power == 0);
    copy.remove("ratio");
    powers = java.util.Collections.unmodifiableSortedMap(copy);
  }

  /** The unit of one code. */
  public static Unit of(String code) {
    return new Unit(new TreeMap<>(Map.of(code, 1)));
  }

  /** Reads {@code a*b/c/d}; codes are not checked here. */
  static Unit parse(String text) {
    Unit unit = RATIO;
    char operator = '*';
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '*' || text.charAt(i) == '/') {
        Unit factor = of(text.substring(from, i).strip());
        unit = operator == '*' ? unit.times(factor) : unit.over(factor);
        operator = i < text.length() ? text.charAt(i) : operator;
        from = i + 1;
      }
    }
    return unit;
  }

  Unit times(Unit other) {
    TreeMap<String, Integer> product = new TreeMap<>(powers);
    other.powers.forEach((code, power) -> product.merge(code, power, Integer::sum));
    return new Unit(product);
  }

  Unit over(Unit other) {
    return times(other.power(-1));
  }

  Unit power(int exponent) {
    TreeMap<String, Integer> raised = new TreeMap<>();
    powers.forEach((code, power) -> raised.put(code, power * exponent));
    return new Unit(raised);
  }

  /** What stands above the line: yuan of yuan/person. */
  Unit numerator() {
    TreeMap<String, Integer> above = new TreeMap<>(powers);
    above.values().removeIf(power -> power < 0);
    return new Unit(above);
  }

  /** The same with index as a pure number: it goes out of a product with anything else. */
  Unit withIndexAsNumber() {
    if (!powers.containsKey("index")) {
      return this;
    }
    TreeMap<String, Integer> others = new TreeMap<>(powers);
    others.remove("index");
    return others.isEmpty() ? INDEX : new Unit(others);
  }

  boolean isDimensionless() {
    return equals(RATIO) || equals(PERCENT) || equals(PERCENTAGE_POINT);
  }

  @Override
  public String toString() {
    if (powers.isEmpty()) {
      return "ratio";
    }
    String above = product(1);
    String below = product(-1).replace("*", "/");
    return (above.isEmpty() ? "1" : above) + (below.isEmpty() ? "" : "/" + below);
  }

  private String product(int sign) {
    return powers.entrySet().stream()
        .filter(entry -> entry.getValue() * sign > 0)
        .map(entry -> (entry.getKey() + "*").repeat(Math.abs(entry.getValue())))
        .collect(Collectors.joining())
        .replaceAll("\\*$", "");
  }
}

package org.xiaokang.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads units.yaml, and files like it: a unit may be called by one and defined by another. */
final class UnitReader {
  /** Six digits and three decimals are what a conversion holds. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(1_000_000);

  private final Map<String, Units.Definition> found = new LinkedHashMap<>();

  /** All that was read. */
  Units units() {
    return new Units(found.values());
  }

  void read(Definition file) {
    for (Definition entry : file.definitions("units")) {
      String code = entry.text("code");
      Names name = Names.read(entry);
      Optional<String> isA = entry.optionalText("is_a");
      boolean isWhole = entry.flag("whole");
      List<Units.Conversion> symbols = new ArrayList<>();
      Map<String, Units.Conversion> byKey = new LinkedHashMap<>();
      for (Definition group : entry.definitions("symbols")) {
        int exponent = group.integer("exponent", 0);
        BigDecimal factor = factor(group);
        for (String symbol : group.texts("of")) {
          symbols.add(new Units.Conversion(code, symbol, exponent, factor));
          checkOnce(group, "of", symbols.get(symbols.size() - 1), byKey);
        }
        group.done();
      }
      if (symbols.stream().noneMatch(symbol -> symbol.symbol().equals(code))) {
        symbols.add(new Units.Conversion(code, code, 0, BigDecimal.ONE));
        checkOnce(entry, "code", symbols.get(symbols.size() - 1), byKey);
      }
      entry.done();
      if (found.put(code, new Units.Definition(code, name, isA, isWhole, List.copyOf(symbols)))
          != null) {
        entry.problem("code", "unit '" + code + "' is defined twice");
      }
      isA.filter(general -> !found.containsKey(general))
          .ifPresent(
              general ->
                  entry.problem(
                      "is_a",
                      Definition.unknown("unit", general, found.keySet())
                          + " (a unit stands below the one it is_a)"));
    }
    file.done();
  }

  private static void checkOnce(
      Definition block, String key, Units.Conversion read, Map<String, Units.Conversion> byKey) {
    Units.Conversion first = byKey.putIfAbsent(NameKey.of(read.symbol()), read);
    boolean same =
        first == null
            || (first.exponent() == read.exponent()
                && first.factor().compareTo(read.factor()) == 0);
    if (!same) {
      block.problem(
          key,
          "unit '%s': '%s' stands there already, with another exponent or factor; upper and lower"
                  .formatted(read.unit(), read.symbol())
              + " case and width do not tell symbols apart");
    }
  }

  private static BigDecimal factor(Definition group) {
    String text = group.optionalText("factor").orElse("1");
    try {
      BigDecimal factor = new BigDecimal(text);
      if (factor.signum() > 0 && factor.scale() <= 3 && factor.compareTo(LIMIT) < 0) {
        return factor;
      }
    } catch (NumberFormatException e) {
      // told below, with the other ways of being wrong
    }
    group.problem(
        "factor",
        "'factor' must be above 0 and below "
            + LIMIT
            + " with at most three decimals; for more use 'exponent'; found '"
            + text
            + "'");
    return BigDecimal.ONE;
  }
}

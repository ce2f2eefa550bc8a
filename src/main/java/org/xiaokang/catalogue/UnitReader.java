package org.xiaokang.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads units.yaml. */
final class UnitReader {
  private UnitReader() {}

  static Units read(Definition file) {
    Map<String, Units.Definition> found = new LinkedHashMap<>();
    for (Definition entry : file.definitions("units")) {
      String code = entry.text("code");
      Names name = Names.read(entry);
      Optional<String> isA = entry.optionalText("is_a");
      List<Units.Conversion> symbols = new ArrayList<>();
      for (Definition group : entry.definitions("symbols")) {
        int exponent = group.integer("exponent", 0);
        BigDecimal factor = factor(group);
        group
            .texts("of")
            .forEach(s -> symbols.add(new Units.Conversion(code, s, exponent, factor)));
        group.done();
      }
      if (symbols.stream().noneMatch(symbol -> symbol.symbol().equals(code))) {
        symbols.add(new Units.Conversion(code, code, 0, BigDecimal.ONE));
      }
      entry.done();
      if (found.put(code, new Units.Definition(code, name, isA, List.copyOf(symbols))) != null) {
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
    return new Units(found.values());
  }

  private static BigDecimal factor(Definition group) {
    String text = group.optionalText("factor").orElse("1");
    try {
      BigDecimal factor = new BigDecimal(text);
      if (factor.signum() > 0 && factor.scale() <= 3) {
        return factor;
      }
    } catch (NumberFormatException e) {
      // told below, with the other ways of being wrong
    }
    group.problem(
        "factor", "'factor' must be above 0 with at most three decimals, found '" + text + "'");
    return BigDecimal.ONE;
  }
}

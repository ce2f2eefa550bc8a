package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.Measure.Inequality;
import org.xiaokang.catalogue.Measure.Inequality.Index;

/** Reads indices of inequality: {@code gini}, {@code ge(2)}, {@code ratio(0.9, 0.1)}. */
final class IndexReader {
  private static final Pattern INDEX = Pattern.compile("([a-z_]+)\\s*(?:\\(([^()]*)\\))?");
  private static final List<String> USUAL =
      List.of(
          "gini", "theil_t", "theil_l", "ge(2)", "atkinson(0.5)", "cv", "hoover", "ratio(0.9,0.1)");

  private IndexReader() {}

  static Inequality read(Definition entry) {
    List<String> texts = entry.has("indices") ? entry.texts("indices") : USUAL;
    List<Index> indices = new ArrayList<>();
    texts.forEach(text -> index(entry, text).ifPresent(indices::add));
    if (texts.isEmpty()) {
      entry.problem("indices", "'indices' is empty; leave it out for " + String.join(", ", USUAL));
    }
    return new Inequality(indices);
  }

  private static Optional<Index> index(Definition entry, String text) {
    Matcher matcher = INDEX.matcher(text);
    Optional<Index.Family> family =
        matcher.matches() ? kind(Objects.requireNonNull(matcher.group(1))) : Optional.empty();
    if (text.contains("(") && !text.contains(")")) {
      entry.problem(
          "indices",
          "index '"
              + text
              + "' has no closing bracket; expected one such as ratio(0.9,0.1), in quotes within [ ]");
      return Optional.empty();
    }
    if (family.isEmpty()) {
      List<String> known = new ArrayList<>();
      for (Index.Family one : Index.Family.values()) {
        known.add(name(one) + List.of("", "(a)", "(a,b)").get(one.parameters()));
      }
      entry.problem("indices", Definition.unknown("index", text, known));
      return Optional.empty();
    }
    String inner = matcher.group(2);
    List<Double> parameters = new ArrayList<>();
    for (String part : inner == null ? new String[0] : inner.split(",", -1)) {
      parameters.add(number(part.strip()));
    }
    if (parameters.size() != family.get().parameters() || !fits(family.get(), parameters)) {
      entry.problem("indices", "index '%s': %s".formatted(text, expected(family.get())));
      return Optional.empty();
    }
    return Optional.of(new Index(text.replaceAll("\\s", ""), family.get(), parameters));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN; // which fits no formula
    }
  }

  private static Optional<Index.Family> kind(String name) {
    for (Index.Family kind : Index.Family.values()) {
      if (name(kind).equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static String name(Index.Family kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static boolean fits(Index.Family kind, List<Double> parameters) {
    return switch (kind) {
      case GE -> Double.isFinite(parameters.get(0));
      case ATKINSON -> parameters.get(0) > 0 && Double.isFinite(parameters.get(0));
      case RATIO ->
          parameters.get(1) >= 0 && parameters.get(1) < parameters.get(0) && parameters.get(0) <= 1;
      default -> true;
    };
  }

  private static String expected(Index.Family kind) {
    return switch (kind) {
      case GE -> "expected ge(alpha) with a number, such as ge(2)";
      case ATKINSON -> "expected atkinson(epsilon) with a number above 0, such as atkinson(0.5)";
      case RATIO -> "expected ratio(upper,lower), shares from 0 to 1, such as ratio(0.9,0.1)";
      default -> "takes no parameters";
    };
  }
}

package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one thing that an office has published more than once, by other censuses or other
 * definitions, say so in their breakdown: {@code vintage=after_census_2020}. Two of them never meet
 * in one value, or what looks like a change of the region is one of the office's books.
 */
public final class Vintages {
  /** What in a breakdown keeps figures apart. */
  public static final List<String> KEYS = List.of("vintage", "definition");

  private Vintages() {}

  /**
   * The first key under which two breakdowns say different things; null where there is none. One
   * that says nothing meets all.
   */
  public static @Nullable String between(String one, String other) {
    for (String key : KEYS) {
      String said = Scopes.said(one, key);
      String otherwise = Scopes.said(other, key);
      if (said != null && otherwise != null && !said.equals(otherwise)) {
        return key;
      }
    }
    return null;
  }

  /** What is wrong where inputs, or the weights of their roll-up, name two vintages. */
  static List<String> problems(List<Input> inputs, Map<String, Metric> metrics) {
    List<String> problems = new ArrayList<>();
    for (String key : KEYS) {
      Map<String, String> named = new TreeMap<>();
      for (Input input : inputs) {
        input.scope().ifPresent(scope -> note(named, key, scope, "'" + input.variable() + "'"));
        weightScope(input, metrics)
            .ifPresent(
                scope -> note(named, key, scope, "the weight of '" + input.variable() + "'"));
      }
      if (named.size() > 1) {
        List<String> told = new ArrayList<>();
        named.forEach((said, who) -> told.add("%s takes %s=%s".formatted(who, key, said)));
        problems.add(
            "%s; figures of two %ss never meet: take one of them everywhere"
                .formatted(String.join(", ", told), key));
      }
    }
    return problems;
  }

  private static Optional<String> weightScope(Input input, Map<String, Metric> metrics) {
    Metric metric = metrics.get(input.metric());
    return metric == null ? Optional.empty() : metric.aggregation().weightScope();
  }

  private static void note(Map<String, String> named, String key, String scope, String who) {
    String said = Scopes.said(scope, key);
    if (said != null) {
      named.putIfAbsent(said, who);
    }
  }
}

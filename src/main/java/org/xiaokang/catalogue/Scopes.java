package org.xiaokang.catalogue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The breakdown a figure covers: {@code all}, or parts such as {@code grade=C;rural}. */
public final class Scopes {
  /** The whole region, without a breakdown. */
  public static final String ALL = "all";

  private Scopes() {}

  /**
   * The parts in one spelling, as intake writes them: without blanks, sorted by key, each once,
   * joined by semicolons; blank stands for all.
   */
  public static String canonical(String scope) {
    String canonical =
        Arrays.stream(scope.split(";", -1))
            .map(part -> part.strip().replaceAll("\\s*(>=|<=|=|>|<)\\s*", "$1"))
            .filter(part -> !part.isEmpty() && !part.equals(ALL))
            .distinct()
            .sorted(Comparator.comparing(Scopes::key).thenComparing(Comparator.naturalOrder()))
            .collect(Collectors.joining(";"));
    return canonical.isEmpty() ? ALL : canonical;
  }

  private static String key(String part) {
    return part.replaceFirst("[=<>].*$", "");
  }
}

package org.xiaokang.catalogue;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The breakdown a figure covers: {@code all}, or parts such as {@code grade=C;rural}. */
public final class Scopes {
  /** The whole region, without a breakdown. */
  public static final String ALL = "all";

  private Scopes() {}

  /** The parts without blanks, sorted, joined by semicolons; blank stands for all. */
  public static String canonical(String scope) {
    String canonical =
        Arrays.stream(scope.split(";", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .sorted()
            .collect(Collectors.joining(";"));
    return canonical.isEmpty() ? ALL : canonical;
  }
}

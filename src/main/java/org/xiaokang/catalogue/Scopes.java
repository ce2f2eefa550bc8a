package org.xiaokang.catalogue;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The breakdown a figure covers: {@code all}, or parts such as {@code grade=C;rural}. */
public final class Scopes {
  /** The whole region, without a breakdown. */
  public static final String ALL = "all";

  /** What nearly all scopes look like, which needs no copying. */
  private static final Pattern USUAL = Pattern.compile("[a-z0-9_]+(=[a-z0-9_]+)?");

  private static final Pattern SIGN = Pattern.compile("\\s*(>=|<=|=|>|<)\\s*");

  private Scopes() {}

  /**
   * The parts in one spelling: without blanks, sorted by key, each once, joined by semicolons;
   * blank stands for all. The four signs may be full-width.
   */
  public static String canonical(String scope) {
    if (USUAL.matcher(scope).matches()) {
      return scope;
    }
    String half =
        scope
            .replace('\uFF1B', ';')
            .replace('\uFF1D', '=')
            .replace('\uFF1E', '>')
            .replace('\uFF1C', '<');
    String canonical =
        Arrays.stream(half.split(";", -1))
            .map(part -> SIGN.matcher(NameKey.trim(part)).replaceAll("$1"))
            .filter(part -> !part.isEmpty() && !part.equals(ALL))
            .distinct()
            .sorted(Comparator.comparing(Scopes::key).thenComparing(Comparator.naturalOrder()))
            .collect(Collectors.joining(";"));
    return canonical.isEmpty() ? ALL : canonical;
  }

  /** A breakdown without some of its dimensions; all where nothing is left. */
  public static String without(String scope, Collection<String> dimensions) {
    if (dimensions.isEmpty() || scope.equals(ALL)) {
      return scope;
    }
    String left =
        Arrays.stream(scope.split(";", -1))
            .filter(part -> !dimensions.contains(key(part)))
            .collect(Collectors.joining(";"));
    return left.isEmpty() ? ALL : left;
  }

  private static String key(String part) {
    return part.replaceFirst("[=<>].*$", "");
  }
}

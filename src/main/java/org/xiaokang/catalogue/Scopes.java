package org.xiaokang.catalogue;

import java.text.Normalizer;
import java.util.Arrays;
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
   * blank stands for all. Full-width signs, letters and digits are half-width ones, and letters
   * with accents one character each.
   */
  public static String canonical(String scope) {
    if (USUAL.matcher(scope).matches()) {
      return scope;
    }
    String half =
        NameKey.halfWidth(Normalizer.normalize(scope, Normalizer.Form.NFC))
            .replace("\u2265", ">=")
            .replace("\u2264", "<=");
    String canonical =
        Arrays.stream(half.split(";", -1))
            .map(part -> SIGN.matcher(NameKey.trim(part)).replaceAll("$1"))
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

package org.xiaokang.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** The parts of a scope in its spelling; none for {@link #ALL}. */
  static List<String> parts(String scope) {
    return scope.equals(ALL) ? List.of() : List.of(scope.split(";", -1));
  }

  /**
   * What a scope says under a key: {@code 2300} of {@code line=2300;rural} under {@code line}.
   *
   * @return null where it says nothing
   */
  public static @Nullable String said(String scope, String key) {
    if (scope.indexOf('=') < 0) {
      return null;
    }
    for (String part : parts(scope)) {
      if (part.startsWith(key) && part.startsWith("=", key.length())) {
        return part.substring(key.length() + 1);
      }
    }
    return null;
  }

  /** A scope with further parts. */
  public static String with(String scope, String more) {
    return canonical(scope + ";" + more);
  }

  /**
   * A scope with some of its parts replaced by others.
   *
   * @param from the parts that must all be there
   * @return the scope itself where they are not
   */
  static String replaced(String scope, String from, String to) {
    List<String> parts = parts(scope);
    List<String> old = parts(from);
    if (old.isEmpty() ? !parts.isEmpty() : !parts.containsAll(old)) {
      return scope;
    }
    List<String> left = new ArrayList<>(parts);
    left.removeAll(old);
    left.add(to);
    return canonical(String.join(";", left));
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

package org.xiaokang.estimate;

/** Parts of a scope, such as {@code sex=female;line=p60}. */
final class ScopeText {
  private ScopeText() {}

  /** A value that may stand in a scope: signs that part scopes become low lines. */
  static String word(String value) {
    return value.strip().replaceAll("[;=<>；＝＜＞]", "_");
  }

  /** Parts as one; those that say nothing are left out. */
  static String joined(String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty() && !part.equals("all")) {
        all.append(all.length() == 0 ? "" : ";").append(part);
      }
    }
    return all.length() == 0 ? "all" : all.toString();
  }
}

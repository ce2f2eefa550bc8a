package org.xiaokang.source;

/** Sets of characters, as {@link CharWindow#find} asks for them. */
final class Characters {
  private Characters() {}

  /** The set of these; 0 stands for none. */
  static boolean[] of(char... wanted) {
    int most = 0;
    for (char c : wanted) {
      most = Math.max(most, c);
    }
    boolean[] set = new boolean[most + 1];
    for (char c : wanted) {
      set[c] = c != '\0';
    }
    set[0] = false;
    return set;
  }
}

package org.xiaokang.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is reported at once. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Notes a problem. */
  public void add(String file, int line, String message) {
    Problem problem = new Problem(file, line, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** How much is wrong so far. */
  int count() {
    return found.size();
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the collection.
   *
   * @throws DefinitionException with every problem, if there is one
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new DefinitionException(
          found.stream()
              .sorted(Comparator.comparing(Problem::file).thenComparing(Problem::line))
              .toList());
    }
  }
}

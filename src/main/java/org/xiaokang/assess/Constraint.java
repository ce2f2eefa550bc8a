package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What must hold between some numbers, and what is stated of each.
 *
 * @param parts the numbers
 * @param canHold whether it can hold for intervals of the numbers, in their order; whoever widens
 *     one must not make it false
 */
record Constraint(List<Part> parts, Predicate<List<Interval>> canHold) {
  /**
   * A number.
   *
   * @param stated what is stated of it, the statement that is preferred first; none where nobody
   *     states anything
   * @param domain where it may lie at all
   */
  record Part(List<StatedFigure> stated, Interval domain) {
    /** Keeps a copy. */
    Part {
      stated = List.copyOf(stated);
    }
  }

  /** Keeps a copy. */
  Constraint {
    parts = List.copyOf(parts);
  }

  /**
   * Sets of statements that cannot all be true: that of the preferred ones, and those with one
   * other statement in its place each. Of each set no statement can be left out.
   */
  List<List<StatedFigure>> contradictions() {
    List<Optional<StatedFigure>> preferred = new ArrayList<>();
    parts.forEach(part -> preferred.add(part.stated().stream().findFirst()));
    List<List<StatedFigure>> found = new ArrayList<>();
    add(preferred, found);
    for (int i = 0; i < parts.size(); i++) {
      List<StatedFigure> stated = parts.get(i).stated();
      for (int other = 1; other < stated.size(); other++) {
        List<Optional<StatedFigure>> with = new ArrayList<>(preferred);
        with.set(i, Optional.of(stated.get(other)));
        add(with, found);
      }
    }
    return found;
  }

  private void add(List<Optional<StatedFigure>> chosen, List<List<StatedFigure>> found) {
    if (canHold.test(intervals(chosen))) {
      return;
    }
    List<Optional<StatedFigure>> kept = new ArrayList<>(chosen);
    for (int i = 0; i < kept.size(); i++) {
      Optional<StatedFigure> one = kept.get(i);
      kept.set(i, Optional.empty());
      if (one.isPresent() && canHold.test(intervals(kept))) {
        kept.set(i, one); // it is needed
      }
    }
    List<StatedFigure> minimal = kept.stream().flatMap(Optional::stream).toList();
    if (!found.contains(minimal)) {
      found.add(minimal);
    }
  }

  private List<Interval> intervals(List<Optional<StatedFigure>> chosen) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Interval domain = parts.get(i).domain();
      intervals.add(
          chosen.get(i).flatMap(one -> Optional.ofNullable(one.interval())).orElse(domain));
    }
    return intervals;
  }
}

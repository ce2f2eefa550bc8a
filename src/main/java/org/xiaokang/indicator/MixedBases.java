package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Over;

/**
 * The inputs of a formula that must be on one base: figures of other times whose level the value
 * depends on. In the growth of a whole each figure meets one of its own kind and the level goes
 * out; in the contribution of a part to that growth, part over whole, it does not, and a whole that
 * is restated must not meet a part that is not.
 *
 * @param levels by input, the number of the level that its figure shares with others of its kind;
 *     {@link #NONE} where the value does not depend on it; empty where nothing can be mixed
 */
record MixedBases(List<Integer> levels) {
  private static final int NONE = -1;

  MixedBases {
    levels = List.copyOf(levels);
  }

  /** Figures whose levels change together. */
  private record Level(String metric, Optional<String> scope, Input.Of of, Optional<Over> over) {
    static Level of(Input input) {
      return new Level(input.metric(), input.scope(), input.of(), input.over());
    }
  }

  /**
   * Those of an indicator.
   *
   * @param restatable by input, whether a comparable base may be published
   */
  static MixedBases of(Indicator indicator, List<Boolean> restatable) {
    List<Level> known = new ArrayList<>();
    List<Integer> levels = new ArrayList<>();
    for (Input input : indicator.inputs()) {
      Level level = Level.of(input);
      boolean matters = !input.at().isSame() && !goesOut(indicator, level);
      if (matters && !known.contains(level)) {
        known.add(level);
      }
      levels.add(matters ? known.indexOf(level) : NONE);
    }
    return known.size() > 1 && restatable.contains(true)
        ? new MixedBases(levels)
        : new MixedBases(List.of());
  }

  private static boolean goesOut(Indicator indicator, Level level) {
    TreeSet<String> names = new TreeSet<>();
    for (Input input : indicator.inputs()) {
      if (Level.of(input).equals(level)) {
        names.add(input.variable());
      }
    }
    return indicator.value().match(new Homogeneity(names)) == 0;
  }

  /**
   * Whether of the figures on a row those of one level are restated and those of another are not.
   *
   * @param figures by input; null where the row has none
   * @param year of the row; null where it is not known
   */
  boolean areMixed(IntFunction<@Nullable FigureCell> figures, @Nullable Integer year) {
    long restated = 0;
    long others = 0;
    for (int i = 0; i < levels.size(); i++) {
      FigureCell figure = levels.get(i) == NONE ? null : figures.apply(i);
      FigureCell.Place place = figure == null ? null : figure.place();
      if (figure != null && place != null && !Objects.equals(place.year(), year)) {
        boolean its = (figure.marks() & Mark.COMPARABLE_BASE.bit()) != 0;
        restated |= its ? 1L << levels.get(i) : 0;
        others |= its ? 0 : 1L << levels.get(i);
      }
    }
    return restated != 0 && (others & ~restated) != 0;
  }
}

package org.xiaokang.run;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.FigureStatement;
import org.xiaokang.ingest.FigureUpdate;
import org.xiaokang.ingest.OpenFigure;

/**
 * Counts figures that say something else than in the release before: new ones and ended ones too.
 */
public final class FigureChanges {
  private final TreeSet<String> regions = new TreeSet<>();
  private final TreeSet<String> metrics = new TreeSet<>();
  private long figures;

  /**
   * What changed.
   *
   * @param figures how many figures
   * @param regions the regions that they are or were of, by code
   * @param metrics what they measure or measured
   */
  public record Counted(long figures, Set<String> regions, Set<String> metrics)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps copies. */
    public Counted {
      regions = Set.copyOf(regions);
      metrics = Set.copyOf(metrics);
    }

    /** Of all partitions. */
    static Counted of(List<Counted> all) {
      Set<String> regions = new TreeSet<>();
      Set<String> metrics = new TreeSet<>();
      for (Counted one : all) {
        regions.addAll(one.regions);
        metrics.addAll(one.metrics);
      }
      return new Counted(all.stream().mapToLong(Counted::figures).sum(), regions, metrics);
    }
  }

  /**
   * Adds a figure, if it changed.
   *
   * @param then what it said; null where it was not there
   */
  void add(@Nullable OpenFigure then, FigureUpdate update) {
    OpenFigure now = update.open();
    if (update.ended() == null && (then != null || now == null)) {
      return;
    }
    figures++;
    add(then);
    add(now);
  }

  private void add(@Nullable OpenFigure figure) {
    if (figure != null) {
      FigureStatement said = figure.statement();
      regions.add(said.refArea());
      metrics.add(said.metric());
    }
  }

  Counted counted() {
    return new Counted(figures, regions, metrics);
  }
}

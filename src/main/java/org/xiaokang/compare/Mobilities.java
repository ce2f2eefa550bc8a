package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.Region;
import org.xiaokang.compare.MobilityRow.ByChance;
import org.xiaokang.compare.MobilityRow.ClassNumbers;
import org.xiaokang.compare.measure.Homogeneity;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Neighbours;
import org.xiaokang.compare.measure.Outcome;
import org.xiaokang.compare.measure.RankMobility;
import org.xiaokang.compare.measure.Transitions;

/** How regions move between classes, alone and beside their neighbours. */
record Mobilities(Measure.Mobility measure) implements Comparer<MobilityRow> {
  @Override
  public Iterator<MobilityRow> compare(Subject subject) {
    return PanelMatrix.each(
        subject,
        (series, matrix) -> {
          ComparedSeries compared = subject.compared(series, matrix.level(), matrix.said());
          return new Level(compared, matrix, neighbours(subject, matrix), measure)
              .rows()
              .iterator();
        });
  }

  /** The numbers of the regions that each borders on; none where no region borders on another. */
  private static List<int[]> neighbours(Subject subject, PanelMatrix matrix) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < matrix.size(); i++) {
      numbers.put(matrix.ref(i), i);
    }
    List<int[]> neighbours = new ArrayList<>();
    for (int i = 0; i < matrix.size(); i++) {
      int region = i;
      List<String> codes =
          subject
              .world()
              .regions()
              .spell(matrix.ref(i), matrix.to().end())
              .map(Region::neighbours)
              .orElse(List.of());
      neighbours.add(
          codes.stream()
              .map(numbers::get)
              .filter(Objects::nonNull)
              .filter(number -> number != region)
              .mapToInt(Integer::intValue)
              .distinct()
              .toArray());
    }
    return neighbours.stream().anyMatch(its -> its.length > 0) ? neighbours : List.of();
  }

  /** The regions of one level over time. */
  private static final class Level {
    private final ComparedSeries compared;
    private final PanelMatrix matrix;
    private final Measure.Mobility measure;
    private final int count;
    private final boolean spatial;
    private final List<PeriodClasses> periods = new ArrayList<>();
    private final List<MobilityRow> rows = new ArrayList<>();

    Level(
        ComparedSeries compared,
        PanelMatrix matrix,
        List<int[]> neighbours,
        Measure.Mobility measure) {
      this.compared = compared;
      this.matrix = matrix;
      this.measure = measure;
      this.count = PeriodClasses.count(measure);
      this.spatial = !neighbours.isEmpty();
      for (int slot = 0; slot < matrix.slots(); slot++) {
        periods.add(PeriodClasses.of(matrix.at(slot), neighbours, measure));
      }
    }

    List<MobilityRow> rows() {
      for (int slot = 0; slot < matrix.slots(); slot++) {
        ComparedPeriod period = matrix.period(slot);
        if (period != null) {
          period(PeriodSpan.of(period), periods.get(slot));
        }
      }
      moves();
      if (spatial) {
        neighbouringMoves();
      }
      ranks();
      return rows;
    }

    /** Tells the bounds of the classes of a period, and whether neighbours are alike. */
    private void period(PeriodSpan span, PeriodClasses its) {
      for (int k = 0; k < Math.min(count - 1, its.bounds().length); k++) {
        Measured bound = Measured.of(its.bounds()[k]);
        add(span, "class_bound", ClassNumbers.to(k + 1), bound, ByChance.NONE, its.regions());
      }
      Neighbours.Moran moran = its.moran();
      if (moran != null) {
        ByChance chance =
            moran.index().number() == null
                ? ByChance.NONE
                : new ByChance(
                    moran.expected().number(), moran.zRandomised().number(), moran.p().number());
        add(span, "morans_i", ClassNumbers.NONE, moran.index(), chance, moran.regions());
      }
    }

    /** The moves of all regions, and how many regions these are. */
    private record Moves(Transitions transitions, int regions) {}

    /**
     * Counts the moves over the declared step.
     *
     * @param lag the class of the neighbours before; null where no matter
     */
    private Moves count(@Nullable Integer lag) {
      Transitions transitions = Transitions.ofClasses(count);
      int regions = 0;
      for (int i = 0; i < matrix.size(); i++) {
        boolean moved = false;
        for (int slot = measure.step(); slot < matrix.slots(); slot++) {
          PeriodClasses before = periods.get(slot - measure.step());
          int from = before.classes()[i];
          int to = periods.get(slot).classes()[i];
          if (from != PeriodClasses.NONE
              && to != PeriodClasses.NONE
              && (lag == null || before.lags()[i] == lag)) {
            transitions.add(from, to);
            moved = true;
          }
        }
        regions += moved ? 1 : 0;
      }
      return new Moves(transitions, regions);
    }

    private void moves() {
      Moves moves = count(null);
      Transitions transitions = moves.transitions();
      matrix(moves, "transition_count", "transition_prob", null);
      Outcome<double[]> steady = transitions.steadyState();
      Measured[] sojourn = transitions.sojourn();
      Measured[][] passage = transitions.firstPassage();
      for (int k = 0; k < count; k++) {
        Measured share =
            steady.result() == null
                ? new Measured(null, steady.reason())
                : Measured.of(steady.result()[k]);
        add("steady_state", ClassNumbers.to(k + 1), share, moves.regions());
        add("sojourn_time", ClassNumbers.to(k + 1), sojourn[k], moves.regions());
        for (int j = 0; j < count; j++) {
          ClassNumbers both = new ClassNumbers(k + 1, j + 1, null);
          add("mean_first_passage_time", both, passage[k][j], moves.regions());
        }
      }
      double[] start = start();
      index("mobility_p", transitions.shorrocks(), moves.regions());
      index("mobility_d", transitions.determinant(), moves.regions());
      index("mobility_l2", transitions.secondEigenvalue(), moves.regions());
      index("mobility_b1", transitions.bartholomewLeaving(start), moves.regions());
      index("mobility_b2", transitions.bartholomewDistance(start), moves.regions());
    }

    /** The shares of the classes that mobility is measured from. */
    private double[] start() {
      return measure.initial().isEmpty()
          ? periods.get(0).shares(count)
          : measure.initial().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void matrix(Moves moves, String counts, String shares, @Nullable Integer lag) {
      Measured[][] probabilities = moves.transitions().probabilities();
      for (int from = 0; from < count; from++) {
        for (int to = 0; to < count; to++) {
          ClassNumbers its = new ClassNumbers(from + 1, to + 1, lag);
          Measured number = Measured.of((double) moves.transitions().counts()[from][to]);
          add(counts, its, number, moves.regions());
          add(shares, its, probabilities[from][to], moves.regions());
        }
      }
    }

    private void neighbouringMoves() {
      List<Transitions> byLag = new ArrayList<>();
      for (int lag = 0; lag < count; lag++) {
        Moves moves = count(lag);
        matrix(moves, "spatial_count", "spatial_prob", lag + 1);
        byLag.add(moves.transitions());
      }
      Homogeneity alike = Homogeneity.of(byLag);
      Double degrees = alike.q().number() == null ? null : (double) alike.degreesOfFreedom();
      ByChance chance = new ByChance(degrees, null, alike.p().number());
      add(matrix.span(), "spatial_q", ClassNumbers.NONE, alike.q(), chance, matrix.size());
    }

    /** Whether those that were first are so still. */
    private void ranks() {
      double[] first = matrix.at(0);
      double[] last = matrix.at(matrix.slots() - 1);
      int[] kept = CompleteCases.of(first, last);
      double[] before = CompleteCases.in(kept, first);
      double[] after = CompleteCases.in(kept, last);
      index("kendall_tau", RankMobility.kendallTau(before, after), kept.length);
      index("spearman_rho", RankMobility.spearman(before, after), kept.length);
    }

    private void index(String statistic, Measured value, int regions) {
      add(statistic, ClassNumbers.NONE, value, regions);
    }

    /** Adds a row of the whole time. */
    private void add(String statistic, ClassNumbers classes, Measured value, int regions) {
      add(matrix.span(), statistic, classes, value, ByChance.NONE, regions);
    }

    private void add(
        PeriodSpan span,
        String statistic,
        ClassNumbers classes,
        Measured value,
        ByChance chance,
        int regions) {
      rows.add(new MobilityRow(compared, span, statistic, classes, value, chance, regions));
    }
  }
}

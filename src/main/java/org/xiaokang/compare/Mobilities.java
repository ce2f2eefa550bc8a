package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.Region;
import org.xiaokang.compare.measure.Classes;
import org.xiaokang.compare.measure.Homogeneity;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Neighbours;
import org.xiaokang.compare.measure.Outcome;
import org.xiaokang.compare.measure.RankMobility;
import org.xiaokang.compare.measure.Transitions;

/** How regions move between classes, alone and beside their neighbours. */
final class Mobilities implements Comparer {
  private static final long serialVersionUID = 1L;

  /** The class of a region without a value, or without a neighbour that has one. */
  private static final int NONE = -1;

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Frame.each(
        subject, (series, frame) -> new Level(subject, series, frame).rows().iterator());
  }

  /** The regions of one level over time. */
  private static final class Level {
    private final Frame frame;
    private final Measure.Mobility measure;
    private final Subject.Head level;
    private final Subject.Head head;
    private final List<int[]> neighbours;
    private final boolean spatial;
    private final int[][] classes;
    private final int[][] lags;
    private final List<Row> rows = new ArrayList<>();

    Level(Subject subject, Series series, Frame frame) {
      this.frame = frame;
      this.measure = (Measure.Mobility) subject.comparison().measure();
      this.level = subject.head(series, frame.level());
      this.head = level.span(frame.from(), frame.to());
      this.neighbours = neighbours(subject, frame);
      this.spatial = neighbours.stream().anyMatch(its -> its.length > 0);
      this.classes = new int[frame.slots()][];
      this.lags = new int[frame.slots()][];
    }

    /** The numbers of the regions that each borders on. */
    private static List<int[]> neighbours(Subject subject, Frame frame) {
      Map<String, Integer> numbers = new HashMap<>();
      for (int i = 0; i < frame.size(); i++) {
        numbers.put(frame.ref(i), i);
      }
      List<int[]> neighbours = new ArrayList<>();
      for (int i = 0; i < frame.size(); i++) {
        int region = i;
        List<String> codes =
            subject
                .world()
                .regions()
                .spell(frame.ref(i), frame.to().end())
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
      return neighbours;
    }

    List<Row> rows() {
      for (int slot = 0; slot < frame.slots(); slot++) {
        classify(slot);
      }
      moves();
      if (spatial) {
        neighbouringMoves();
      }
      ranks();
      return rows;
    }

    private int count() {
      return measure.classes() > 0 ? measure.classes() : measure.bounds().size() + 1;
    }

    /** Puts the regions of a period into classes, and tells the bounds. */
    private void classify(int slot) {
      double[] values = frame.at(slot);
      int[] there = Kept.of(values);
      classes[slot] = new int[values.length];
      lags[slot] = new int[values.length];
      Arrays.fill(classes[slot], NONE);
      Arrays.fill(lags[slot], NONE);
      Period period = frame.period(slot);
      if (period == null || there.length == 0) {
        return;
      }
      double[] known = Kept.in(there, values);
      double[] bounds = bounds(known);
      Subject.Head now = level.span(period, period);
      for (int k = 0; k < count() - 1; k++) {
        rows.add(row(now, "class_bound", null, k + 1, null, Measured.of(bounds[k]), known.length));
      }
      double[] lagged = spatial ? lag(now, there, known) : new double[0];
      for (int i = 0; i < there.length; i++) {
        classes[slot][there[i]] = Math.min(Classes.of(known[i], bounds), count() - 1);
        if (spatial && !Double.isNaN(lagged[i])) {
          lags[slot][there[i]] = Math.min(Classes.of(lagged[i], bounds), count() - 1);
        }
      }
    }

    /** Upper bounds in the indicator's unit. */
    private double[] bounds(double[] known) {
      if (measure.classes() > 0) {
        return Classes.quantileBounds(known, measure.classes());
      }
      double unit = measure.relative() ? Arrays.stream(known).average().orElseThrow() : 1;
      return measure.bounds().stream().mapToDouble(bound -> bound * unit).toArray();
    }

    /** The means of the neighbours that have a value; also tells whether neighbours are alike. */
    private double[] lag(Subject.Head now, int[] there, double[] known) {
      int[] places = new int[frame.size()];
      Arrays.fill(places, NONE);
      for (int i = 0; i < there.length; i++) {
        places[there[i]] = i;
      }
      List<int[]> lists = new ArrayList<>();
      for (int i : there) {
        lists.add(
            Arrays.stream(neighbours.get(i)).map(n -> places[n]).filter(n -> n >= 0).toArray());
      }
      Neighbours around = new Neighbours(lists);
      Neighbours.Moran moran = Neighbours.moran(known, around);
      rows.add(
          now.row(
              "morans_i",
              null,
              null,
              null,
              moran.index().number(),
              moran.index().number() == null ? null : moran.expected().number(),
              moran.index().number() == null ? null : moran.zRandomised().number(),
              moran.index().number() == null ? null : moran.p().number(),
              moran.regions(),
              moran.index().reason()));
      return around.lag(known);
    }

    private void moves() {
      Transitions transitions = Transitions.ofClasses(count());
      int regions = 0;
      for (int i = 0; i < frame.size(); i++) {
        boolean moved = false;
        for (int slot = measure.step(); slot < frame.slots(); slot++) {
          int from = classes[slot - measure.step()][i];
          int to = classes[slot][i];
          if (from != NONE && to != NONE) {
            transitions.add(from, to);
            moved = true;
          }
        }
        regions += moved ? 1 : 0;
      }
      matrix(transitions, "transition_count", "transition_prob", null, regions);
      Outcome<double[]> steady = transitions.steadyState();
      Measured[] sojourn = transitions.sojourn();
      Measured[][] passage = transitions.firstPassage();
      for (int k = 0; k < count(); k++) {
        Measured share =
            steady.result() == null
                ? new Measured(null, steady.reason())
                : Measured.of(steady.result()[k]);
        rows.add(row(head, "steady_state", null, k + 1, null, share, regions));
        rows.add(row(head, "sojourn_time", null, k + 1, null, sojourn[k], regions));
        for (int j = 0; j < count(); j++) {
          Measured time = passage[k][j];
          rows.add(row(head, "mean_first_passage_time", k + 1, j + 1, null, time, regions));
        }
      }
      double[] start = start();
      index("mobility_p", transitions.shorrocks(), regions);
      index("mobility_d", transitions.determinant(), regions);
      index("mobility_l2", transitions.secondEigenvalue(), regions);
      index("mobility_b1", transitions.bartholomewLeaving(start), regions);
      index("mobility_b2", transitions.bartholomewDistance(start), regions);
    }

    private void index(String statistic, Measured measured, int regions) {
      rows.add(row(head, statistic, null, null, null, measured, regions));
    }

    /** The shares of the classes that mobility is measured from. */
    private double[] start() {
      if (!measure.initial().isEmpty()) {
        return measure.initial().stream().mapToDouble(Double::doubleValue).toArray();
      }
      double[] shares = new double[count()];
      long known = Arrays.stream(classes[0]).filter(its -> its != NONE).count();
      for (int its : classes[0]) {
        if (its != NONE) {
          shares[its] += 1.0 / known;
        }
      }
      return shares;
    }

    private void matrix(
        Transitions transitions,
        String counts,
        String probabilities,
        @Nullable Integer lag,
        int regions) {
      Measured[][] shares = transitions.probabilities();
      for (int from = 0; from < count(); from++) {
        for (int to = 0; to < count(); to++) {
          Measured number = Measured.of((double) transitions.counts()[from][to]);
          rows.add(row(head, counts, from + 1, to + 1, lag, number, regions));
          rows.add(row(head, probabilities, from + 1, to + 1, lag, shares[from][to], regions));
        }
      }
    }

    private void neighbouringMoves() {
      List<Transitions> byLag = new ArrayList<>();
      for (int lag = 0; lag < count(); lag++) {
        Transitions transitions = Transitions.ofClasses(count());
        int regions = 0;
        for (int i = 0; i < frame.size(); i++) {
          boolean moved = false;
          for (int slot = measure.step(); slot < frame.slots(); slot++) {
            int before = slot - measure.step();
            if (lags[before][i] == lag && classes[before][i] != NONE && classes[slot][i] != NONE) {
              transitions.add(classes[before][i], classes[slot][i]);
              moved = true;
            }
          }
          regions += moved ? 1 : 0;
        }
        matrix(transitions, "spatial_count", "spatial_prob", lag + 1, regions);
        byLag.add(transitions);
      }
      Homogeneity alike = Homogeneity.of(byLag);
      rows.add(
          head.row(
              "spatial_q",
              null,
              null,
              null,
              alike.q().number(),
              alike.q().number() == null ? null : (double) alike.degreesOfFreedom(),
              null,
              alike.p().number(),
              frame.size(),
              alike.q().reason()));
    }

    /** Whether those that were first are so still. */
    private void ranks() {
      double[] first = frame.at(0);
      double[] last = frame.at(frame.slots() - 1);
      int[] kept = Kept.of(first, last);
      double[] before = Kept.in(kept, first);
      double[] after = Kept.in(kept, last);
      index("kendall_tau", RankMobility.kendallTau(before, after), kept.length);
      index("spearman_rho", RankMobility.spearman(before, after), kept.length);
    }

    private static Row row(
        Subject.Head of,
        String statistic,
        @Nullable Integer from,
        @Nullable Integer to,
        @Nullable Integer lag,
        Measured measured,
        int regions) {
      return of.row(
          statistic,
          from,
          to,
          lag,
          measured.number(),
          null,
          null,
          null,
          regions,
          measured.reason());
    }
  }
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Convergence;
import org.xiaokang.compare.measure.Fit;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Regression;

/** Sigma and beta convergence, absolute and conditional, and that of panels. */
final class Convergences implements Comparer {
  private static final long serialVersionUID = 1L;

  /** A trend of fewer points than these is none. */
  private static final int LEAST_PERIODS = 3;

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Frame.each(
        subject, (series, frame) -> new Level(subject, series, frame).rows().iterator());
  }

  /** The regions of one level over time. */
  private static final class Level {
    private final Subject subject;
    private final Series series;
    private final Frame frame;
    private final Measure.Convergence measure;
    private final Subject.Head level;
    private final Subject.Head head;
    private final List<Row> rows = new ArrayList<>();

    Level(Subject subject, Series series, Frame frame) {
      this.subject = subject;
      this.series = series;
      this.frame = frame;
      this.measure = (Measure.Convergence) subject.comparison().measure();
      this.level = subject.head(series, frame.level());
      this.head = level.span(frame.from(), frame.to());
    }

    List<Row> rows() {
      for (Measure.Convergence.Model model : measure.models()) {
        switch (model) {
          case SIGMA -> sigma();
          case BETA -> {
            beta("beta", List.of());
            if (!measure.controls().isEmpty()) {
              beta("beta_conditional", measure.controls());
            }
          }
          case PANEL -> panel();
          case CLUBS -> Clubs.tests(subject, series, frame).forEachRemaining(rows::add);
        }
      }
      return rows;
    }

    private void sigma() {
      List<Double> years = new ArrayList<>();
      List<double[]> columns = new ArrayList<>();
      for (int slot = 0; slot < frame.slots(); slot++) {
        Period period = frame.period(slot);
        if (period == null) {
          continue;
        }
        double[] all = frame.at(slot);
        double[] values = Kept.in(Kept.of(all), all);
        Convergence.Sigma sigma = Convergence.sigma(values);
        Subject.Head of = level.span(period, period);
        int leftOut = all.length - values.length;
        rows.add(spread(of, "sd_log", sigma.deviationOfLogs(), values.length, leftOut));
        rows.add(spread(of, "cv_sample", sigma.variation(), values.length, leftOut));
        years.add(frame.times()[slot]);
        columns.add(all);
      }
      int[] kept = Kept.of(columns.toArray(double[][]::new));
      int left = frame.size() - kept.length;
      Fit trend = sigmaTrend(kept, years, columns);
      fit("sigma_trend", trend, Convergence.TIME, kept.length, left, null, null);
    }

    /** Of the same regions in each period: who comes and goes is no trend. */
    private static Fit sigmaTrend(int[] kept, List<Double> years, List<double[]> columns) {
      if (kept.length < 2) {
        return Fit.none("needs 2 regions with a value in each period, has %d", kept.length);
      }
      List<Double> times = new ArrayList<>();
      List<Double> spreads = new ArrayList<>();
      for (int t = 0; t < columns.size(); t++) {
        Double spread = Convergence.sigma(Kept.in(kept, columns.get(t))).deviationOfLogs().number();
        if (spread != null) {
          times.add(years.get(t));
          spreads.add(spread);
        }
      }
      return Convergence.sigmaTrend(
              times.stream().mapToDouble(Double::doubleValue).toArray(),
              spreads.stream().mapToDouble(Double::doubleValue).toArray(),
              LEAST_PERIODS)
          .fit();
    }

    private static Row spread(
        Subject.Head of, String term, Measured measured, int regions, int leftOut) {
      return of.row(
          "sigma",
          null,
          term,
          measured.number(),
          null,
          null,
          null,
          regions,
          null,
          leftOut,
          null,
          null,
          null,
          null,
          measured.reason());
    }

    private void beta(String model, List<String> names) {
      double[] first = frame.at(0);
      double[] last = frame.at(frame.slots() - 1);
      List<double[]> columns = new ArrayList<>(List.of(first, last));
      for (String control : names) {
        columns.add(control(control));
      }
      int[] kept = Kept.of(columns.toArray(double[][]::new));
      double[][] controls = new double[names.size()][];
      for (int i = 0; i < controls.length; i++) {
        controls[i] = Kept.in(kept, columns.get(i + 2));
      }
      int leftOut = frame.size() - kept.length;
      if (frame.slots() < 2) {
        Fit none = Fit.none("needs two periods, has %d", frame.slots());
        fit(model, none, Convergence.LN_FIRST, kept.length, leftOut, null, null);
        return;
      }
      Convergence.Beta beta =
          Convergence.beta(
              Kept.in(kept, first),
              Kept.in(kept, last),
              frame.times()[frame.slots() - 1] - frame.times()[0],
              measure.annual(),
              names,
              controls,
              measure.atLeast());
      fit(
          model,
          beta.fit(),
          Convergence.LN_FIRST,
          kept.length,
          leftOut,
          beta.speed(),
          beta.halfLife());
    }

    /** A control as of the first period. */
    private double[] control(String indicator) {
      Section first = frame.firstSection();
      double[] there = subject.values().beside(first, series.scope(), indicator);
      double[] column = new double[frame.size()];
      for (int i = 0; i < column.length; i++) {
        int place = first.find(frame.area(i));
        column[i] = place < 0 ? Double.NaN : there[place];
      }
      return column;
    }

    private void panel() {
      Convergence.PanelBeta panel =
          Convergence.panel(frame.values(), frame.times(), measure.step(), true, measure.atLeast());
      fit(
          "panel",
          panel.fit(),
          Convergence.LN_FIRST,
          panel.regions(),
          frame.size() - panel.regions(),
          panel.speed(),
          panel.halfLife());
    }

    private void fit(
        String model,
        Fit fit,
        String term,
        int regions,
        int leftOut,
        @Nullable Measured speed,
        @Nullable Measured halfLife) {
      List<Row> found =
          fit.match(
              regression ->
                  regression.terms().stream()
                      .map(one -> term(model, regression, one, regions, leftOut, speed, halfLife))
                      .toList(),
              reason ->
                  List.of(
                      head.row(
                          model,
                          null,
                          term,
                          null,
                          null,
                          null,
                          null,
                          regions,
                          null,
                          leftOut,
                          null,
                          null,
                          null,
                          speed == null ? null : reason,
                          reason)));
      rows.addAll(found);
    }

    private Row term(
        String model,
        Regression regression,
        Regression.Term term,
        int regions,
        int leftOut,
        @Nullable Measured speed,
        @Nullable Measured halfLife) {
      boolean paced = speed != null && term.name().equals(Convergence.LN_FIRST);
      return head.row(
          model,
          null,
          term.name(),
          term.estimate(),
          term.standardError(),
          term.tValue(),
          term.pValue(),
          regions,
          regression.observations(),
          leftOut,
          regression.rSquared(),
          paced ? Objects.requireNonNull(speed).number() : null,
          paced && halfLife != null ? halfLife.number() : null,
          paced ? Objects.requireNonNull(speed).reason() : null,
          null);
    }
  }
}

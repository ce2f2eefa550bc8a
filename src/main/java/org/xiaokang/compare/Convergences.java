package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Convergence;
import org.xiaokang.compare.measure.Fit;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Outcome;
import org.xiaokang.compare.measure.Regression;

/** Sigma and beta convergence, absolute and conditional, and that of panels. */
record Convergences(Measure.Convergence measure) implements Comparer<ConvergenceRow> {
  /** A trend of fewer points than these is none. */
  private static final int LEAST_PERIODS = 3;

  @Override
  public Iterator<ConvergenceRow> compare(Subject subject) {
    return PanelMatrix.each(
        subject, (series, matrix) -> new Level(subject, series, matrix, measure).rows().iterator());
  }

  /** The regions of one level over time. */
  private static final class Level {
    private final Subject subject;
    private final Series series;
    private final PanelMatrix matrix;
    private final Measure.Convergence measure;
    private final ComparedSeries compared;
    private final List<ConvergenceRow> rows = new ArrayList<>();

    Level(Subject subject, Series series, PanelMatrix matrix, Measure.Convergence measure) {
      this.subject = subject;
      this.series = series;
      this.matrix = matrix;
      this.measure = measure;
      this.compared = subject.compared(series, matrix.level(), matrix.said());
    }

    List<ConvergenceRow> rows() {
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
          case CLUBS -> rows.addAll(new Clubs(measure, compared, matrix).tests());
        }
      }
      return rows;
    }

    private void sigma() {
      List<Double> years = new ArrayList<>();
      List<double[]> columns = new ArrayList<>();
      for (int slot = 0; slot < matrix.slots(); slot++) {
        ComparedPeriod period = matrix.period(slot);
        if (period == null) {
          continue;
        }
        double[] all = matrix.at(slot);
        double[] values = CompleteCases.in(CompleteCases.of(all), all);
        Convergence.Sigma sigma = Convergence.sigma(values);
        PeriodSpan span = PeriodSpan.of(period);
        int leftOut = all.length - values.length;
        rows.add(spread(span, "sd_log", sigma.deviationOfLogs(), values.length, leftOut));
        rows.add(spread(span, "cv_sample", sigma.variation(), values.length, leftOut));
        years.add(matrix.times()[slot]);
        columns.add(all);
      }
      int[] kept = CompleteCases.of(columns.toArray(double[][]::new));
      Fit trend = sigmaTrend(kept, years, columns);
      int leftOut = matrix.size() - kept.length;
      fit(new Model("sigma_trend", Convergence.TIME, kept.length, leftOut, null, null), trend);
    }

    /** Of the same regions in each period: who comes and goes is no trend. */
    private static Fit sigmaTrend(int[] kept, List<Double> years, List<double[]> columns) {
      if (kept.length < 2) {
        return Fit.none("needs 2 regions with a value in each period, has %d", kept.length);
      }
      List<Double> times = new ArrayList<>();
      List<Double> spreads = new ArrayList<>();
      for (int t = 0; t < columns.size(); t++) {
        double[] values = CompleteCases.in(kept, columns.get(t));
        Double spread = Convergence.sigma(values).deviationOfLogs().number();
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

    private ConvergenceRow spread(
        PeriodSpan span, String term, Measured spread, int regions, int leftOut) {
      Double number = spread.number();
      Outcome<ConvergenceRow.Coefficient> found =
          number == null
              ? new Outcome<>(null, spread.reason())
              : Outcome.of(new ConvergenceRow.Coefficient(number, null, null, null));
      return new ConvergenceRow(
          compared, span, "sigma", null, term, found, regions, null, leftOut, null, null, null);
    }

    private void beta(String name, List<String> names) {
      double[] first = matrix.at(0);
      double[] last = matrix.at(matrix.slots() - 1);
      List<double[]> columns = new ArrayList<>(List.of(first, last));
      for (String control : names) {
        columns.add(control(control));
      }
      int[] kept = CompleteCases.of(columns.toArray(double[][]::new));
      double[][] controls = new double[names.size()][];
      for (int i = 0; i < controls.length; i++) {
        controls[i] = CompleteCases.in(kept, columns.get(i + 2));
      }
      int leftOut = matrix.size() - kept.length;
      if (matrix.slots() < 2) {
        Fit none = Fit.none("needs two periods, has %d", matrix.slots());
        fit(new Model(name, Convergence.LN_FIRST, kept.length, leftOut, null, null), none);
        return;
      }
      double[] times = matrix.times();
      Convergence.Beta beta =
          Convergence.beta(
              CompleteCases.in(kept, first),
              CompleteCases.in(kept, last),
              times[times.length - 1] - times[0],
              measure.annual(),
              names,
              controls,
              measure.atLeast());
      Model model =
          new Model(
              name, Convergence.LN_FIRST, kept.length, leftOut, beta.speed(), beta.halfLife());
      fit(model, beta.fit());
    }

    /** A control as of the first period. */
    private double[] control(String indicator) {
      CrossSection first = matrix.firstSection();
      double[] there = subject.data().beside(first, series.scope(), indicator);
      double[] column = new double[matrix.size()];
      for (int i = 0; i < column.length; i++) {
        int place = first.find(matrix.area(i));
        column[i] = place < 0 ? Double.NaN : there[place];
      }
      return column;
    }

    private void panel() {
      Convergence.PanelBeta panel =
          Convergence.panel(
              matrix.values(), matrix.times(), measure.step(), true, measure.atLeast());
      Model model =
          new Model(
              "panel",
              Convergence.LN_FIRST,
              panel.regions(),
              matrix.size() - panel.regions(),
              panel.speed(),
              panel.halfLife());
      fit(model, panel.fit());
    }

    private void fit(Model model, Fit fit) {
      rows.addAll(
          fit.match(
              regression -> model.terms(regression, compared, matrix.span()),
              reason -> List.of(model.none(reason, compared, matrix.span()))));
    }
  }

  /**
   * What is estimated, and of whom.
   *
   * @param term the coefficient that tells
   * @param speed of convergence by it; null where it tells of none
   * @param halfLife by it; null where it tells of none
   */
  private record Model(
      String name,
      String term,
      int regions,
      int leftOut,
      @Nullable Measured speed,
      @Nullable Measured halfLife) {
    List<ConvergenceRow> terms(Regression regression, ComparedSeries compared, PeriodSpan span) {
      return regression.terms().stream().map(one -> term(regression, one, compared, span)).toList();
    }

    private ConvergenceRow term(
        Regression regression, Regression.Term one, ComparedSeries compared, PeriodSpan span) {
      boolean paced = one.name().equals(Convergence.LN_FIRST);
      return new ConvergenceRow(
          compared,
          span,
          name,
          null,
          one.name(),
          Outcome.of(
              new ConvergenceRow.Coefficient(
                  one.estimate(), one.standardError(), one.tValue(), one.pValue())),
          regions,
          regression.observations(),
          leftOut,
          regression.rSquared(),
          paced ? speed : null,
          paced && halfLife != null ? halfLife.number() : null);
    }

    /** Without an estimate there is no speed either. */
    ConvergenceRow none(String reason, ComparedSeries compared, PeriodSpan span) {
      return new ConvergenceRow(
          compared,
          span,
          name,
          null,
          term,
          new Outcome<>(null, reason),
          regions,
          null,
          leftOut,
          null,
          speed == null ? null : new Measured(null, reason),
          null);
    }
  }
}

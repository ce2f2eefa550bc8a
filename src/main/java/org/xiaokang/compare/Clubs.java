package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.LogT;
import org.xiaokang.compare.measure.Outcome;

/** Clubs of regions that converge among themselves. Regions that lack a period are left out. */
final class Clubs {
  private static final String MODEL = "clubs";
  private static final String TERM = "log_t";

  /** Fewer periods tell no trend. */
  private static final int LEAST_PERIODS = 5;

  private final ComparedSeries compared;
  private final PanelMatrix matrix;
  private final int[] kept;
  private final double discard;
  private final LogT.Outcome outcome;

  Clubs(Measure.Convergence measure, ComparedSeries compared, PanelMatrix matrix) {
    this.compared = compared;
    this.matrix = matrix;
    this.discard = measure.clubs().discard();
    double[][] columns =
        IntStream.range(0, matrix.slots()).mapToObj(matrix::at).toArray(double[][]::new);
    this.kept = CompleteCases.of(columns);
    double[][] values =
        Arrays.stream(kept).mapToObj(i -> matrix.values()[i]).toArray(double[][]::new);
    this.outcome =
        values.length < measure.atLeast()
            ? new LogT.NoClubs(tooFew(matrix, values.length, measure.atLeast()))
            : LogT.clubs(
                values,
                new LogT.Settings(
                    discard,
                    0,
                    measure.clubs().merge(),
                    !measure.clubs().inLogs(),
                    measure.clubs().smoothing(),
                    measure.atLeast(),
                    LEAST_PERIODS));
  }

  /** Makes the rows of the table convergence_clubs. */
  static Comparer<ConvergenceClubRow> members(Measure.Convergence measure) {
    return subject ->
        PanelMatrix.each(
            subject,
            (series, matrix) ->
                new Clubs(measure, subject.compared(series, matrix.level(), matrix.said()), matrix)
                    .members(subject.data()));
  }

  private static String tooFew(PanelMatrix matrix, int regions, int atLeast) {
    long gaps = IntStream.range(0, matrix.slots()).filter(s -> matrix.period(s) == null).count();
    return "needs at least %d regions with a value in each period, has %d"
            .formatted(atLeast, regions)
        + (gaps > 0
            ? "; %d periods between the first and the last are missing".formatted(gaps)
            : "");
  }

  /** Rows of the table convergence: the test of all regions, and of each club. */
  List<ConvergenceRow> tests() {
    List<ConvergenceRow> rows = new ArrayList<>();
    if (outcome instanceof LogT.Clubs found) {
      rows.add(test(null, found.all()));
      found.clubs().forEach(club -> rows.add(test(club.number(), club.test())));
    } else if (outcome instanceof LogT.NoClubs none) {
      rows.add(row(null, kept.length, null, new Outcome<>(null, none.reason())));
    }
    return rows;
  }

  private ConvergenceRow test(@Nullable Integer club, LogT.Test test) {
    double t = test.tValue();
    Double standardError = t == 0 ? null : test.coefficient() / t;
    ConvergenceRow.Coefficient found =
        new ConvergenceRow.Coefficient(test.coefficient(), standardError, t, null);
    int observations = LogT.observations(matrix.slots(), discard);
    return row(club, test.regions(), observations, Outcome.of(found));
  }

  private ConvergenceRow row(
      @Nullable Integer club,
      int regions,
      @Nullable Integer observations,
      Outcome<ConvergenceRow.Coefficient> found) {
    return new ConvergenceRow(
        compared,
        matrix.span(),
        MODEL,
        club,
        TERM,
        found,
        regions,
        observations,
        matrix.size() - kept.length,
        null,
        null,
        null);
  }

  private Iterator<ConvergenceClubRow> members(PanelData data) {
    if (!(outcome instanceof LogT.Clubs found)) {
      return Collections.emptyIterator();
    }
    return RowIterators.rows(
        kept.length,
        i ->
            new ConvergenceClubRow(
                compared,
                matrix.span(),
                matrix.region(data, kept[i]),
                found.clubOf()[i] == 0 ? null : found.clubOf()[i]));
  }
}

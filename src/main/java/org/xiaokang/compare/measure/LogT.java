package org.xiaokang.compare.measure;

import java.util.List;
import java.util.Locale;

/**
 * Convergence clubs of Phillips and Sul (2007, Econometrica 75(6), 1771-1855; 2009, Journal of
 * Applied Econometrics 24(7), 1153-1185).
 *
 * <p>With h(i,t) = x(i,t) / mean of x(t) and H(t) = mean over i of (h(i,t) - 1)², regions converge
 * if H falls towards 0: the t value of log t in {@link LogTRegression} is above -1.65 (one-sided, 5
 * %). x is the logarithm of the value, as in the authors' work, or the value itself.
 */
public final class LogT {
  /** A t value above this: the hypothesis of convergence stands. */
  public static final double CRITICAL = -1.65;

  private LogT() {}

  /**
   * How to look for clubs.
   *
   * @param discarded r, share of the first periods left out of the regression: 0.3 for up to 50
   *     periods, 0.2 from 100 (Phillips and Sul 2007, section 4)
   * @param sieve c*, the t value above which a region joins a core: 0 for up to 50 periods
   * @param merge whether neighbouring clubs are merged where they converge together (2009)
   * @param logs whether x is ln y; false where the values are logarithms or shall stay as they are
   * @param lambda of the Hodrick-Prescott filter over each region's x; 0: none. The authors use 400
   *     for years
   * @param regionsAtLeast fewer regions are refused
   * @param periodsAtLeast fewer periods are refused
   */
  public record Settings(
      double discarded,
      double sieve,
      boolean merge,
      boolean logs,
      double lambda,
      int regionsAtLeast,
      int periodsAtLeast) {
    /** The shares within their bounds. */
    public Settings {
      if (!(discarded > 0 && discarded < 1) || !(lambda >= 0) || Double.isNaN(sieve)) {
        throw new IllegalArgumentException(
            "discarded " + discarded + ", sieve " + sieve + ", lambda " + lambda);
      }
    }
  }

  /**
   * The log t test of a group.
   *
   * @param coefficient b, twice the speed of convergence; from 2: also in levels. 0 where the group
   *     agrees wholly in the last period
   * @param tValue of b; at most 1e9 in size, where the regression line goes exactly through
   * @param converges t above -1.65
   */
  public record Test(double coefficient, double tValue, int regions, boolean converges) {}

  /**
   * A club.
   *
   * @param number 1 for the one with the highest last value
   * @param regions their row numbers in the panel, from 0, rising
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Club(int number, Test test, int[] regions) {}

  /** What came of the search. */
  public sealed interface Outcome permits Clubs, NoClubs {}

  /**
   * The clubs.
   *
   * @param all the test of all regions; if they converge they are one club
   * @param clubOf the number of each region's club; 0: diverges
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Clubs(Test all, List<Club> clubs, int[] clubOf) implements Outcome {
    /** Clubs are copied. */
    public Clubs {
      clubs = List.copyOf(clubs);
    }
  }

  /** No search, and why. */
  public record NoClubs(String reason) implements Outcome {}

  /** The periods that the regression is over, those discarded not among them. */
  public static int observations(int periods, double discarded) {
    return periods - LogTRegression.discarded(Math.max(1, periods), discarded);
  }

  /**
   * {@link #clubs(double[][], Settings)} on unfiltered logarithms.
   *
   * @param values by region and period
   */
  public static Outcome clubs(
      double[][] values,
      double discarded,
      double sieve,
      boolean merge,
      int regionsAtLeast,
      int periodsAtLeast) {
    return clubs(
        values, new Settings(discarded, sieve, merge, true, 0, regionsAtLeast, periodsAtLeast));
  }

  /**
   * The clubs of a complete panel.
   *
   * <p>Logarithms must be above 0, hence values above 1: h has no meaning around a mean of 0. It
   * depends on the unit: income in yuan and in 10,000 yuan have other clubs.
   *
   * @param values by region and period, all rows of one length
   */
  public static Outcome clubs(double[][] values, Settings settings) {
    int least = Math.max(3, settings.regionsAtLeast());
    if (values.length < least) {
      return none("needs at least %d regions, has %d", least, values.length);
    }
    int periods = values[0].length;
    int used = observations(periods, settings.discarded());
    if (periods < settings.periodsAtLeast() || used < 4) {
      return none(
          "needs at least %d periods and 4 after the discarded ones, has %d and %d",
          settings.periodsAtLeast(), periods, used);
    }
    double bound = settings.logs() ? 1 : 0;
    double[][] x = new double[values.length][];
    int bad = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != periods) {
        throw new IllegalArgumentException("rows of " + periods + " and " + values[i].length);
      }
      x[i] = new double[periods];
      for (int t = 0; t < periods; t++) {
        bad += values[i][t] > bound ? 0 : 1;
        x[i][t] = settings.logs() ? Math.log(values[i][t]) : values[i][t];
      }
      x[i] = hodrickPrescott(x[i], settings.lambda());
    }
    return bad == 0
        ? new ClubSearch(x, settings).run()
        : none("needs values above %.0f; %d of %d are not", bound, bad, values.length * periods);
  }

  private static NoClubs none(String reason, Object... values) {
    return new NoClubs(String.format(Locale.ROOT, reason, values));
  }

  /**
   * The trend of a series (Hodrick and Prescott 1997).
   *
   * @param lambda weight of smoothness; 0 gives the series itself
   */
  public static double[] hodrickPrescott(double[] y, double lambda) {
    return HodrickPrescott.trend(y, lambda);
  }
}

package org.xiaokang.compare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** Clubs that were planted, the log t regression and the filter against plain computations. */
class LogTTest {
  private static final LogT.Settings SETTINGS = new LogT.Settings(0.3, 0, true, false, 0, 5, 10);

  /** Two groups, each closing in on a path of its own. */
  private static double[][] planted(int regions, int periods, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[regions][periods];
    for (int i = 0; i < regions; i++) {
      double start = random.nextGaussian();
      for (int t = 0; t < periods; t++) {
        x[i][t] = (i % 2 == 0 ? 10 + 0.05 * t : 6) + start / (t + 1) / Math.log(t + 2);
      }
    }
    return x;
  }

  private static LogT.Clubs found(LogT.Outcome outcome) {
    assertThat(outcome).isInstanceOf(LogT.Clubs.class);
    return (LogT.Clubs) outcome;
  }

  @Test
  void plantedClubsAreFoundInAnyOrder() {
    double[][] x = planted(40, 25, 5);
    LogT.Clubs clubs = found(LogT.clubs(x, SETTINGS));
    assertThat(clubs.all().converges()).isFalse();
    assertThat(clubs.clubs()).hasSize(2);
    for (int i = 0; i < 40; i++) {
      assertThat(clubs.clubOf()[i]).isEqualTo(1 + i % 2);
    }
    double[][] turned = new double[40][];
    for (int i = 0; i < 40; i++) {
      turned[i] = x[39 - i];
    }
    LogT.Clubs again = found(LogT.clubs(turned, SETTINGS));
    for (int i = 0; i < 40; i++) {
      assertThat(again.clubOf()[39 - i]).isEqualTo(clubs.clubOf()[i]);
    }
    LogT.Test club = clubs.clubs().get(1).test();
    double[][] second = new double[20][];
    for (int i = 0; i < 20; i++) {
      second[i] = x[2 * i + 1];
    }
    double[] plain = plain(second, 7);
    assertThat(club.coefficient()).isCloseTo(plain[0], within(1e-6));
    assertThat(club.tValue()).isCloseTo(plain[1], within(1e-4 * Math.abs(plain[1])));
  }

  @Test
  void theTestIsTheFormulaWrittenOut() {
    Random random = new Random(9);
    double[][] x = new double[12][30];
    for (double[] series : x) {
      double level = 8 + random.nextGaussian();
      for (int t = 0; t < 30; t++) {
        level += 0.02 + 0.05 * random.nextGaussian();
        series[t] = level;
      }
    }
    double[] plain = plain(x, 9);
    LogT.Test all = found(LogT.clubs(x, SETTINGS)).all();
    assertThat(all.coefficient()).isCloseTo(plain[0], within(1e-9));
    assertThat(all.tValue()).isCloseTo(plain[1], within(1e-7));
  }

  /** b and t by loops over the formulas. */
  private static double[] plain(double[][] x, int discarded) {
    int periods = x[0].length;
    double[] h = new double[periods];
    for (int t = 0; t < periods; t++) {
      int at = t;
      double mean = Arrays.stream(x).mapToDouble(each -> each[at]).average().orElseThrow();
      h[t] =
          Arrays.stream(x).mapToDouble(each -> Math.pow(each[at] / mean - 1, 2)).sum() / x.length;
    }
    int m = periods - discarded;
    double[] log = new double[m];
    double[] y = new double[m];
    for (int i = 0; i < m; i++) {
      log[i] = Math.log(discarded + 1 + i);
      y[i] = Math.log(h[0] / h[discarded + i]) - 2 * Math.log(log[i]);
    }
    double meanLog = Arrays.stream(log).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < m; i++) {
      xy += (log[i] - meanLog) * y[i];
      xx += (log[i] - meanLog) * (log[i] - meanLog);
    }
    double b = xy / xx;
    double[] u = new double[m];
    for (int i = 0; i < m; i++) {
      u[i] = y[i] - meanY - b * (log[i] - meanLog);
    }
    double rho = product(u, 1, m) / product(u, 0, m - 1);
    double bandwidth = 1.3221 * Math.pow(4 * rho * rho / Math.pow(1 - rho, 4) * m, 1.0 / 5);
    double omega = product(u, 0, m);
    for (int lag = 1; lag <= m - 2; lag++) {
      double v = lag / bandwidth;
      double a = 6 * Math.PI * v / 5;
      double weight = 25 / (12 * Math.PI * Math.PI * v * v) * (Math.sin(a) / a - Math.cos(a));
      omega += 2 * weight * product(u, lag, m - 1);
    }
    return new double[] {b, b / Math.sqrt(omega / (m - 1) / xx)};
  }

  private static double product(double[] u, int lag, int end) {
    double sum = 0;
    for (int i = lag; i < end; i++) {
      sum += u[i] * u[i - lag];
    }
    return sum;
  }

  @Test
  void theFilterSolvesItsEquations() {
    Random random = new Random(2);
    int n = 12;
    double[] y = random.doubles(n).toArray();
    RealMatrix d = new Array2DRowRealMatrix(n - 2, n);
    for (int i = 0; i + 2 < n; i++) {
      d.setEntry(i, i, 1);
      d.setEntry(i, i + 1, -2);
      d.setEntry(i, i + 2, 1);
    }
    RealMatrix a =
        MatrixUtils.createRealIdentityMatrix(n).add(d.transpose().multiply(d).scalarMultiply(400));
    double[] oracle = new LUDecomposition(a).getSolver().solve(new ArrayRealVector(y)).toArray();
    assertThat(LogT.hodrickPrescott(y, 400)).containsExactly(oracle, within(1e-9));
    assertThat(LogT.hodrickPrescott(y, 0)).containsExactly(y);
  }

  @Test
  void regionsThatAgreeWhollyAreOneClub() {
    double[][] x = new double[6][12];
    for (double[] series : x) {
      Arrays.setAll(series, t -> 5 + t);
    }
    LogT.Clubs clubs = found(LogT.clubs(x, SETTINGS));
    assertThat(clubs.clubs()).hasSize(1);
    assertThat(clubs.all().tValue()).isZero();
  }

  @Test
  void saysWhyThereIsNoSearch() {
    assertThat(LogT.clubs(new double[4][12], SETTINGS))
        .isEqualTo(new LogT.NoClubs("needs at least 5 regions, has 4"));
    assertThat(LogT.clubs(new double[5][8], SETTINGS))
        .isEqualTo(
            new LogT.NoClubs(
                "needs at least 10 periods and 4 after the discarded ones, has 8 and 6"));
    assertThat(LogT.clubs(new double[5][12], 0.3, 0, true, 5, 10))
        .isEqualTo(new LogT.NoClubs("needs values above 1; 60 of 60 are not"));
  }
}

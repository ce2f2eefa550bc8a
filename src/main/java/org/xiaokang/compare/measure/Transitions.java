package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * How often a region went from class i to class j in one step: a Markov chain of classes (Kemeny
 * and Snell 1976, Finite Markov Chains). Classes are named from 1 in reasons, and counted from 0
 * here.
 *
 * @param counts rows: class before; columns: class after; square
 */
@SuppressWarnings("ArrayRecordComponent") // written into by add, as a counter is
public record Transitions(long[][] counts) {
  /** Square. */
  public Transitions {
    for (long[] row : counts) {
      if (row.length != counts.length) {
        throw new IllegalArgumentException(counts.length + " rows, " + row.length + " columns");
      }
    }
  }

  /** Nothing counted yet. */
  public static Transitions ofClasses(int classes) {
    return new Transitions(new long[classes][classes]);
  }

  /** Counts one step from a class to a class, both from 0. */
  public void add(int from, int to) {
    counts[from][to]++;
  }

  /** The share of steps from a class that led to each class (maximum likelihood); rows sum to 1. */
  public Measured[][] probabilities() {
    Measured[][] result = new Measured[counts.length][counts.length];
    for (int i = 0; i < counts.length; i++) {
      long left = Arrays.stream(counts[i]).sum();
      for (int j = 0; j < counts.length; j++) {
        result[i][j] =
            left == 0
                ? Measured.none("no region was ever in class %d before a step", i + 1)
                : Measured.of(counts[i][j] / (double) left);
      }
    }
    return result;
  }

  /**
   * The shares pi = pi P towards which the chain goes, summing to 1; there is one if exactly one
   * set of classes is closed. Classes that are left for good get 0.
   */
  public Outcome<double[]> steadyState() {
    Outcome<double[][]> known = matrix();
    if (known.result() == null) {
      return Outcome.none("%s", String.valueOf(known.reason()));
    }
    double[][] p = known.result();
    List<List<Integer>> closed = closedClasses();
    if (closed.size() != 1) {
      return Outcome.none(
          "no single steady state: each of the groups of classes %s is never left once reached",
          closed.stream().map(g -> g.stream().map(c -> c + 1).toList()).toList());
    }
    List<Integer> group = closed.get(0);
    int k = group.size();
    double[][] system = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        system[j][i] = j == k - 1 ? 1 : (i == j ? 1 : 0) - p[group.get(i)][group.get(j)];
      }
    }
    double[] right = new double[k];
    right[k - 1] = 1;
    double[] solved =
        new LUDecomposition(new Array2DRowRealMatrix(system), 0)
            .getSolver()
            .solve(new ArrayRealVector(right))
            .toArray();
    double[] shares = new double[p.length];
    for (int i = 0; i < k; i++) {
      shares[group.get(i)] = solved[i];
    }
    return Outcome.of(shares);
  }

  /** Mean number of steps in a class before it is left: 1 / (1 - p_jj). */
  public Measured[] sojourn() {
    Measured[] result = new Measured[counts.length];
    for (int j = 0; j < counts.length; j++) {
      long all = Arrays.stream(counts[j]).sum();
      long left = all - counts[j][j];
      if (all == 0) {
        result[j] = Measured.none("no region was ever in class %d before a step", j + 1);
      } else if (left == 0) {
        result[j] = Measured.none("class %d was never left, in %d steps", j + 1, all);
      } else {
        result[j] = Measured.of(all / (double) left);
      }
    }
    return result;
  }

  /**
   * Mean steps from a class until another is first reached, m_ij = (z_jj - z_ij) / pi_j with Z = (I
   * - P + 1 pi)^-1; on the diagonal the mean recurrence time 1 / pi_j (Kemeny and Snell 1976,
   * chapter 4). For chains where every class can be reached from every class.
   */
  public Measured[][] firstPassage() {
    int k = counts.length;
    Measured[][] result = new Measured[k][k];
    Outcome<double[]> steady = steadyState();
    double[] pi = steady.result();
    String reason = steady.reason();
    if (pi != null && closedClasses().get(0).size() < k) {
      reason = "some classes are left for good: only " + closedClasses().get(0).size() + " of " + k;
      reason += " classes can be reached from everywhere";
    }
    if (pi == null || reason != null) {
      for (Measured[] row : result) {
        Arrays.fill(row, Measured.none("%s", String.valueOf(reason)));
      }
      return result;
    }
    double[][] p = filled();
    double[][] inner = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        inner[i][j] = (i == j ? 1 : 0) - p[i][j] + pi[j];
      }
    }
    double[][] z =
        new LUDecomposition(new Array2DRowRealMatrix(inner), 0).getSolver().getInverse().getData();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        result[i][j] = Measured.of(i == j ? 1 / pi[j] : (z[j][j] - z[i][j]) / pi[j]);
      }
    }
    return result;
  }

  /** (k - trace P) / (k - 1): 0 nobody moves (Shorrocks 1978). */
  public Measured shorrocks() {
    return measure(
        p -> {
          double trace = 0;
          for (int i = 0; i < p.length; i++) {
            trace += p[i][i];
          }
          return (p.length - trace) / (p.length - 1);
        });
  }

  /** 1 - |det P| (Shorrocks 1978). */
  public Measured determinant() {
    return measure(
        p -> 1 - Math.abs(new LUDecomposition(new Array2DRowRealMatrix(p)).getDeterminant()));
  }

  /**
   * 1 - |lambda_2|, the second greatest modulus of an eigenvalue (Formby, Smith and Zheng 2004).
   */
  public Measured secondEigenvalue() {
    return measure(
        p -> {
          EigenDecomposition e = new EigenDecomposition(new Array2DRowRealMatrix(p));
          double[] modulus = new double[p.length];
          for (int i = 0; i < p.length; i++) {
            modulus[i] = new Complex(e.getRealEigenvalue(i), e.getImagEigenvalue(i)).abs();
          }
          Arrays.sort(modulus);
          return 1 - modulus[p.length - 2];
        });
  }

  /**
   * k (1 - sum pi_i p_ii) / (k - 1), B1 of giddy's markov_mobility; pi: the shares at the start.
   */
  public Measured bartholomewLeaving(double[] start) {
    sameLength(start);
    return measure(
        p -> {
          double stay = 0;
          for (int i = 0; i < p.length; i++) {
            stay += start[i] * p[i][i];
          }
          return p.length * (1 - stay) / (p.length - 1);
        });
  }

  /**
   * sum pi_i p_ij |i - j| / (k - 1), B2 of giddy's markov_mobility; pi: the shares at the start.
   */
  public Measured bartholomewDistance(double[] start) {
    sameLength(start);
    return measure(
        p -> {
          double sum = 0;
          for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
              sum += start[i] * p[i][j] * Math.abs(i - j);
            }
          }
          return sum / (p.length - 1);
        });
  }

  private interface OfMatrix {
    double of(double[][] p);
  }

  private Measured measure(OfMatrix measure) {
    if (counts.length < 2) {
      return Measured.none("mobility needs at least 2 classes, has %d", counts.length);
    }
    Outcome<double[][]> p = matrix();
    return p.result() == null
        ? Measured.none("%s", String.valueOf(p.reason()))
        : Measured.of(measure.of(p.result()));
  }

  private void sameLength(double[] start) {
    if (start.length != counts.length) {
      throw new IllegalArgumentException(start.length + " shares, " + counts.length + " classes");
    }
  }

  private Outcome<double[][]> matrix() {
    for (int i = 0; i < counts.length; i++) {
      if (Arrays.stream(counts[i]).sum() == 0) {
        return Outcome.none("no region was ever in class %d before a step", i + 1);
      }
    }
    return counts.length == 0 ? Outcome.none("there are no classes") : Outcome.of(filled());
  }

  private double[][] filled() {
    double[][] p = new double[counts.length][counts.length];
    for (int i = 0; i < counts.length; i++) {
      long left = Arrays.stream(counts[i]).sum();
      for (int j = 0; j < counts.length; j++) {
        p[i][j] = counts[i][j] / (double) left;
      }
    }
    return p;
  }

  /** Groups of classes that reach each other and nothing else. */
  private List<List<Integer>> closedClasses() {
    int k = counts.length;
    boolean[][] reach = new boolean[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        reach[i][j] = i == j || counts[i][j] > 0;
      }
    }
    for (int via = 0; via < k; via++) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          reach[i][j] |= reach[i][via] && reach[via][j];
        }
      }
    }
    List<List<Integer>> closed = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      List<Integer> group = new ArrayList<>();
      boolean first = true;
      boolean shut = true;
      for (int j = 0; j < k; j++) {
        if (reach[i][j]) {
          shut &= reach[j][i];
          first &= j >= i;
          group.add(j);
        }
      }
      if (shut && first) {
        closed.add(group);
      }
    }
    return closed;
  }
}

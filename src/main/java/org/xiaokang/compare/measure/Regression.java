package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Ordinary least squares: y = a + b1 x1 + ... + bk xk + e, errors taken as independent and of equal
 * variance.
 *
 * <p>The columns are centred and scaled to length 1, then made orthogonal (modified Gram-Schmidt,
 * each column twice: Björck 1967, BIT 7, 1-21). Standard errors are the roots of s² (X'X)⁻¹ with s²
 * = RSS / degrees of freedom; p is two-sided, from Student's t. R² = 1 - RSS / TSS, adjusted: 1 -
 * (1 - R²)(n - 1) / degrees of freedom. A line that goes exactly through all observations has
 * standard errors of the size of rounding, not of 0.
 *
 * @param terms the intercept first, where there is one, then the columns as given
 * @param observations n
 * @param degreesOfFreedom n less all that was estimated, effects included
 */
public record Regression(
    List<Term> terms,
    double rSquared,
    double adjustedRSquared,
    int observations,
    int degreesOfFreedom)
    implements Fit {
  /** The name of the intercept's term. */
  public static final String INTERCEPT = "intercept";

  /** A column whose part that is its own is smaller than this share of it is collinear. */
  private static final double OWN_SHARE = 1e-9;

  /** Terms are copied. */
  public Regression {
    terms = List.copyOf(terms);
  }

  /**
   * One coefficient.
   *
   * @param estimate in units of y per unit of the column
   * @param pValue two-sided, against 0
   */
  public record Term(
      String name, double estimate, double standardError, double tValue, double pValue) {}

  /** The term of this name; unknown names are a programmer's error. */
  public Term term(String name) {
    return terms.stream()
        .filter(term -> term.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no term " + name + " in " + terms));
  }

  @Override
  public <T> T match(Function<Regression, T> fitted, Function<String, T> refused) {
    return fitted.apply(this);
  }

  /**
   * Regression with intercept.
   *
   * @param names one for each column
   * @param columns each as long as y
   * @return no fit for too few observations, a y that does not vary, a column that the columns
   *     before it determine
   */
  public static Fit ols(double[] y, List<String> names, double[][] columns) {
    checkShape(y, names, columns);
    if (y.length < columns.length + 2) {
      return tooFew(columns.length + 2, y.length);
    }
    double[] means = new double[columns.length];
    double[][] centred = new double[columns.length][];
    for (int j = 0; j < columns.length; j++) {
      means[j] = Sums.mean(columns[j]);
      centred[j] = Sums.minus(columns[j], means[j]);
      if (Sums.norm(centred[j]) <= 1e-13 * Sums.norm(columns[j])) {
        return Fit.none("column %s has the same value everywhere, %s", names.get(j), means[j]);
      }
    }
    double mean = Sums.mean(y);
    return solve(Sums.minus(y, mean), names, centred, 1, Sums.norm(y), mean, means);
  }

  static Fit tooFew(int needed, int has) {
    return Fit.none("the regression needs at least %d observations, has %d", needed, has);
  }

  /**
   * Regression of columns out of which the intercept or other effects were swept already.
   *
   * @param absorbed how many effects were swept out
   * @param size the length of y before: what is tiny beside it is rounding
   */
  static Fit swept(double[] y, List<String> names, double[][] columns, int absorbed, double size) {
    checkShape(y, names, columns);
    if (y.length < columns.length + absorbed + 1) {
      return tooFew(columns.length + absorbed + 1, y.length);
    }
    return solve(y, names, columns, absorbed, size, 0, new double[0]);
  }

  private static void checkShape(double[] y, List<String> names, double[][] columns) {
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(columns.length + " columns, names " + names);
    }
    for (double[] column : columns) {
      if (column.length != y.length) {
        throw new IllegalArgumentException(y.length + " rows, a column of " + column.length);
      }
    }
  }

  private static Fit solve(
      double[] y,
      List<String> names,
      double[][] columns,
      int absorbed,
      double size,
      double mean,
      double[] means) {
    int n = y.length;
    int k = columns.length;
    double total = Sums.dot(y, y);
    if (Math.sqrt(total) <= 1e-13 * size || total == 0) {
      return Fit.none("what is to be explained does not vary over the %d observations", n);
    }
    double[][] q = new double[k][];
    double[][] r = new double[k][k];
    double[] scale = new double[k];
    for (int j = 0; j < k; j++) {
      scale[j] = Sums.norm(columns[j]);
      double own = scale[j] == 0 ? 0 : orthogonalise(columns[j], scale[j], q, r, j);
      if (own <= OWN_SHARE) {
        return Fit.none(
            "column %s is determined by the %s", names.get(j), before(names.subList(0, j)));
      }
    }
    double[] rest = y.clone();
    double[] share = new double[k];
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < k; j++) {
        double more = Sums.dot(q[j], rest);
        share[j] += more;
        Sums.subtract(rest, more, q[j]);
      }
    }
    int degrees = n - k - absorbed;
    double unexplained = Sums.dot(rest, rest);
    double floor = 1e-15 * size;
    double variance = Math.max(unexplained, floor * floor) / degrees;
    TDistribution student = new TDistribution(degrees);
    double[] scaled = backward(r, share);
    List<Term> terms = new ArrayList<>();
    if (means.length == k && absorbed == 1) {
      double[] leverage = new double[k];
      double intercept = mean;
      for (int j = 0; j < k; j++) {
        leverage[j] = means[j] / scale[j];
        intercept -= means[j] * scaled[j] / scale[j];
      }
      double[] z = forward(r, leverage);
      double spread = Math.sqrt(variance * (1.0 / n + Sums.dot(z, z)));
      terms.add(term(INTERCEPT, intercept, spread, student));
    }
    for (int j = 0; j < k; j++) {
      double[] unit = new double[k];
      unit[j] = 1;
      double spread = Math.sqrt(variance) * Sums.norm(forward(r, unit));
      terms.add(term(names.get(j), scaled[j] / scale[j], spread / scale[j], student));
    }
    double rSquared = Math.max(0, 1 - unexplained / total);
    double adjusted = 1 - (1 - rSquared) * (n - 1) / degrees;
    return new Regression(terms, rSquared, adjusted, n, degrees);
  }

  private static String before(List<String> names) {
    return names.isEmpty() ? "effects" : "columns before it: " + String.join(", ", names);
  }

  /** Puts the j-th unit vector into q and its column into r; gives the length that is its own. */
  private static double orthogonalise(
      double[] column, double scale, double[][] q, double[][] r, int j) {
    double[] v = new double[column.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = column[i] / scale;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int m = 0; m < j; m++) {
        double along = Sums.dot(q[m], v);
        r[m][j] += along;
        Sums.subtract(v, along, q[m]);
      }
    }
    double own = Sums.norm(v);
    r[j][j] = own;
    for (int i = 0; own > 0 && i < v.length; i++) {
      v[i] /= own;
    }
    q[j] = v;
    return own;
  }

  private static double[] backward(double[][] r, double[] right) {
    double[] x = right.clone();
    for (int j = x.length - 1; j >= 0; j--) {
      for (int m = j + 1; m < x.length; m++) {
        x[j] -= r[j][m] * x[m];
      }
      x[j] /= r[j][j];
    }
    return x;
  }

  private static double[] forward(double[][] r, double[] right) {
    double[] x = right.clone();
    for (int j = 0; j < x.length; j++) {
      for (int m = 0; m < j; m++) {
        x[j] -= r[m][j] * x[m];
      }
      x[j] /= r[j][j];
    }
    return x;
  }

  private static Term term(String name, double estimate, double spread, TDistribution student) {
    double t = spread == 0 ? 0 : estimate / spread;
    return new Term(name, estimate, spread, t, 2 * student.cumulativeProbability(-Math.abs(t)));
  }
}

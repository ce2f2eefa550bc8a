package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionTrainingSummary;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
import org.xiaokang.compare.measure.Regression;

/** The regression of the measures against MLlib's, by normal equations. */
class RegressionOracleTest {
  private static final List<String> NAMES = List.of("level", "schooling", "roads");

  @Test
  void agreesWithMllib() {
    Random random = new Random(20261122);
    int n = 60;
    double[] y = new double[n];
    double[][] columns = new double[NAMES.size()][n];
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double level = 8 + random.nextDouble();
      double schooling = 6 + 3 * random.nextDouble() + level / 4;
      double roads = random.nextGaussian();
      columns[0][i] = level;
      columns[1][i] = schooling;
      columns[2][i] = roads;
      y[i] = .2 - .02 * level + .003 * schooling + .01 * random.nextGaussian();
      rows.add(RowFactory.create(y[i], Vectors.dense(level, schooling, roads)));
    }
    Regression ours = Regression.ols(y, NAMES, columns).match(fitted -> fitted, why -> fail(why));
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    LinearRegressionTrainingSummary theirs =
        new LinearRegression()
            .setSolver("normal")
            .setStandardization(false)
            .fit(SparkTest.session().createDataFrame(rows, schema))
            .summary();
    // MLlib has the intercept last
    for (int j = 0; j <= NAMES.size(); j++) {
      Regression.Term term = ours.terms().get(j == NAMES.size() ? 0 : j + 1);
      assertThat(term.standardError())
          .as(term.name())
          .isCloseTo(theirs.coefficientStandardErrors()[j], within(1e-10));
      assertThat(term.tValue()).as(term.name()).isCloseTo(theirs.tValues()[j], within(1e-7));
      assertThat(term.pValue()).as(term.name()).isCloseTo(theirs.pValues()[j], within(1e-9));
    }
    assertThat(ours.term("level").estimate())
        .isCloseTo(theirs.tValues()[0] * theirs.coefficientStandardErrors()[0], within(1e-10));
    assertThat(ours.rSquared()).isCloseTo(theirs.r2(), within(1e-10));
    assertThat(ours.adjustedRSquared()).isCloseTo(theirs.r2adj(), within(1e-10));
    assertThat(ours.degreesOfFreedom()).isEqualTo((int) theirs.degreesOfFreedom());
  }

  private static Regression fail(String why) {
    throw new AssertionError(why);
  }
}

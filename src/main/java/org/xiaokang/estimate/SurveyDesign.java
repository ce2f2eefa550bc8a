package org.xiaokang.estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.compare.measure.Outcome;

/**
 * How rows were drawn: primary sampling units within strata. Units and strata count from 0 in the
 * order in which they were met.
 */
public final class SurveyDesign {
  private final int[] unitOfRow;
  private final int[] stratumOfUnit;
  private final long[] unitsInStratum;
  private final List<String> strata;
  private final SinglePsu single;

  private SurveyDesign(
      int[] unitOfRow,
      int[] stratumOfUnit,
      long[] unitsInStratum,
      List<String> strata,
      SinglePsu single) {
    this.unitOfRow = unitOfRow;
    this.stratumOfUnit = stratumOfUnit;
    this.unitsInStratum = unitsInStratum;
    this.strata = strata;
    this.single = single;
  }

  /**
   * A design.
   *
   * @param strata by row; the same text throughout where there are none
   * @param clusters by row, named within their stratum; a text of its own for each row where there
   *     are none
   * @param drawn how many units were drawn in each stratum of the whole sample, of which the rows
   *     may be a part; a stratum that is not in it was drawn as it is here
   * @param single what a stratum with one unit adds
   */
  public static SurveyDesign of(
      List<String> strata, List<String> clusters, Map<String, Long> drawn, SinglePsu single) {
    Map<String, Integer> stratumNumbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    List<Map<String, Integer>> unitNumbers = new ArrayList<>();
    List<Integer> stratumOf = new ArrayList<>();
    int[] unitOfRow = new int[strata.size()];
    for (int row = 0; row < unitOfRow.length; row++) {
      String name = strata.get(row);
      Integer known = stratumNumbers.get(name);
      int stratum = known == null ? names.size() : known;
      if (known == null) {
        stratumNumbers.put(name, stratum);
        names.add(name);
        unitNumbers.add(new HashMap<>());
      }
      Map<String, Integer> units = unitNumbers.get(stratum);
      Integer unit = units.get(clusters.get(row));
      if (unit == null) {
        unit = stratumOf.size();
        units.put(clusters.get(row), unit);
        stratumOf.add(stratum);
      }
      unitOfRow[row] = unit;
    }
    long[] counts = new long[names.size()];
    for (int i = 0; i < counts.length; i++) {
      int here = unitNumbers.get(i).size();
      counts[i] = Math.max(here, drawn.getOrDefault(names.get(i), (long) here));
    }
    return new SurveyDesign(
        unitOfRow,
        stratumOf.stream().mapToInt(Integer::intValue).toArray(),
        counts,
        List.copyOf(names),
        single);
  }

  /** Every row drawn by itself from one stratum. */
  public static SurveyDesign simple(int rows) {
    int[] each = new int[rows];
    for (int row = 0; row < rows; row++) {
      each[row] = row;
    }
    return ofNumbers(each, new int[rows], new long[] {rows}, List.of("all"), SinglePsu.REFUSE);
  }

  /**
   * A design whose units and strata are numbered already.
   *
   * @param unitOfRow the unit of each row, from 0
   * @param stratumOfUnit the stratum of each unit, from 0
   * @param unitsInStratum how many units were drawn in each stratum of the whole sample
   * @param strata their names
   */
  public static SurveyDesign ofNumbers(
      int[] unitOfRow,
      int[] stratumOfUnit,
      long[] unitsInStratum,
      List<String> strata,
      SinglePsu single) {
    return new SurveyDesign(unitOfRow, stratumOfUnit, unitsInStratum, List.copyOf(strata), single);
  }

  /** The unit of a row. */
  public int unit(int row) {
    return unitOfRow[row];
  }

  /** How many units the rows are of. */
  public int units() {
    return stratumOfUnit.length;
  }

  /**
   * The variance of a total: the sum over strata of n / (n - 1) times the sum over units of (t -
   * mean t)^2, n the units that were drawn in the stratum, t a unit's sum of weight times
   * influence. Units of the stratum that are not here have t = 0, so that a domain is a domain of
   * the sample.
   *
   * <p>Source: Woodruff (1971), Journal of the American Statistical Association 66(334); Cochran
   * (1977), Sampling Techniques, 11.9: first stage, with replacement; single units as in Lumley
   * (2010), Complex Surveys, 3.
   *
   * @param totals by unit
   * @return none where a stratum with one unit matters and none may
   */
  public Outcome<Double> variance(double[] totals) {
    int count = unitsInStratum.length;
    double[] sums = new double[count];
    long[] here = new long[count];
    for (int unit = 0; unit < totals.length; unit++) {
      sums[stratumOfUnit[unit]] += totals[unit];
      here[stratumOfUnit[unit]]++;
    }
    double[] squares = new double[count];
    for (int unit = 0; unit < totals.length; unit++) {
      int stratum = stratumOfUnit[unit];
      double mean = unitsInStratum[stratum] == 1 ? 0 : sums[stratum] / unitsInStratum[stratum];
      squares[stratum] += (totals[unit] - mean) * (totals[unit] - mean);
    }
    double variance = 0;
    long singles = 0;
    for (int stratum = 0; stratum < count; stratum++) {
      double drawn = unitsInStratum[stratum];
      if (drawn > 1) {
        double mean = sums[stratum] / drawn;
        double all = squares[stratum] + (drawn - here[stratum]) * mean * mean;
        variance += drawn / (drawn - 1) * all;
        continue;
      }
      singles++;
      if (single == SinglePsu.REFUSE && squares[stratum] > 0) {
        return Outcome.none(
            "stratum '%s' has one cluster: no standard error; single_psu: certainty, centred or"
                + " average says what it adds",
            strata.get(stratum));
      }
      variance += single == SinglePsu.CENTRED ? squares[stratum] : 0;
    }
    if (single == SinglePsu.AVERAGE && singles > 0) {
      if (singles == count) {
        return Outcome.none("each of the %d strata has one cluster: no standard error", count);
      }
      variance *= (double) count / (count - singles);
    }
    return Outcome.of(variance);
  }

  /**
   * The degrees of freedom of some rows: their units less their strata.
   *
   * @param rows their numbers
   */
  public int degreesOf(int[] rows) {
    boolean[] units = new boolean[stratumOfUnit.length];
    boolean[] used = new boolean[unitsInStratum.length];
    int degrees = 0;
    for (int row : rows) {
      int unit = unitOfRow[row];
      if (!units[unit]) {
        units[unit] = true;
        int stratum = stratumOfUnit[unit];
        degrees += used[stratum] ? 1 : 0;
        used[stratum] = true;
      }
    }
    return degrees;
  }
}

package org.xiaokang.estimate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of microdata of one source, period and region, held by column: about 60 bytes a row and 8
 * for each further variable and replicate weight.
 */
public final class Households {
  private final Layout layout;
  private final Map<String, Integer> texts = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final Map<String, Integer> strata = new HashMap<>();
  private final Map<Unit, Integer> units = new HashMap<>();
  private final List<Integer> stratumOfUnit = new ArrayList<>();
  private int size;
  private double[] weights = new double[16];
  private double[] sizes = new double[16];
  private double[] children = new double[16];
  private long[] households = new long[16];
  private int[] unitOfRow = new int[16];
  private final int[][] areas;
  private final double[][] variables;
  private final int[][] breakdowns;
  private final double[][] replicates;

  /**
   * What rows of a source have.
   *
   * @param levels levels of regions; empty text: the regions that rows name
   * @param variables names of variables
   * @param breakdowns names of breakdowns
   * @param replicates how many replicate weights
   * @param isOfHouseholds whether a row is a household, with a household's weight
   */
  public record Layout(
      List<String> levels,
      List<String> variables,
      List<String> breakdowns,
      int replicates,
      boolean isOfHouseholds)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps copies. */
    public Layout {
      levels = List.copyOf(levels);
      variables = List.copyOf(variables);
      breakdowns = List.copyOf(breakdowns);
    }
  }

  private record Unit(int stratum, long cluster) {}

  /** No rows yet. */
  public Households(Layout layout) {
    this.layout = layout;
    this.areas = new int[layout.levels().size()][16];
    this.variables = new double[layout.variables().size()][16];
    this.breakdowns = new int[layout.breakdowns().size()][16];
    this.replicates = new double[layout.replicates()][16];
  }

  /** Takes a row. */
  public void add(HouseholdRow row) {
    if (size == weights.length) {
      grow();
    }
    weights[size] = row.weight();
    sizes[size] = row.size();
    children[size] = row.children();
    households[size] = row.household();
    unitOfRow[size] = unit(row.stratum(), row.cluster());
    for (int i = 0; i < areas.length; i++) {
      areas[i][size] = number(row.areas()[i]);
    }
    for (int i = 0; i < variables.length; i++) {
      variables[i][size] = row.variables()[i];
    }
    for (int i = 0; i < breakdowns.length; i++) {
      breakdowns[i][size] = number(row.breakdowns()[i]);
    }
    for (int i = 0; i < replicates.length; i++) {
      replicates[i][size] = row.replicates()[i];
    }
    size++;
  }

  private void grow() {
    int more = size + (size >> 1) + 1;
    weights = Arrays.copyOf(weights, more);
    sizes = Arrays.copyOf(sizes, more);
    children = Arrays.copyOf(children, more);
    households = Arrays.copyOf(households, more);
    unitOfRow = Arrays.copyOf(unitOfRow, more);
    Arrays.setAll(areas, i -> Arrays.copyOf(areas[i], more));
    Arrays.setAll(variables, i -> Arrays.copyOf(variables[i], more));
    Arrays.setAll(breakdowns, i -> Arrays.copyOf(breakdowns[i], more));
    Arrays.setAll(replicates, i -> Arrays.copyOf(replicates[i], more));
  }

  private int unit(String stratum, long cluster) {
    int number = strata.computeIfAbsent(stratum, name -> strata.size());
    Unit unit = new Unit(number, cluster);
    Integer known = units.get(unit);
    if (known == null) {
      known = units.size();
      units.put(unit, known);
      stratumOfUnit.add(number);
    }
    return known;
  }

  private int number(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    Integer known = texts.get(text);
    if (known == null) {
      known = words.size();
      texts.put(text, known);
      words.add(text);
    }
    return known;
  }

  /** What its rows have. */
  public Layout layout() {
    return layout;
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** The region of a level that a row lies in; -1: none. */
  int area(int level, int row) {
    return areas[level][row];
  }

  /** A row's group by a breakdown; -1: not told. */
  int group(int breakdown, int row) {
    return breakdowns[breakdown][row];
  }

  /** The text of a number of {@link #area} or {@link #group}. */
  String word(int number) {
    return words.get(number);
  }

  double variable(int variable, int row) {
    return variables[variable][row];
  }

  double children(int row) {
    return children[row];
  }

  double members(int row) {
    return sizes[row];
  }

  /** The rows' weights as those of persons or of households. */
  double weight(int row, Estimate.Of of) {
    return weight(weights[row], row, of);
  }

  /** The same of one set of replicate weights. */
  double replicate(int number, int row, Estimate.Of of) {
    return weight(replicates[number][row], row, of);
  }

  private double weight(double weight, int row, Estimate.Of of) {
    if (layout.isOfHouseholds()) {
      return of == Estimate.Of.PERSONS ? weight * sizes[row] : weight;
    }
    return of == Estimate.Of.PERSONS ? weight : weight / sizes[row];
  }

  /** How many households some rows are of. */
  long households(int[] rows) {
    long[] some = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = households[rows[i]];
    }
    Arrays.sort(some);
    long count = some.length == 0 ? 0 : 1;
    for (int i = 1; i < some.length; i++) {
      count += some[i] == some[i - 1] ? 0 : 1;
    }
    return count;
  }

  /**
   * How the rows were drawn.
   *
   * @param drawn how many clusters were drawn in each stratum of the whole source
   */
  SurveyDesign design(Map<String, Long> drawn, SinglePsu single) {
    String[] names = new String[strata.size()];
    strata.forEach((name, number) -> names[number] = name);
    long[] counts = new long[names.length];
    stratumOfUnit.forEach(stratum -> counts[stratum]++);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(counts[i], drawn.getOrDefault(names[i], 0L));
    }
    return SurveyDesign.ofNumbers(
        Arrays.copyOf(unitOfRow, size),
        stratumOfUnit.stream().mapToInt(Integer::intValue).toArray(),
        counts,
        Arrays.asList(names),
        single);
  }
}

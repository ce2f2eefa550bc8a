package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * What must hold of any hierarchy: thirty random ones with random holes, against a computation in
 * plain Java that goes from the top down where the project goes from the bottom up.
 */
class RollUpPropertiesTest {
  private static final int TREES = 30;
  private static final List<Integer> YEARS = List.of(2018, 2019, 2020);
  private static final String METRICS =
      Declared.metric("poor", "person", "stock", "{rule: sum, reason: a test}")
          + Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}")
          + Declared.metric(
              "income",
              "yuan/person",
              "average",
              "{rule: weighted_mean, by: people, reason: a test}");
  private static final String INDICATORS =
      always("sum", "person", "x: {metric: poor}", "x")
          + always("rate", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n")
          + always("mean", "yuan/person", "x: {metric: income}", "x");

  @TempDir private Path folder;

  private static String always(String id, String unit, String inputs, String value) {
    return Declared.indicator(id, unit, inputs, value) + "    roll_up: {min_coverage: 0}\n";
  }

  private static <V> V of(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  /** One figure of a region in a year. */
  private record Figure(String area, String metric, int year, BigDecimal value) {}

  /** A forest: the children of each region, and what is reported. */
  private static final class Forest {
    final Map<String, List<String>> children = new TreeMap<>();
    final List<String> childAndParent = new ArrayList<>();
    final List<Figure> figures = new ArrayList<>();
    final Map<String, BigDecimal> values = new HashMap<>();

    void add(String region, String parent) {
      children.put(region, new ArrayList<>());
      childAndParent.addAll(List.of(region, parent));
      if (!parent.isEmpty()) {
        of(children, parent).add(region);
      }
    }

    void report(String area, String metric, int year, BigDecimal value) {
      figures.add(new Figure(area, metric, year, value));
      values.put(area + metric + year, value);
    }

    boolean has(String area, String metric, int year) {
      return values.containsKey(area + metric + year);
    }

    BigDecimal get(String area, String metric, int year) {
      return of(values, area + metric + year);
    }
  }

  private static Forest forest() {
    Forest forest = new Forest();
    for (int seed = 0; seed < TREES; seed++) {
      Random random = new Random(seed);
      List<String> regions = new ArrayList<>(List.of("t%02d".formatted(seed)));
      forest.add(regions.get(0), "");
      int size = 3 + random.nextInt(12);
      for (int i = 1; i < size; i++) {
        String parent = regions.get(random.nextInt(regions.size()));
        String region = "t%02d-%02d".formatted(seed, i);
        forest.add(region, parent);
        regions.add(region);
      }
      for (String region : regions) {
        boolean leaf = of(forest.children, region).isEmpty();
        for (int year : YEARS) {
          for (String metric : List.of("poor", "people", "income")) {
            if (random.nextInt(10) < (leaf ? 8 : 2)) {
              // Decimals that no double holds exactly, so that the order of a sum would show.
              BigDecimal value = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 3);
              forest.report(region, metric, year, value);
            }
          }
        }
      }
    }
    return forest;
  }

  /** The regions whose own figures make the parent's: the topmost ones below it that report. */
  private static Set<String> units(Forest forest, String parent, int year, List<String> metrics) {
    Set<String> units = new TreeSet<>();
    for (String child : of(forest.children, parent)) {
      if (metrics.stream().allMatch(metric -> forest.has(child, metric, year))) {
        units.add(child);
      } else {
        units.addAll(units(forest, child, year, metrics));
      }
    }
    return units;
  }

  private static BigDecimal sum(Forest forest, Set<String> units, String metric, int year) {
    return units.stream()
        .map(unit -> forest.get(unit, metric, year))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double value(Forest forest, String indicator, Set<String> units, int year) {
    if (indicator.equals("sum")) {
      return sum(forest, units, "poor", year).doubleValue();
    }
    BigDecimal people = sum(forest, units, "people", year);
    return switch (indicator) {
      case "rate" -> 100 * (sum(forest, units, "poor", year).doubleValue() / people.doubleValue());
      default ->
          units.stream()
              .map(u -> forest.get(u, "income", year).multiply(forest.get(u, "people", year)))
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(people, MathContext.DECIMAL128)
              .doubleValue();
    };
  }

  private static List<String> needs(String indicator) {
    return switch (indicator) {
      case "sum" -> List.of("poor");
      case "rate" -> List.of("poor", "people");
      default -> List.of("income", "people");
    };
  }

  /** Aggregated values by region, indicator and period. */
  private Map<String, IndicatorValue> computed(Forest forest) {
    Observed observed = new Observed();
    forest.figures.forEach(f -> observed.year(f.area, f.metric, f.year, f.value.toPlainString()));
    Catalogue catalogue =
        Declared.catalogue(
            folder,
            METRICS,
            INDICATORS,
            Observed.regions(forest.childAndParent.toArray(String[]::new)));
    Map<String, IndicatorValue> rows = new TreeMap<>();
    for (IndicatorValue value : InMemory.values(catalogue, observed.observations())) {
      if (value.origin() == Origin.AGGREGATED) {
        String key = value.refArea() + " " + value.indicator() + " " + value.period().timePeriod();
        assertThat(rows.put(key, value)).as(key).isNull();
      }
    }
    return rows;
  }

  @Test
  void everyAggregateIsThatOfTheTopmostReportsBelow() {
    Forest forest = forest();
    Map<String, IndicatorValue> computed = computed(forest);
    Set<String> expected = new HashSet<>();
    for (String parent : forest.children.keySet()) {
      for (String indicator : List.of("sum", "rate", "mean")) {
        Set<String> before = Set.of();
        double earlier = 0;
        int earlierYear = 0;
        for (int year : YEARS) {
          Set<String> units = units(forest, parent, year, needs(indicator));
          if (units.isEmpty()) {
            continue;
          }
          String key = parent + " " + indicator + " " + year;
          expected.add(key);
          assertThat(computed).containsKey(key);
          IndicatorValue row = of(computed, key);
          double value = value(forest, indicator, units, year);
          assertThat(row.value()).as(key).isCloseTo(value, within(1e-9));
          if (!before.isEmpty()) {
            Set<String> both = new TreeSet<>(units);
            both.retainAll(before);
            double same =
                both.isEmpty()
                    ? 0
                    : value(forest, indicator, both, year)
                        - value(forest, indicator, both, earlierYear);
            CoverageChange change = Objects.requireNonNull(row.change(), key);
            assertThat(change.previousPeriod()).isEqualTo("" + earlierYear);
            assertThat(change.inBoth()).isCloseTo(same, within(1e-9));
            assertThat(change.total()).isCloseTo(value - earlier, within(1e-9));
            assertThat(change.inBoth() + change.inCoverage()).isEqualTo(change.total());
          }
          before = units;
          earlier = value;
          earlierYear = year;
        }
      }
    }
    computed.values().removeIf(row -> row.value() == null);
    assertThat(computed.keySet()).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(200);
  }

  @Test
  void levelsInBetweenChangeNothing() {
    Forest forest = forest();
    Forest flat = new Forest();
    Set<String> roots = new TreeSet<>();
    forest.children.forEach(
        (region, below) -> {
          if (!region.contains("-")) {
            roots.add(region);
            flat.add(region, "");
          }
        });
    Forest tall = new Forest();
    tall.childAndParent.addAll(forest.childAndParent);
    tall.children.putAll(forest.children);
    forest.children.forEach(
        (region, below) -> {
          if (below.isEmpty() && !roots.contains(region)) {
            flat.add(region, region.substring(0, 3));
            for (int year : YEARS) {
              BigDecimal poor = BigDecimal.valueOf(region.hashCode() % 100_000 + year, 3);
              flat.report(region, "poor", year, poor);
              tall.report(region, "poor", year, poor);
            }
          }
        });
    Map<String, IndicatorValue> byLevels = computed(tall);
    Map<String, IndicatorValue> atOnce = computed(flat);
    assertThat(atOnce).hasSizeGreaterThan(50);
    atOnce.forEach(
        (key, row) -> assertThat(of(byLevels, key).value()).as(key).isEqualTo(row.value()));
  }

  @Test
  void orderAndNamesChangeNotADigit() {
    Forest forest = forest();
    List<String> names = new ArrayList<>(forest.children.keySet());
    List<String> others = new ArrayList<>(names);
    Collections.shuffle(others, new Random(7));
    Map<String, String> renamed = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      renamed.put(names.get(i), "r" + others.get(i));
    }
    Forest other = new Forest();
    for (int i = 0; i < forest.childAndParent.size(); i += 2) {
      String parent = forest.childAndParent.get(i + 1);
      other.childAndParent.add(of(renamed, forest.childAndParent.get(i)));
      other.childAndParent.add(parent.isEmpty() ? "" : of(renamed, parent));
    }
    List<Figure> shuffled = new ArrayList<>(forest.figures);
    Collections.shuffle(shuffled, new Random(11));
    shuffled.forEach(f -> other.report(of(renamed, f.area), f.metric, f.year, f.value));
    Map<String, IndicatorValue> asTheyWere = computed(forest);
    Map<String, IndicatorValue> turned = computed(other);
    assertThat(turned).hasSameSizeAs(asTheyWere);
    asTheyWere.forEach(
        (key, row) -> {
          int space = key.indexOf(' ');
          String twinKey = of(renamed, key.substring(0, space)) + key.substring(space);
          IndicatorValue twin = of(turned, twinKey);
          assertThat(twin.value()).as(key).isEqualTo(row.value());
          assertThat(twin.coverage()).as(key).isEqualTo(row.coverage());
          assertThat(twin.change()).as(key).isEqualTo(row.change());
        });
  }
}

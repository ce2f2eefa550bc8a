package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.xiaokang.indicator.FigureBuilder.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.compare.Clustering;
import org.xiaokang.compare.ComparedValue;
import org.xiaokang.compare.ComparisonKey;
import org.xiaokang.compare.ComparisonPlan;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.compare.ConvergenceRow;
import org.xiaokang.compare.ConvergenceRow.Coefficient;
import org.xiaokang.compare.InequalityRow;
import org.xiaokang.compare.InequalityRow.Component;
import org.xiaokang.compare.MobilityRow;
import org.xiaokang.compare.PeerFeatures;
import org.xiaokang.compare.PeerGroupRow;
import org.xiaokang.compare.RankingRow;
import org.xiaokang.indicator.HierarchyPlan;
import org.xiaokang.indicator.InMemory;
import org.xiaokang.indicator.ValueBuilder;
import org.xiaokang.ingest.Observation;
import org.xiaokang.source.CatalystFormulas;

/**
 * Comparisons of the states of the USA, declared in src/test/resources/panels alone, against
 * published results: the unit tests of PySAL's giddy (324f289), and the regression figures that
 * stand beside them. Skipped where they are absent.
 */
class PublishedComparisonsTest {
  private static final String CHECK = "checks/giddy_us_states_convergence/";
  private static final String INCOME = "personal_income_per_capita";

  @TempDir private static Path folder;
  private static ComparisonPlan plan;
  private static List<ComparedValue> values;

  /** The states' incomes, their levels and growth. */
  @BeforeAll
  static void compute() throws IOException {
    List<PanelFiles.Figure> figures = PanelFiles.copy(folder);
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                folder.resolve("units.yaml"),
                folder.resolve("metrics.yaml"),
                folder.resolve("indicators"),
                List.of(folder.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    List<Observation> incomes = new ArrayList<>();
    for (PanelFiles.Figure figure : figures) {
      if (figure.metric().equals(INCOME)) {
        incomes.add(
            figure(incomes.size(), figure.area(), INCOME, String.valueOf(figure.value()))
                .at(ValueBuilder.year(figure.year()))
                .build());
      }
    }
    assertThat(incomes).hasSize(48 * 81);
    plan = ComparisonPlan.of(catalogue, HierarchyPlan.partial(catalogue));
    values =
        InMemory.values(catalogue, incomes).stream()
            .map(plan::compared)
            .flatMap(Optional::stream)
            .toList();
  }

  private static List<ComparedValue> read(ComparisonTable<?> table, ComparisonKey key) {
    return values.stream()
        .filter(value -> plan.readers(table, value.indicator()).contains(key))
        .toList();
  }

  private static <R> List<R> rows(ComparisonTable<R> table) {
    List<R> rows = new ArrayList<>();
    for (ComparisonKey key : plan.keys(table)) {
      plan.rows(table, key, read(table, key).iterator()).forEachRemaining(rows::add);
    }
    return rows;
  }

  /** Of comparison, statistic and the classes from, to and around. */
  private static Map<String, MobilityRow> mobility() {
    Map<String, MobilityRow> found = new HashMap<>();
    for (MobilityRow row : rows(ComparisonTable.MOBILITY)) {
      if (!Set.of("class_bound", "morans_i").contains(row.statistic())) {
        MobilityRow.ClassNumbers classes = row.classes();
        String key =
            "%s %s %s %s %s"
                .formatted(
                    row.series().comparison(),
                    row.statistic(),
                    classes.from(),
                    classes.to(),
                    classes.lag());
        assertThat(found.put(key, row)).as(key).isNull();
      }
    }
    return found;
  }

  @Test
  void statesMoveBetweenClassesAsPublished() throws IOException {
    Map<String, MobilityRow> found = mobility();
    int checked = 0;
    for (String line : lines("expected.csv")) {
      String[] cells = line.split(",", -1);
      MobilityRow row = Objects.requireNonNull(found.get(key(cells)), line);
      Double value = row.value().number();
      double expected = Double.parseDouble(cells[3]);
      if (value == null) {
        // giddy writes 0 for the shares of a class in which no state ever was
        assertThat(expected).as(line).isZero();
        assertThat(row.value().reason()).as(line).isNotNull();
      } else {
        double tolerance = 1.5e-6 * Math.max(1, Math.abs(expected));
        assertThat(value).as(line).isCloseTo(expected, within(tolerance));
      }
      checked++;
    }
    assertThat(checked).isEqualTo(215);
  }

  @Test
  void neighboursMatter() {
    // Rey (2001): transitions differ with the neighbours, and rich states lie beside rich ones
    MobilityRow q = Objects.requireNonNull(mobility().get("relative spatial_q null null null"));
    assertThat(q.value().number()).isGreaterThan(q.chance().expected());
    assertThat(q.chance().pValue()).isLessThan(0.001);
    MobilityRow moran =
        rows(ComparisonTable.MOBILITY).stream()
            .filter(row -> row.statistic().equals("morans_i") && row.span().to().equals("1929"))
            .findFirst()
            .orElseThrow();
    assertThat(moran.value().number()).isPositive();
    assertThat(moran.chance().expected()).isCloseTo(-1.0 / 47, within(1e-12));
  }

  private static String key(String[] cells) {
    String spatial = "spatial_markov_prob_lagclass";
    String from = cells[1].isEmpty() ? "null" : cells[1];
    String to = cells[2].isEmpty() ? "null" : cells[2];
    if (cells[0].startsWith(spatial)) {
      String lag = cells[0].substring(spatial.length());
      return "relative spatial_prob " + from + " " + to + " " + lag;
    }
    String[] words = cells[0].split("_", -1); // mobility_P_shorrocks
    String statistic =
        words[0].equals("mobility") ? "mobility_" + words[1].toLowerCase(Locale.ROOT) : cells[0];
    return "quintiles " + statistic + " " + from + " " + to + " null";
  }

  private static List<String> lines(String file) throws IOException {
    Path path = SharedData.file(CHECK + file);
    List<String> lines = Files.readAllLines(path);
    return lines.subList(1, lines.size());
  }

  @Test
  void statesConvergeAsPinned() throws IOException {
    Map<String, Double> pinned = new HashMap<>();
    for (String line : lines("derived_not_published.csv")) {
      pinned.put(line.split(",", -1)[0], Double.valueOf(line.split(",", -1)[1]));
    }
    Map<String, ConvergenceRow> found = new HashMap<>();
    for (ConvergenceRow row : rows(ComparisonTable.CONVERGENCE)) {
      found.put(row.model() + " " + row.term() + " " + row.span().to(), row);
    }
    ConvergenceRow beta = Objects.requireNonNull(found.get("beta ln_first 2009"));
    ConvergenceRow intercept = Objects.requireNonNull(found.get("beta intercept 2009"));
    agree(coefficient(beta).estimate(), pin(pinned, "beta_total_growth_slope_1929_2009"));
    agree(coefficient(beta).standardError(), pin(pinned, "beta_std_error"));
    agree(Objects.requireNonNull(beta.speed()).number(), pin(pinned, "convergence_speed_per_year"));
    agree(beta.halfLife(), pin(pinned, "half_life_years"));
    agree(beta.rSquared(), pin(pinned, "r_squared"));
    agree(coefficient(intercept).estimate(), pin(pinned, "beta_intercept"));
    assertThat(pinned).hasSize(10);
    pinned.forEach(
        (name, value) -> {
          String term = name.startsWith("sigma_") ? "sd_log" : "cv_sample";
          String year = name.substring(name.length() - 4);
          ConvergenceRow sigma =
              Objects.requireNonNull(found.get("sigma " + term + " " + year), name);
          agree(coefficient(sigma).estimate(), value);
        });
  }

  private static Coefficient coefficient(ConvergenceRow row) {
    return Objects.requireNonNull(row.coefficient().result(), row::toString);
  }

  private static Double pin(Map<String, Double> pinned, String name) {
    return Objects.requireNonNull(pinned.remove(name), name);
  }

  private static void agree(@Nullable Double computed, Double expected) {
    assertThat(computed).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }

  @Test
  void theRichestStateOf2009IsFirst() {
    // Connecticut, 52,736 dollars, is the largest of usjoin.csv's last column
    List<RankingRow> first =
        rows(ComparisonTable.RANKINGS).stream()
            .filter(row -> row.period().timePeriod().equals("2009") && row.rank() == 1)
            .filter(row -> row.group().grouping().equals("all"))
            .filter(row -> row.series().level().equals("state"))
            .toList();
    assertThat(first).hasSize(1);
    assertThat(first.get(0).region().refArea()).isEqualTo("US-09");
    assertThat(first.get(0).value()).isEqualTo(52_736);
    assertThat(first.get(0).ranked()).isEqualTo(48);
    assertThat(first.get(0).distanceToBest()).isZero();
    assertThat(first.get(0).previous()).isEqualTo(new RankingRow.Previous("2008", 1));
  }

  @Test
  void partsOfInequalityAddUp() {
    addsUp("theil_t", Set.of(Component.BETWEEN, Component.WITHIN));
    addsUp("gini", Set.of(Component.BETWEEN, Component.WITHIN, Component.OVERLAP));
  }

  private static void addsUp(String index, Set<Component> parts) {
    assertThat(sum(index, parts))
        .isPositive()
        .isCloseTo(sum(index, Set.of(Component.TOTAL)), within(1e-12));
  }

  private static double sum(String index, Set<Component> components) {
    return rows(ComparisonTable.INEQUALITY).stream()
        .filter(row -> row.index().equals(index) && row.period().timePeriod().equals("2009"))
        .filter(row -> components.contains(row.component()))
        .map(InequalityRow::value)
        .mapToDouble(value -> Objects.requireNonNull(value.number()))
        .sum();
  }

  /** Clusters that are told: what MLlib makes of points is another test's. */
  @Test
  void everyStateIsInAPeerGroup() {
    Clustering halves =
        (points, count, measure) -> {
          int[] clusterOf = new int[points.size()];
          for (int i = 0; i < clusterOf.length; i++) {
            clusterOf[i] = i % count;
          }
          return Optional.of(new Clustering.Clusters(clusterOf, 1.0 / count));
        };
    List<PeerFeatures> features = new ArrayList<>();
    for (ComparisonKey key : plan.keys(ComparisonTable.PEER_GROUPS)) {
      plan.features(key, read(ComparisonTable.PEER_GROUPS, key).iterator())
          .forEachRemaining(features::add);
    }
    List<PeerGroupRow> rows = new ArrayList<>();
    plan.peerGroups(features, halves)
        .forEach(group -> plan.rows(group).forEachRemaining(rows::add));
    assertThat(rows)
        .hasSize(48)
        .allSatisfy(
            row -> {
              assertThat(row.level()).isEqualTo("state");
              PeerGroupRow.Membership its = Objects.requireNonNull(row.membership().result());
              assertThat(its.label().groups()).isEqualTo(2);
              assertThat(its.nearest()).isNotEmpty();
            });
  }
}

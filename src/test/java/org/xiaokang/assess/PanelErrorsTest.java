package org.xiaokang.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.assess.ContradictionRow.Kind;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.ingest.Observation;
import org.xiaokang.source.CatalystFormulas;

/**
 * A hundred errors put into the public figures of 31 provinces and the nation: which of them what
 * is declared between figures finds, and how often it cries without one. The table stands in
 * docs/assessments.md.
 */
class PanelErrorsTest {
  private static final List<String> FILES =
      List.of("income", "population", "poverty", "funds", "monitoring", "income_old_definition");

  private static final Map<String, String> OTHER_UNITS =
      Map.of("元", "万元", "万人", "人", "亿元", "万元", "%", "‰");

  /** Errors of a kind at once. */
  private static final int EACH = 20;

  private static final int SEEDS = 10;

  /** What is put wrong. */
  private enum Mistake {
    FACTOR_TEN,
    WRONG_UNIT,
    DIGIT_SWAP,
    WRONG_YEAR,
    WRONG_REGION
  }

  /** As docs/assessments.md has it. */
  private static final Map<Mistake, Integer> DOCUMENTED =
      Map.of(
          Mistake.FACTOR_TEN, 20,
          Mistake.WRONG_UNIT, 20,
          Mistake.DIGIT_SWAP, 14,
          Mistake.WRONG_YEAR, 14,
          Mistake.WRONG_REGION, 18);

  private static final Map<Mistake, Integer> OF_MORE =
      Map.of(
          Mistake.FACTOR_TEN, 197,
          Mistake.WRONG_UNIT, 197,
          Mistake.DIGIT_SWAP, 106,
          Mistake.WRONG_YEAR, 136,
          Mistake.WRONG_REGION, 176);

  @TempDir private Path folder;

  private static List<Map<String, String>> panel() throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String name : FILES) {
      CsvParserSettings settings = new CsvParserSettings();
      settings.setHeaderExtractionEnabled(true);
      settings.setMaxCharsPerColumn(100_000);
      CsvParser parser = new CsvParser(settings);
      Path file = SharedData.file("data/china_provinces").resolve(name + ".csv");
      try (var reader = Files.newBufferedReader(file)) {
        parser
            .iterateRecords(reader)
            .forEach(
                record -> {
                  Map<String, String> row = new HashMap<>();
                  for (String column :
                      List.of(
                          "doc_id",
                          "obs_id",
                          "region_code",
                          "metric_code",
                          "scope",
                          "value",
                          "unit",
                          "period_start",
                          "period_end",
                          "period_kind",
                          "qualifier",
                          "kind",
                          "unit_si")) {
                    row.put(column, record.getString(column));
                  }
                  if (row.get("region_code") != null) { // groups of provinces have none
                    rows.add(row);
                  }
                });
      }
    }
    return rows;
  }

  /** Every metric of the panel as its files say it is, and what must hold between them. */
  private Catalogue catalogue(List<Map<String, String>> rows) throws IOException {
    Map<String, String> metrics = new TreeMap<>();
    for (Map<String, String> row : rows) {
      String code = cell(row, "metric_code");
      metrics.put(
          code,
          """
            - code: %1$s
              name: {en: %1$s, zh: %1$s}
              unit: %2$s
              kind: %3$s
              aggregation: {rule: none, reason: not asked here}
          """
              .formatted(code, row.get("unit_si"), row.get("kind")));
    }
    Files.writeString(
        folder.resolve("metrics.yaml"), "metrics:\n" + String.join("", metrics.values()));
    Files.writeString(folder.resolve("indicators.yaml"), "indicators: []\n");
    Path identities = Path.of("src/test/resources/assess/panel_identities.yaml");
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                List.of(Path.of("conf/units.yaml")),
                folder.resolve("metrics.yaml"),
                folder.resolve("indicators.yaml"),
                List.of(Path.of("conf/regions.csv")),
                java.util.Optional.of(identities)),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    return catalogue;
  }

  private static List<ContradictionRow> found(Catalogue catalogue, List<Observation> figures) {
    Set<Long> all = figures.stream().map(Observation::observationId).collect(Collectors.toSet());
    List<ContradictionRow> found = new ArrayList<>();
    RegionContradictions alone = new RegionContradictions(catalogue);
    figures.stream()
        .collect(
            Collectors.groupingBy(
                figure -> figure.region().seriesArea(), TreeMap::new, Collectors.toList()))
        .values()
        .forEach(its -> found.addAll(alone.rows(its, all, List.of())));
    FamilyContradictions families = new FamilyContradictions(catalogue);
    Map<FamilyFigure.Together, List<FamilyFigure>> together = new LinkedHashMap<>();
    figures.forEach(
        figure ->
            families.send(
                figure,
                one -> together.computeIfAbsent(one.together(), k -> new ArrayList<>()).add(one)));
    together.values().forEach(family -> found.addAll(families.rows(family)));
    return found;
  }

  /** The figures that a set points at: of neighbours only the one that is far from them. */
  private static List<String> accused(ContradictionRow row) {
    return row.statements().stream()
        .filter(
            one -> row.kind() != Kind.PEERS || String.valueOf(row.refArea()).equals(one.refArea()))
        .map(StatedFigure::obsId)
        .toList();
  }

  private static String swapped(String value, Random random) {
    for (int tries = 0; tries < 50; tries++) {
      int at = random.nextInt(Math.max(1, value.length() - 1));
      if (at + 1 >= value.length()) {
        continue;
      }
      char a = value.charAt(at);
      char b = value.charAt(at + 1);
      if (Character.isDigit(a) && Character.isDigit(b) && a != b && !(at == 0 && b == '0')) {
        return value.substring(0, at) + b + a + value.substring(at + 2);
      }
    }
    return value;
  }

  private static String times(String value, boolean up) {
    BigDecimal number = new BigDecimal(value);
    return up
        ? number.scale() > 0
            ? number.movePointRight(1).setScale(number.scale() - 1).toPlainString()
            : number.multiply(BigDecimal.TEN).toPlainString()
        : number.setScale(number.scale() + 1).divide(BigDecimal.TEN).toPlainString();
  }

  private static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static String moved(String day, int years) {
    return day.isEmpty() ? day : LocalDate.parse(day).plusYears(years).toString();
  }

  /** The row with an error; the same row where it cannot have one. */
  private static Map<String, String> wrong(
      Map<String, String> row, Mistake error, List<Map<String, String>> panel, Random random) {
    Map<String, String> other = new HashMap<>(row);
    switch (error) {
      case FACTOR_TEN -> other.put("value", times(cell(row, "value"), random.nextBoolean()));
      case WRONG_UNIT ->
          other.put("unit", OTHER_UNITS.getOrDefault(cell(row, "unit"), cell(row, "unit")));
      case DIGIT_SWAP -> other.put("value", swapped(cell(row, "value"), random));
      case WRONG_YEAR -> {
        int years = random.nextBoolean() ? 1 : -1;
        other.computeIfPresent("period_start", (column, day) -> moved(day, years));
        other.computeIfPresent("period_end", (column, day) -> moved(day, years));
      }
      case WRONG_REGION ->
          other.put("region_code", cell(panel.get(random.nextInt(panel.size())), "region_code"));
    }
    return other;
  }

  private static boolean isExact(Map<String, String> row) {
    return "exact".equals(row.get("qualifier")) && new BigDecimal(cell(row, "value")).signum() > 0;
  }

  /** What was found of each kind, of twenty; and how many sets were told that have no error. */
  private record Found(Map<Mistake, Integer> counts, List<String> missed, int withoutError) {}

  private static Found found(
      StatedRows rows, List<Map<String, String>> panel, Set<String> known, long seed) {
    Random random = new Random(seed);
    List<Map<String, String>> broken = new ArrayList<>(panel);
    Map<String, Mistake> errors = new LinkedHashMap<>();
    for (Mistake error : Mistake.values()) {
      int put = 0;
      while (put < EACH) {
        int at = random.nextInt(panel.size());
        Map<String, String> row = panel.get(at);
        Map<String, String> other = wrong(row, error, panel, random);
        if (isExact(row) && !other.equals(row) && !errors.containsKey(cell(row, "obs_id"))) {
          errors.put(cell(row, "obs_id"), error);
          broken.set(at, other);
          put++;
        }
      }
    }
    Set<String> accused = new HashSet<>();
    int withoutError = 0;
    for (ContradictionRow row :
        found(rows.catalogue(), broken.stream().map(rows::observation).toList())) {
      if (!known.contains(row.id())) {
        accused.addAll(accused(row));
        withoutError +=
            row.statements().stream().anyMatch(one -> errors.containsKey(one.obsId())) ? 0 : 1;
      }
    }
    Map<Mistake, Integer> counts = new EnumMap<>(Mistake.class);
    List<String> missed = new ArrayList<>();
    errors.forEach(
        (id, error) -> {
          counts.merge(error, accused.contains(id) ? 1 : 0, Integer::sum);
          if (!accused.contains(id)) {
            missed.add(error + " " + id);
          }
        });
    return new Found(counts, missed, withoutError);
  }

  @Test
  void allFactorTenAndWrongUnitErrorsAreFoundAndFewAlarmsAreFalse() throws IOException {
    List<Map<String, String>> panel = panel();
    StatedRows rows = StatedRows.under(catalogue(panel));
    List<ContradictionRow> alarms =
        found(rows.catalogue(), panel.stream().map(rows::observation).toList());
    assertThat(alarms)
        .extracting(alarm -> alarm.subject() + " " + alarm.refArea())
        .containsExactlyInAnyOrder(
            "poor_from_year_to_year 100000", // 5.51 million in 2019, none in 2020
            "urban_rural 230000", // 22,412,796 and 1,571 万 of 3,811.7 万
            "old_income_from_year_to_year 540000"); // 9,431 yuan in 2005, 8,941 in 2006
    assertThat(100.0 * alarms.size() / panel.size()).isLessThan(0.2);
    Set<String> known = alarms.stream().map(ContradictionRow::id).collect(Collectors.toSet());
    Found documented = found(rows, panel, known, 20261128);
    assertThat(documented.counts()).as("%s", documented.missed()).isEqualTo(DOCUMENTED);
    Map<Mistake, Integer> all = new EnumMap<>(Mistake.class);
    List<String> missed = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Found one = found(rows, panel, known, seed);
      one.counts().forEach((error, count) -> all.merge(error, count, Integer::sum));
      assertThat(one.withoutError()).as("seed %d", seed).isZero();
      one.missed().stream()
          .filter(id -> id.startsWith("FACTOR_TEN") || id.startsWith("WRONG_UNIT"))
          .forEach(missed::add);
    }
    assertThat(all).as("of %d; %s", EACH * SEEDS, missed).isEqualTo(OF_MORE);
  }
}

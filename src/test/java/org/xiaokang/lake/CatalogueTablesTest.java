package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.IndicatorEntry;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.RegionEntry;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.Plan;
import org.xiaokang.source.CatalystFormulas;

/** The catalogue's tables, of the sample and of a few lines. */
class CatalogueTablesTest {
  private static final Path CONF = Path.of("conf");

  @TempDir private Path folder;

  /** The shipped catalogue, with more regions before its own. */
  private static Catalogue shipped(List<Path> regions) {
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                CONF.resolve("units.yaml"),
                CONF.resolve("metrics.yaml"),
                CONF.resolve("indicators"),
                regions),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    return catalogue;
  }

  private static <T> Map<String, @Nullable Object> cells(TableSchema<T> schema, T record) {
    Map<String, @Nullable Object> cells = new HashMap<>();
    for (TableSchema.Column<T> column : schema.columns()) {
      Object cell = column.cell().apply(record);
      assertThat(cell != null || column.nullable()).as(column.name()).isTrue();
      cells.put(column.name(), cell);
    }
    return cells;
  }

  private static Map<String, @Nullable Object> region(Catalogue catalogue, String code) {
    return RegionEntry.all(catalogue.regions()).stream()
        .filter(entry -> entry.region().code().equals(code))
        .findFirst()
        .map(entry -> cells(CatalogueTables.REGIONS, entry))
        .orElseThrow();
  }

  private static String text(Catalogue catalogue, String code) {
    Map<String, @Nullable Object> row = region(catalogue, code);
    return "%s %s %s %s %s"
        .formatted(
            row.get("panel_area"),
            row.get("valid_from"),
            row.get("valid_to"),
            row.get("successors"),
            row.get("children_expected"));
  }

  private static void assertConditionsAgree(Catalogue catalogue) {
    ConditionOracle.assertAgree(CatalogueTables.METRICS, List.copyOf(catalogue.metrics().values()));
    ConditionOracle.assertAgree(
        CatalogueTables.INDICATOR_CATALOGUE,
        IndicatorEntry.all(catalogue, Plan.of(catalogue).hashes()));
  }

  @Test
  void regionsSayTheirSeriesAndHowManyLieBelow() {
    Catalogue sample = shipped(List.of(CONF.resolve("regions.csv")));
    assertThat(text(sample, "100000")).isEqualTo("100000 null null null 31");
    assertThat(text(sample, "410000")).isEqualTo("410000 1981-01-01 null null 18");
    assertThat(text(sample, "411722")).isEqualTo("411722 2000-01-01 null null null");
    assertThat(text(sample, "412825")).isEqualTo("411722 1981-01-01 1999-12-31 411722 null");
    assertThat(text(sample, "431024-shiqiao-xianrenqiao"))
        .isEqualTo("431024-shiqiao-xianrenqiao null null null 0");
    assertConditionsAgree(sample);
  }

  @Test
  void regionsSayTheirNeighboursAndAttributes() throws IOException {
    Path own =
        Files.writeString(
            folder.resolve("own.csv"),
            """
            code,name,level,parent,valid_from,valid_to,successors,neighbours,zone,plain
            X1,甲县,county,,,,,X2;410000,east,
            X2,乙县,county,,,,,,,
            """);
    Catalogue catalogue = shipped(List.of(own, CONF.resolve("regions.csv")));
    assertThat(region(catalogue, "X1"))
        .containsEntry("neighbours", List.of("X2", "410000"))
        .containsEntry("attributes", Map.of("zone", "east"));
    assertThat(region(catalogue, "X2"))
        .containsEntry("neighbours", List.of())
        .containsEntry("attributes", Map.of());
  }

  /** A region that was divided, and a metric made of others. */
  private Catalogue withAHistory() {
    return Declared.catalogue(
        folder,
        Declared.metric("poor", "person", "stock", "{rule: sum, reason: a test}")
            + Declared.metric("lifted", "person", "flow", "{rule: sum, reason: a test}")
            + Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}")
            + "    definition: All who live there\n"
            + "    aliases: [population, inhabitants]\n"
            + "    derive: [{inputs: {p: {metric: poor}, l: {metric: lifted, scope: rural}},"
            + " value: p + l}]\n",
        Declared.indicator(
                "share", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n")
            + "    definition: Of a hundred people\n"
            + Declared.indicator(
                "change",
                "person",
                "now: {metric: poor, scope: rural}, then: {metric: poor, shift: -1y},"
                    + " above: {metric: poor, of: parent}",
                "now - then + 0 * above"),
        """
        code,name,level,parent,valid_from,valid_to,successors
        P,P,province,,,,
        A,A,county,P,1990-01-01,2009-12-31,B:0.25;C:0.75
        B,B,county,P,2010-01-01,,
        C,C,county,P,2010-01-01,,
        """);
  }

  @Test
  void aRegionThatWasDividedSaysWhoTookItOver() {
    Catalogue catalogue = withAHistory();
    Map<String, @Nullable Object> expected = new HashMap<>();
    expected.put("ref_area", "A");
    expected.put("panel_area", "A");
    expected.put("name", "A");
    expected.put("name_en", "A");
    expected.put("level", "county");
    expected.put("parent", "P");
    expected.put("valid_from", LocalDate.of(1990, 1, 1));
    expected.put("valid_to", LocalDate.of(2009, 12, 31));
    expected.put("successors", "B:0.25;C:0.75");
    expected.put("children_expected", 0);
    expected.put("neighbours", List.of());
    expected.put("members", List.of());
    expected.put("in_parent_total", true);
    expected.put("attributes", Map.of());
    assertThat(region(catalogue, "A")).isEqualTo(expected);
    ConditionOracle.assertAgree(CatalogueTables.REGIONS, RegionEntry.all(catalogue.regions()));
  }

  @Test
  void aMetricSaysWhatItIsMadeOf() {
    Catalogue catalogue = withAHistory();
    Metric people = Objects.requireNonNull(catalogue.metrics().get("people"));
    assertThat(cells(CatalogueTables.METRICS, people))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("metric", "people"),
                Map.entry("name_en", "Metric people"),
                Map.entry("name_zh", "指标people"),
                Map.entry("aliases", List.of("population", "inhabitants")),
                Map.entry("definition", "All who live there"),
                Map.entry("unit_measure", "person"),
                Map.entry("kind", "stock"),
                Map.entry("aggregation", "sum"),
                Map.entry("aggregation_reason", "a test"),
                Map.entry("derivations", people.derivations())));
    Object derivation = people.derivations().get(0);
    assertThat(fields(derivations(), derivation))
        .containsEntry("formula", "p + l")
        .containsEntry("inputs", people.derivations().get(0).inputs());
    assertThat(parts(people.derivations().get(0).inputs()))
        .containsExactly("p|poor|null|poor|true", "l|lifted|rural|lifted[rural]|true");
    assertConditionsAgree(catalogue);
  }

  @Test
  void anIndicatorSaysItsFormulaAndInputs() {
    Catalogue catalogue = withAHistory();
    List<IndicatorEntry> entries =
        IndicatorEntry.all(catalogue, Map.of("share", "s1", "change", "c1"));
    assertThat(entries).hasSize(2);
    Map<String, @Nullable Object> share =
        cells(CatalogueTables.INDICATOR_CATALOGUE, entries.get(0));
    assertThat(share)
        .containsEntry("indicator", "share")
        .containsEntry("theme", "indicators")
        .containsEntry("name_en", "Indicator share")
        .containsEntry("name_zh", "指数share")
        .containsEntry("definition", "Of a hundred people")
        .containsEntry("unit_measure", "percent")
        .containsEntry("direction", "neutral")
        .containsEntry("formula", "100 * p / n")
        .containsEntry("inputs", "p = poor; n = people")
        .containsEntry("derived", false)
        .containsEntry("values_hash", "s1");
    Map<String, @Nullable Object> change =
        cells(CatalogueTables.INDICATOR_CATALOGUE, entries.get(1));
    assertThat(change).containsEntry("definition", null).containsEntry("values_hash", "c1");
    assertThat(change.get("definition_hash")).isNotEqualTo(share.get("definition_hash"));
    assertThat(parts(entries.get(1).indicator().inputs()))
        .containsExactly(
            "now|poor|rural|poor[rural]|true",
            "then|poor|null|poor -1y|true",
            "above|poor|null|poor of parent|false");
  }

  private static List<String> parts(List<Input> inputs) {
    ColumnType.Struct<?> input =
        (ColumnType.Struct<?>) ((ColumnType.ListOf) derivations().fields().get(1).type()).element();
    return inputs.stream()
        .map(
            one ->
                String.join(
                    "|", fields(input, one).values().stream().map(String::valueOf).toList()))
        .toList();
  }

  private static ColumnType.Struct<?> derivations() {
    return CatalogueTables.METRICS.columns().stream()
        .filter(column -> column.name().equals("derivations"))
        .map(column -> (ColumnType.Struct<?>) ((ColumnType.ListOf) column.type()).element())
        .findFirst()
        .orElseThrow();
  }

  /** In their order. */
  private static <S> Map<String, @Nullable Object> fields(ColumnType.Struct<S> type, Object cell) {
    @SuppressWarnings("unchecked") // as the column declares it
    S object = (S) cell;
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    type.fields().forEach(field -> fields.put(field.name(), field.cell().apply(object)));
    return fields;
  }
}

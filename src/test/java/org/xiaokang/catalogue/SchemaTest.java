package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;

/** The JSON Schemas that editors complete from say what the reader says. */
class SchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String UNKNOWN_KEY = "zz_unknown";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"units", "metrics", "xiaokang"})
  void theProjectsFilesAreValid(String name) throws IOException {
    assertThat(schema(name).validate(YAML.readTree(conf(name + ".yaml").toFile()))).isEmpty();
  }

  @Test
  void theProjectsIndicatorsAreValid() throws IOException {
    try (Stream<Path> themes = Files.list(conf("indicators"))) {
      for (Path theme : themes.toList()) {
        assertThat(schema("indicators").validate(YAML.readTree(theme.toFile()))).isEmpty();
      }
    }
  }

  @Test
  void declarationsOfEstimatesAreValid() throws IOException {
    Path declared = Path.of("src/test/resources/estimates");
    assertThat(
            schema("xiaokang").validate(YAML.readTree(declared.resolve("estimates.yaml").toFile())))
        .isEmpty();
    try (Stream<Path> themes = Files.list(declared.resolve("themes"))) {
      for (Path theme : themes.toList()) {
        assertThat(schema("indicators").validate(YAML.readTree(theme.toFile()))).isEmpty();
      }
    }
  }

  @Test
  void theProjectsAssessmentsAreValid() throws IOException {
    try (Stream<Path> files = Files.list(conf("assessments"))) {
      for (Path file : files.toList()) {
        assertThat(schema("assessments").validate(YAML.readTree(file.toFile())))
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  @Test
  void indicatorKeysAreTheReaders() throws IOException {
    String broken =
        Folder.INDICATORS
            .replace("- id:", "- zz_unknown: 1\n    id:")
            .replace(
                "{metric: fund}",
                "{metric: fund, zz_unknown: 1, over: {period: year, rule: sum, zz_unknown: 1}}")
            .replace("{en: Growth of the fund,", "{zz_unknown: 1, en: Growth of the fund,")
            .replace(
                "direction: neutral",
                "direction: neutral\n    expected: {zz_unknown: 1}\n    roll_up: {zz_unknown: 1}");
    List<Set<String>> read = accepted(new Folder(folder).write("indicators.yaml", broken).found());
    JsonNode item = items("indicators", "indicators");
    assertThat(read)
        .containsExactlyInAnyOrder(
            keys(item),
            keys(item.at("/properties/inputs/additionalProperties")),
            keys(item.at("/properties/inputs/additionalProperties/properties/over")),
            keys(item.at("/properties/name/oneOf/1")),
            keys(item.at("/properties/roll_up")),
            keys(item.at("/properties/expected")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ranking",
        "inequality",
        "concentration, rank_by: income",
        "convergence",
        "mobility",
        "peers",
        "composite",
        "decomposition",
        "trend"
      })
  void comparisonKeysAreTheReadersForEveryMeasure(String measure) throws IOException {
    String entry =
        "compare:\n  - {id: c, zz_unknown: 1, indicators: [income],"
            + " name: {en: C, zh: 比, zz_unknown: 1}, measure: %s}\n".formatted(measure);
    JsonNode item = items("indicators", "compare");
    List<Set<String>> read = accepted(new Compared(folder).with(entry).found());
    assertThat(read)
        .containsExactlyInAnyOrder(
            names(item, measure.split(",", 2)[0]), keys(item.at("/properties/name/oneOf/1")));
  }

  @Test
  void everyMeasureHasItsKeysInTheSchemaAndNoKeyIsWithoutOne() throws IOException {
    JsonNode item = items("indicators", "compare");
    Set<String> all = new TreeSet<>();
    for (JsonNode measure : item.at("/properties/measure/enum")) {
      all.addAll(names(item, measure.asText()));
    }
    assertThat(all).isEqualTo(keys(item));
    assertThat(item.at("/properties/measure/enum")).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure: ranking, target: 5, within: [parent], from: 2013, to: 2020",
        "measure: inequality, weight: debt, indices: [gini, ge(2), 'ratio(0.9, 0.1)']",
        "measure: mobility, bounds: [0.8, 1.2], of: mean, initial: [0.2, 0.3, 0.5]",
        "measure: composite, weightings: [pca, declared], weights: {income: 1}",
        "measure: decomposition, of: poverty, line: 4000, step: 2",
        "measure: decomposition, of: parts, total: income"
      })
  void theSchemaTakesWhatTheReaderTakes(String keys) throws IOException {
    assertThat(schemaProblems(keys)).isEmpty();
    assertThat(new Compared(folder).wrong("indicators: [income], " + keys)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "measure: rankng",
        "measure: ranking, points: 5",
        "measure: inequality, indices: [gini(2)]",
        "measure: inequality, indices: [cv, cv]",
        "measure: concentration",
        "measure: mobility, of: parts",
        "measure: mobility, classes: 1",
        "measure: convergence, discard: 1",
        "measure: composite, weights: {income: -1}",
        "measure: decomposition",
        "measure: decomposition, of: poverty"
      })
  void theSchemaRefusesWhatTheReaderRefuses(String keys) throws IOException {
    assertThat(schemaProblems(keys)).isNotEmpty();
    assertThat(new Compared(folder).wrong("indicators: [income], " + keys)).isNotEmpty();
  }

  private static Set<ValidationMessage> schemaProblems(String keys) throws IOException {
    String text = "compare: [{id: c, indicators: [income], " + keys + "}]";
    return schema("indicators").validate(YAML.readTree(text));
  }

  /** The keys that the schema allows beside a measure. */
  private static Set<String> names(JsonNode item, String measure) {
    Set<String> names = new TreeSet<>();
    for (JsonNode rule : item.path("allOf")) {
      if (rule.at("/if/properties/measure/const").asText().equals(measure)) {
        rule.at("/then/propertyNames/enum").forEach(name -> names.add(name.asText()));
      }
    }
    return names;
  }

  @Test
  void metricKeysAreTheReaders() throws IOException {
    String broken =
        Folder.METRICS
                .replaceFirst("- code: fund", "- zz_unknown: 1\n    code: fund")
                .replaceFirst("\\{rule: sum,", "{zz_unknown: 1, rule: sum,")
            + "    derive: [{zz_unknown: 1, inputs: {p: {metric: poor}}, value: 100 * p / p}]\n";
    List<Set<String>> read = accepted(new Folder(folder).write("metrics.yaml", broken).found());
    JsonNode item = items("metrics", "metrics");
    assertThat(read)
        .containsExactlyInAnyOrder(
            keys(item),
            keys(item.at("/properties/aggregation")),
            keys(item.at("/properties/derive/items")));
  }

  @Test
  void unitKeysAreTheReaders() throws IOException {
    String broken =
        Folder.UNITS
            .replaceFirst("- code: yuan", "- zz_unknown: 1\n    code: yuan")
            .replaceFirst("\\{exponent: 0,", "{zz_unknown: 1, exponent: 0,");
    List<Set<String>> read = accepted(new Folder(folder).write("units.yaml", broken).found());
    JsonNode item = items("units", "units");
    assertThat(read)
        .containsExactlyInAnyOrder(keys(item), keys(item.at("/properties/symbols/items")));
  }

  @Test
  void configurationKeysAreTheReaders() throws IOException {
    Path file = folder.resolve("xiaokang.yaml");
    Files.writeString(
        file,
        """
        zz_unknown: 1
        lake: lake
        catalogue: {zz_unknown: 1, units: u, metrics: m, indicators: i, regions: r}
        sources:
          - {zz_unknown: 1, name: a, format: csv, path: p, columns: {zz_unknown: x},
             unpivot: {zz_unknown: 1, columns: [a], name: n, value: v}}
          - {name: b, format: jdbc, path: "jdbc:p", jdbc: {zz_unknown: 1, table: t,
             partition: {zz_unknown: 1, column: c}, changes: {zz_unknown: 1, key: k, watermark: w}}}
          - {zz_unknown: 1, name: c, kind: microdata, format: csv, path: p, columns: {zz_unknown: x},
             replicates: {zz_unknown: 1, method: brr, columns: [a, b]}}
          - {zz_unknown: 1, name: d, kind: grouped, format: csv, path: p, columns: {zz_unknown: x}}
          - {zz_unknown: 1, name: e, kind: areas, format: csv, path: p, columns: {zz_unknown: x}}
        claims:
          - {zz_unknown: 1, name: a, format: csv, path: p, columns: {zz_unknown: x}}
        gates:
          - {zz_unknown: 1, gate: rejected_share, on_failure: hold}
          - {zz_unknown: 1, gate: regions_reporting, on_failure: hold}
          - {zz_unknown: 1, gate: freshness, on_failure: hold, days: 1}
          - {zz_unknown: 1, gate: contradictions, on_failure: hold}
          - {zz_unknown: 1, gate: range, on_failure: hold}
          - {zz_unknown: 1, gate: history, on_failure: hold}
          - {zz_unknown: 1, gate: peers, on_failure: hold}
          - {zz_unknown: 1, gate: release_difference, on_failure: hold}
        retention: {zz_unknown: 1}
        """);
    Problems problems = new Problems();
    ConfigurationReader.read(file, problems);
    List<String> found = new ArrayList<>();
    try {
      problems.throwIfAny();
    } catch (DefinitionException e) {
      e.problems().forEach(p -> found.add(p.message()));
    }
    JsonNode schema = json("xiaokang");
    JsonNode source = schema.at("/$defs/figures");
    List<Set<String>> declared = new ArrayList<>();
    declared.add(keys(schema));
    declared.add(keys(schema.at("/properties/catalogue")));
    declared.add(keys(source));
    declared.add(keys(source.at("/properties/columns")));
    declared.add(keys(source.at("/properties/unpivot")));
    for (String kind : List.of("microdata", "grouped", "areas")) {
      declared.add(keys(schema.at("/$defs/" + kind)));
      declared.add(keys(schema.at("/$defs/" + kind + "/properties/columns")));
    }
    declared.add(keys(schema.at("/$defs/microdata/properties/replicates")));
    JsonNode database = schema.at("/$defs/jdbc");
    declared.add(keys(database));
    declared.add(keys(database.at("/properties/partition")));
    declared.add(keys(database.at("/properties/changes")));
    declared.add(keys(schema.at("/properties/claims/items")));
    declared.add(keys(schema.at("/properties/claims/items/properties/columns")));
    schema.at("/properties/gates/items/oneOf").forEach(gate -> declared.add(keys(gate)));
    declared.add(keys(schema.at("/properties/retention")));
    assertThat(accepted(found)).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void anOptionInQuotesIsTakenAsItIs() throws IOException {
    Path file = folder.resolve("xiaokang.yaml");
    Files.writeString(
        file,
        """
        lake: lake
        catalogue: {units: u, metrics: m, indicators: i, regions: r}
        sources:
          - {name: a, format: csv, path: p, options: {sep: "\\t", quote: '', nullValue: ' - ', header: true}}
        """);
    assertThat(schema("xiaokang").validate(YAML.readTree(file.toFile()))).isEmpty();
    Problems problems = new Problems();
    Configuration read = ConfigurationReader.read(file, problems).orElseThrow();
    problems.throwIfAny();
    assertThat(read.sources().get(0).options())
        .isEqualTo(Map.of("sep", "\t", "quote", "", "nullValue", " - ", "header", "true"));
    Files.writeString(file, Files.readString(file).replace("quote: ''", "quote: "));
    Problems blank = new Problems();
    ConfigurationReader.read(file, blank);
    assertThatThrownBy(blank::throwIfAny).hasMessageContaining("'quote' must be a text");
  }

  /** What the reader says it accepts where an unknown key stands. */
  private static List<Set<String>> accepted(List<String> problems) {
    Pattern list = Pattern.compile("(?:expected one of|it has) ([a-z_, ]+)");
    List<Set<String>> accepted = new ArrayList<>();
    for (String problem : problems) {
      Matcher matcher = list.matcher(problem);
      if (problem.contains(UNKNOWN_KEY) && matcher.find()) {
        accepted.add(new TreeSet<>(List.of(matcher.group(1).strip().split(", "))));
      }
    }
    return accepted;
  }

  private static Set<String> keys(JsonNode schema) {
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    Set<String> keys = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode items(String name, String list) throws IOException {
    return json(name).at("/properties/" + list + "/items");
  }

  private static JsonNode json(String name) throws IOException {
    return YAML.readTree(conf("schema/" + name + ".schema.json").toFile());
  }

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(json(name));
  }

  private static Path conf(String name) {
    return Path.of("conf").resolve(name);
  }
}

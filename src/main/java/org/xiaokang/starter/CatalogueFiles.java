package org.xiaokang.starter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The catalogue of a new project: metrics, indicators, regions, and units that are not shipped. */
record CatalogueFiles(InputTable table, TableShape shape, List<MetricDraft> metrics) {
  private static final int MOST_INDICATORS = 5;

  /** The text of metrics.yaml. */
  String metricsFile() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What the tables report. A table may use the code, the name or an alias.
        #   kind: stock (at a time), flow (over a time), average, rate
        #   aggregation: {rule: sum, reason: ...} where the figures of regions add up to that of the region above
        metrics:
        """);
    for (MetricDraft metric : metrics) {
      text.append("  - code: ").append(metric.code()).append('\n');
      text.append("    name: ").append(Yaml.text(metric.printed())).append('\n');
      text.append("    unit: ").append(Yaml.text(metric.unit()));
      text.append(metric.isSaid() ? "\n" : "  # a guess: the table does not say it\n");
      text.append("    kind: ").append(kind(metric)).append('\n');
      text.append("    aggregation: ").append(aggregation(metric)).append('\n');
    }
    return text.toString();
  }

  private static String kind(MetricDraft metric) {
    return metric.isPercent() ? "rate" : metric.unit().contains("/") ? "average" : "stock";
  }

  private static String aggregation(MetricDraft metric) {
    return metric.unit().equals("person")
        ? "{rule: sum, reason: a person lives in one region}"
        : "{rule: none, reason: not decided yet}";
  }

  /** The text of indicators/first.yaml. */
  String indicatorsFile() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What is computed. `value` is a formula over the names in `inputs`; units must follow from it.
        indicators:
        """);
    List<String> shown = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (MetricDraft metric : metrics.subList(0, Math.min(MOST_INDICATORS, metrics.size()))) {
      String id = MetricDraft.code(metric.code() + "_level", "level", taken);
      shown.add(id);
      indicator(
          text,
          id,
          metric.printed(),
          metric.unit(),
          "{x: {metric: " + metric.code() + "}}",
          "x",
          shown.size() == 1);
    }
    int step = step();
    Optional<MetricDraft> growing =
        metrics.stream().filter(metric -> !metric.isPercent()).findFirst();
    if (step > 0 && growing.isPresent()) {
      MetricDraft metric = growing.get();
      String id = MetricDraft.code(metric.code() + "_growth", "growth", taken);
      shown.add(id);
      String inputs =
          "{now: {metric: %1$s}, then: {metric: %1$s, shift: -%2$dy}}"
              .formatted(metric.code(), step);
      indicator(
          text,
          id,
          "Growth of " + metric.printed(),
          "percent",
          inputs,
          "100 * (now / then - 1)",
          true);
    }
    text.append(
        """

        # Places of the regions, the largest value first.
        compare:
          - {id: places, measure: ranking, indicators: [%s]}
        """
            .formatted(String.join(", ", shown)));
    return text.toString();
  }

  private static void indicator(
      StringBuilder text,
      String id,
      String name,
      String unit,
      String inputs,
      String value,
      boolean headline) {
    text.append("  - id: ").append(id).append('\n');
    text.append("    name: ").append(Yaml.text(name)).append('\n');
    text.append("    unit: ").append(Yaml.text(unit)).append('\n');
    text.append("    inputs: ").append(inputs).append('\n');
    text.append("    value: ").append(value).append('\n');
    text.append("    direction: neutral  # or higher_is_better, lower_is_better\n");
    text.append(headline ? "    headline: true  # shown at the end of a run\n" : "");
  }

  /** Years from one figure to the next, the fewest; 0 where there are no two. */
  private int step() {
    String column = shape.year();
    List<String> printed =
        shape.spreadIsYears()
            ? shape.spread()
            : column == null ? List.of() : table.distinct(column);
    TreeSet<Integer> years = new TreeSet<>();
    printed.stream()
        .filter(one -> one.matches("\\d{4}.*"))
        .forEach(one -> years.add(Integer.valueOf(one.substring(0, 4))));
    int least = 0;
    Integer before = null;
    for (Integer year : years) {
      if (before != null) {
        least = least == 0 ? year - before : Math.min(least, year - before);
      }
      before = year;
    }
    return least;
  }

  /** The text of regions.csv. */
  String regionsFile() {
    StringBuilder text =
        new StringBuilder("code,name,level,parent,valid_from,valid_to,successors\n");
    codes()
        .forEach(
            (name, code) ->
                text.append(cell(code)).append(',').append(cell(name)).append(",region,,,,\n"));
    return text.toString();
  }

  /** The code of each region by its name. */
  private Map<String, String> codes() {
    Map<String, String> codes = new LinkedHashMap<>();
    String column = shape.code();
    boolean hasCodes = new SourceFile(table, shape, metrics).hasCodes();
    Set<String> taken = new HashSet<>();
    for (String name : table.distinct(shape.region())) {
      String code =
          column != null
              ? table.mostOften(column, shape.region(), name)
              : hasCodes ? name : MetricDraft.code(name, "region_" + (codes.size() + 1), taken);
      codes.put(name, code);
    }
    return codes;
  }

  private static String cell(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Whether the tables print units that the program does not bring. */
  boolean hasUnits() {
    return metrics.stream().anyMatch(metric -> !metric.isKnown());
  }

  /** The text of units.yaml. */
  String unitsFile() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Units besides the shipped ones: the code, its name, and what a table prints for it.
        # A multiple has an exponent of ten: {exponent: 3, of: [thousand florins]}
        units:
        """);
    Set<String> told = new HashSet<>();
    for (MetricDraft metric : metrics) {
      if (!metric.isKnown() && told.add(metric.unit())) {
        text.append("  - code: ").append(metric.unit()).append('\n');
        text.append("    name: ").append(Yaml.text(metric.symbol())).append('\n');
        text.append("    symbols: [{of: [").append(Yaml.text(metric.symbol())).append("]}]\n");
      }
    }
    return text.toString();
  }
}

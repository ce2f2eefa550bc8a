package org.xiaokang.starter;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration of a new project: how a table is read. */
record SourceFile(InputTable table, TableShape shape, List<MetricDraft> metrics) {
  private static final String SPREAD = "column_name";
  private static final String PRINTED = "printed";

  /**
   * The text of xiaokang.yaml.
   *
   * @param path the table as the file is to name it
   * @param ownUnits whether there is a units.yaml beside the shipped units
   */
  String text(String path, boolean ownUnits) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What is read, and where the results go. Paths start at the folder of this file.
        lake: lake

        catalogue:
          units: %s
          metrics: metrics.yaml
          indicators: indicators
          regions: regions.csv

        # The tables to read. Each column below is a Spark SQL expression over the columns of the file.
        sources:
          - name: %s
            format: csv
            path: %s
        """
            .formatted(
                ownUnits ? "[shipped, units.yaml]" : "shipped",
                Yaml.text(MetricDraft.code(fileName(), "input", new java.util.HashSet<>())),
                Yaml.text(path)));
    if (!table.separator().equals(",")) {
      text.append("    options: {sep: ").append(separator()).append("}\n");
    }
    if (!shape.spread().isEmpty()) {
      text.append("    # One row for each of these columns.\n    unpivot: {pattern: ")
          .append(Yaml.text(pattern()))
          .append(", name: " + SPREAD + ", value: " + PRINTED + "}\n");
    }
    text.append("    columns:\n");
    column(text, "doc_id", Yaml.literal(fileName()), "the document: the file's name");
    column(text, "obs_id", id(), "what tells one figure from the others");
    String code = shape.code();
    if (code != null || hasCodes()) {
      column(text, "region_code", Yaml.column(code == null ? shape.region() : code), null);
    } else {
      column(text, "region_name", Yaml.column(shape.region()), "as in regions.csv");
    }
    column(text, "metric_code", metric(), "a code, a name or an alias of metrics.yaml");
    String value = shape.value();
    column(text, "value", value == null ? PRINTED : Yaml.column(value), null);
    column(text, "unit", unit(), "as printed");
    String year = year();
    if (year != null) {
      column(text, "period_start", year, null);
      column(text, "period_end", year, "a year, or a day such as 2020-12-31");
    } else {
      text.append("      # No column of years was found: map period_start and period_end.\n");
    }
    return text.append(
            """

            # What must hold before readers see the results.
            gates:
              - {gate: rejected_share, on_failure: hold, at_most: 0.05}
            """)
        .toString();
  }

  /** Whether the column of regions has codes: short, and of letters and digits only. */
  boolean hasCodes() {
    return table.distinct(shape.region()).stream()
        .allMatch(one -> one.matches("[A-Za-z0-9_.-]{1,12}"));
  }

  private String fileName() {
    return String.valueOf(table.file().getFileName()).replaceAll("\\.[^.]*$", "");
  }

  private String separator() {
    return table.separator().equals("\t") ? "\"\\t\"" : '"' + table.separator() + '"';
  }

  private static void column(
      StringBuilder text, String name, String expression, @Nullable String comment) {
    text.append("      ").append(name).append(": ").append(Yaml.text(expression));
    text.append(comment == null ? "\n" : "  # " + comment + "\n");
  }

  private String pattern() {
    return shape.spreadIsYears()
        ? "(19|20)\\d\\d"
        : shape.spread().stream().map(Yaml::pattern).collect(Collectors.joining("|"));
  }

  private @Nullable String year() {
    String year = shape.year();
    return shape.spreadIsYears() ? SPREAD : year == null ? null : Yaml.column(year);
  }

  private String metric() {
    String metric = shape.metric();
    if (metric != null) {
      return Yaml.column(metric);
    }
    return shape.spread().isEmpty() || shape.spreadIsYears()
        ? Yaml.literal(metrics.get(0).code())
        : SPREAD;
  }

  private String id() {
    String year = year();
    return "concat_ws(':', %s, %s%s)"
        .formatted(Yaml.column(shape.region()), metric(), year == null ? "" : ", " + year);
  }

  private String unit() {
    String unit = shape.unit();
    if (unit != null) {
      return Yaml.column(unit);
    }
    if (metrics.stream().map(MetricDraft::symbol).distinct().count() == 1) {
      return Yaml.literal(metrics.get(0).symbol());
    }
    String cases =
        metrics.stream()
            .map(
                one ->
                    "WHEN %s THEN %s"
                        .formatted(Yaml.literal(one.printed()), Yaml.literal(one.symbol())))
            .collect(Collectors.joining(" "));
    return "CASE %s %s END".formatted(metric(), cases);
  }
}

package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind an input of a value: the document, or the identity it is derived by. */
record WhyInput(ReleaseReader release, ReleaseCatalogue catalogue) {
  private static final List<String> OBSERVATIONS = List.of("observations");

  /**
   * Lines on an input.
   *
   * @param indicator a row of indicator_catalogue
   * @param region the region asked for, a row of regions
   * @param input one of the inputs of a value
   * @param fromBelow whether the regions below make the value
   */
  List<String> lines(TableRow indicator, TableRow region, TableRow input, boolean fromBelow) {
    List<String> lines = new ArrayList<>();
    String code = input.text("metric");
    Optional<TableRow> metric = catalogue.metric(code);
    lines.add("");
    lines.add(
        "  %s = %s %s  %s [%s], %s"
            .formatted(
                input.text("variable"),
                Why.number(input),
                metric.map(row -> row.text("unit_measure")).orElse("(not in the catalogue)"),
                code,
                input.find("scope").orElse("?"),
                input.find("time_period").orElse("?")));
    Optional<Object> observation = input.find("observation_id");
    if (observation.isPresent()) {
      lines.addAll(printed("observation_id = ?", observation.get()));
    } else if (input.is("derived") && fromBelow) {
      lines.add("    made of figures that are derived in regions below");
    } else if (input.is("derived")) {
      boolean isOwn = isOwn(indicator, input.text("variable"));
      for (TableRow derivation : metric.map(row -> row.rows("derivations")).orElse(List.of())) {
        lines.addAll(derived(derivation, region, input, isOwn));
      }
    }
    return lines;
  }

  /** Whether an input is the region's own figure. */
  private static boolean isOwn(TableRow indicator, String variable) {
    return indicator.rows("input_parts").stream()
        .filter(part -> part.text("variable").equals(variable))
        .allMatch(part -> part.is("own"));
  }

  private List<String> derived(
      TableRow derivation, TableRow region, TableRow input, boolean isOwn) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "    derived as "
            + derivation.text("formula")
            + (isOwn ? " from" : ", where it is taken from, from"));
    for (TableRow part : derivation.rows("inputs")) {
      lines.add("    " + part.text("variable") + " = " + part.text("input"));
      if (isOwn) {
        lines.addAll(
            printed(
                "panel_area = ? AND metric = ? AND time_period = ? AND scope = ? AND preferred",
                region.text("panel_area"),
                part.text("metric"),
                input.optionalText("time_period"),
                part.find("scope").orElse(input.cells().get("scope"))));
      }
    }
    return lines;
  }

  /** What documents print of the observations for which a condition holds. */
  List<String> printed(String condition, @Nullable Object... values) {
    List<String> lines = new ArrayList<>();
    for (TableRow row :
        release.rows(
            OBSERVATIONS,
            "SELECT * FROM observations WHERE " + condition + " ORDER BY doc_id, obs_id",
            values)) {
      Optional<Object> method = row.find("method");
      if (method.isPresent()) {
        lines.add(estimated(row, method.get()));
        continue;
      }
      lines.add(
          "    printed '%s%s' (%s) in document %s, observation %s%s"
              .formatted(
                  row.text("value_printed"),
                  row.find("unit_printed").orElse(""),
                  row.text("qualifier"),
                  row.text("doc_id"),
                  row.text("obs_id"),
                  row.find("locator").map(at -> ", at " + at).orElse("")));
      new AlternativeReports(release).of(row).ifPresent(lines::add);
    }
    return lines;
  }

  /** How a figure was estimated, and how sure it is. */
  private static String estimated(TableRow row, Object method) {
    Double error = row.real("standard_error");
    return "    estimated from source %s (%s)%s%s: %s"
        .formatted(
            row.text("source"),
            row.text("obs_id"),
            error == null ? "" : ", standard error " + error,
            row.find("sample_size").map(size -> ", " + size + " rows").orElse(""),
            method);
  }
}

package org.xiaokang.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.RuleSet;
import org.xiaokang.lake.AssessmentsTable;
import org.xiaokang.lake.ContradictionsTable;
import org.xiaokang.page.Page.Section;
import org.xiaokang.page.Table;
import org.xiaokang.reader.Numbers;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;
import org.xiaokang.reader.Verdicts;

/**
 * What rules say of regions, side by side, and what documents contradict.
 *
 * @param catalogue what is declared
 * @param reader the release
 */
record AssessmentSections(Catalogue catalogue, ReleaseReader reader) {
  private static final int STATEMENTS = 6;

  /** The sections of which the release has tables. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    if (has(AssessmentsTable.SCHEMA.name())) {
      sections.add(assessments());
    }
    if (has(ContradictionsTable.SCHEMA.name())) {
      sections.add(contradictions());
    }
    return sections;
  }

  private boolean has(String table) {
    return reader.release().tables().containsKey(table);
  }

  private Section assessments() {
    List<Table> tables = new ArrayList<>();
    for (RuleSet rule : catalogue.assessments().rules().values()) {
      verdicts(rule).ifPresent(tables::add);
      coverage(rule).ifPresent(tables::add);
    }
    return new Section(
        "Assessments",
        tables.isEmpty()
            ? List.of("No region has figures that a rule asks for.")
            : List.of(
                "Met and not met hold wherever in their intervals the figures lie; what is not known"
                    + " never counts as met. jobs/why REGION RULE tells the figures."),
        tables);
  }

  private Optional<Table> verdicts(RuleSet rule) {
    Map<String, Map<String, TableRow>> regions = new LinkedHashMap<>();
    reader.each(
        List.of(AssessmentsTable.SCHEMA.name()),
        "SELECT * FROM assessments WHERE assessment = ? AND origin = 'reported'"
            + " ORDER BY time_period DESC, ref_area, criterion",
        row ->
            regions
                .computeIfAbsent(
                    row.text("time_period") + " " + row.text("ref_area"),
                    key -> new LinkedHashMap<>())
                .put(row.text("criterion"), row),
        rule.id());
    if (regions.isEmpty()) {
      return Optional.empty();
    }
    List<String> header = new ArrayList<>(List.of("region", "year", "verdict"));
    rule.criteria().forEach(criterion -> header.add(criterion.name().en()));
    header.add("turns, or would decide");
    List<List<String>> rows =
        regions.values().stream()
            .limit(ReleasePage.MOST)
            .map(criteria -> row(rule, criteria))
            .toList();
    return Optional.of(
        Table.of(
            "%s (%d of %,d)".formatted(rule.name().en(), rows.size(), regions.size()),
            header,
            rows));
  }

  private List<String> row(RuleSet rule, Map<String, TableRow> criteria) {
    TableRow whole = criteria.get("whole");
    List<String> cells = new ArrayList<>();
    if (whole == null) {
      return cells;
    }
    cells.add(region(whole.text("ref_area")));
    cells.add(whole.text("time_period"));
    cells.add(Verdicts.marked(whole.text("verdict")));
    for (Criterion criterion : rule.criteria()) {
      TableRow one = criteria.get(criterion.id());
      cells.add(one == null ? "" : cell(one));
    }
    List<String> decisive = whole.texts("would_decide");
    cells.add(
        decisive.isEmpty()
            ? whole.rows("breaking_points").stream()
                .findFirst()
                .map(AssessmentSections::turning)
                .orElse("")
            : String.join("; ", decisive));
    return cells;
  }

  private static String turning(TableRow point) {
    return "%s at %s %s, now %s"
        .formatted(
            point.text("turns_to").replace('_', ' '),
            point.text("metric"),
            point.decimal("corrected").stripTrailingZeros().toPlainString(),
            point.decimal("printed").stripTrailingZeros().toPlainString());
  }

  private static String cell(TableRow row) {
    Double value = row.real("value");
    String at = value == null ? "" : " (" + Numbers.plain(rounded(value)) + ")";
    return Verdicts.marked(row.text("verdict")) + at;
  }

  /** Six digits are enough beside a verdict. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }

  private Optional<Table> coverage(RuleSet rule) {
    List<List<String>> rows =
        reader
            .rows(
                List.of(AssessmentsTable.SCHEMA.name()),
                "SELECT * FROM assessments WHERE assessment = ? AND origin = 'aggregated'"
                    + " AND criterion = 'whole' ORDER BY time_period DESC, ref_area LIMIT "
                    + ReleasePage.MOST,
                rule.id())
            .stream()
            .map(this::coverage)
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                rule.name().en() + ": of how many below there are verdicts",
                List.of("region", "year", ">met", ">not met", ">not decidable", ">of how many"),
                rows));
  }

  private List<String> coverage(TableRow row) {
    return List.of(
        region(row.text("ref_area")),
        row.text("time_period"),
        String.valueOf(row.number("met")),
        String.valueOf(row.number("not_met")),
        String.valueOf(row.number("not_decidable")),
        row.find("expected").map(String::valueOf).orElse("not known"));
  }

  private Section contradictions() {
    List<TableRow> found =
        reader.rows(
            List.of(ContradictionsTable.SCHEMA.name()),
            "SELECT * FROM contradictions ORDER BY certainty = 'implausible', certainty, kind, ref_area,"
                + " time_period, contradiction_id LIMIT "
                + (ReleasePage.MOST + 1));
    if (found.isEmpty()) {
      return new Section(
          "Contradictions",
          List.of("No statements were found that exclude each other."),
          List.of());
    }
    List<List<String>> rows =
        found.stream().limit(ReleasePage.MOST).map(this::contradiction).toList();
    return new Section(
        "Contradictions",
        List.of("Of each set no statement can be left out: without it the others can all be true."),
        List.of(
            Table.of(
                "Statements that cannot all be true"
                    + (found.size() > ReleasePage.MOST
                        ? " (the first " + ReleasePage.MOST + ")"
                        : ""),
                List.of("certainty", "kind", "region", "period", "what", "statements"),
                rows)));
  }

  private List<String> contradiction(TableRow row) {
    List<TableRow> statements = row.rows("statements");
    String listed =
        statements.stream()
            .limit(STATEMENTS)
            .map(
                one ->
                    "%s, document %s, %s%s"
                        .formatted(
                            one.text("printed"),
                            one.text("doc_id"),
                            one.text("obs_id"),
                            one.find("locator").map(at -> " at " + at).orElse("")))
            .collect(Collectors.joining("; "));
    return List.of(
        row.text("certainty").replace('_', ' '),
        row.text("kind"),
        row.find("ref_area").map(code -> region((String) code)).orElse(""),
        row.find("time_period").map(String::valueOf).orElse(""),
        row.text("message"),
        listed
            + (statements.size() > STATEMENTS
                ? "; and " + (statements.size() - STATEMENTS) + " more"
                : ""));
  }

  private String region(String code) {
    return catalogue.regions().name(code, null) + " (" + code + ")";
  }
}

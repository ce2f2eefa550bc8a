package org.xiaokang.reader;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Why a region has a verdict: each criterion with its value, its threshold and the figures behind
 * it, down to document and place; what would turn it, and what would decide it.
 *
 * @param release the release
 */
record WhyAssessment(ReleaseReader release) {
  private static final String TABLE = "assessments";
  private static final String WHOLE = "whole";
  private static final int SHOWN = 3;

  /** Whether the release has verdicts by a rule of that id. */
  boolean has(String id) {
    return release.tables().contains(TABLE)
        && !release
            .rows(
                List.of(TABLE), "SELECT 1 AS one FROM assessments WHERE assessment = ? LIMIT 1", id)
            .isEmpty();
  }

  /**
   * The story of a verdict, in lines of text.
   *
   * @param area the region's code or name
   * @param id the rule
   * @param period a year; {@code latest} for the latest there is
   * @throws XiaokangException when there is no such region or verdict, saying what there is
   */
  List<String> lines(String area, String id, String period) {
    TableRow region = new RegionFinder(release).find(area);
    List<TableRow> all =
        release.rows(
            List.of(TABLE),
            "SELECT * FROM assessments WHERE panel_area = ? AND assessment = ?"
                + " ORDER BY time_period DESC, origin DESC, criterion <> 'whole'",
            region.text("panel_area"),
            id);
    List<String> years = all.stream().map(row -> row.text("time_period")).distinct().toList();
    String about = "%s of %s (%s)".formatted(id, region.text("name"), region.text("ref_area"));
    if (years.isEmpty()) {
      throw new XiaokangException(about + " has no verdict in any year");
    }
    String year = period.equals("latest") ? years.get(0) : period;
    if (!years.contains(year)) {
      throw new XiaokangException(about + " has no verdict in '" + period + "'; it has " + years);
    }
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s), %s".formatted(region.text("name"), region.text("ref_area"), year));
    for (TableRow row : all) {
      if (row.text("time_period").equals(year)) {
        lines.addAll(row.text("origin").equals("aggregated") ? below(row) : story(row, id));
      }
    }
    return lines;
  }

  private static List<String> below(TableRow row) {
    long known = row.number("met") + row.number("not_met") + row.number("not_decidable");
    return List.of(
        "  %s: verdicts of %d of %s regions below: %d met, %d not met, %d not decidable"
            .formatted(
                row.text("criterion"),
                known,
                row.find("expected").map(String::valueOf).orElse("an unknown number of"),
                row.number("met"),
                row.number("not_met"),
                row.number("not_decidable")));
  }

  private List<String> story(TableRow row, String id) {
    boolean whole = row.text("criterion").equals(WHOLE);
    List<String> lines = new ArrayList<>();
    String verdict = row.text("verdict");
    if (whole) {
      lines.add("  " + id + ": " + Verdicts.marked(verdict));
    } else {
      lines.add("");
      lines.add("  %s: %s".formatted(row.text("criterion"), Verdicts.marked(verdict)));
      lines.add("    " + value(row));
    }
    row.find("reason").ifPresent(reason -> lines.add("    " + reason));
    List<String> decisive = row.texts("would_decide");
    if (!decisive.isEmpty()) {
      lines.add("    would decide: " + String.join("; ", decisive));
    }
    List<TableRow> points = row.rows("breaking_points");
    for (TableRow point : points.subList(0, Math.min(SHOWN, points.size()))) {
      lines.add("    " + turning(point));
    }
    if (!whole) {
      row.rows("inputs").forEach(input -> lines.addAll(input(input)));
    }
    return lines;
  }

  private static String value(TableRow row) {
    String unit = row.find("unit_measure").map(String::valueOf).orElse("");
    Double value = row.real("value");
    Double threshold = row.real("threshold");
    Double margin = row.real("margin");
    return (value == null ? "no value" : Numbers.plain(value) + " " + unit)
        + row.find("interval").map(range -> ", in " + range).orElse("")
        + (threshold == null
            ? ""
            : "; asked: %s %s %s".formatted(row.text("comparison"), Numbers.plain(threshold), unit))
        + (margin == null ? "" : ", margin " + Numbers.plain(margin));
  }

  /** A correction in words. */
  static String turning(TableRow point) {
    BigDecimal printed = point.decimal("printed");
    BigDecimal corrected = point.decimal("corrected");
    BigDecimal change = corrected.subtract(printed);
    Double share = point.real("share");
    return "turns to %s at %s %s in %s (%s instead of %s)%s; %s"
        .formatted(
            point.text("turns_to"),
            plain(change.abs()),
            change.signum() < 0 ? "less" : "more",
            point.text("metric"),
            plain(corrected),
            plain(printed),
            share == null
                ? ""
                : share >= 1
                    ? String.format(Locale.ROOT, ", %.1f times the figure", share)
                    : String.format(Locale.ROOT, ", %.1f %% of the figure", 100 * share),
            point.text("method"));
  }

  private static String plain(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  private List<String> input(TableRow input) {
    List<String> lines = new ArrayList<>();
    Double value = input.real("value");
    lines.add(
        "    %s = %s  %s%s"
            .formatted(
                input.text("variable"),
                value == null ? "not reported" : Numbers.plain(value),
                input.text("metric"),
                input
                    .find("time_period")
                    .map(time -> " [%s], %s".formatted(input.find("scope").orElse("all"), time))
                    .orElse("")));
    Optional<Object> observation = input.find("observation_id");
    observation.ifPresent(
        number ->
            new WhyInput(release, new ReleaseCatalogue(release))
                .printed("observation_id = ?", number)
                .forEach(line -> lines.add("  " + line)));
    return lines;
  }
}

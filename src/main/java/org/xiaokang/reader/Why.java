package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Answers where a number comes from: its formula, the numbers put in, and each input's document and
 * place in it. All of it is told by the release itself.
 */
public final class Why {
  private final ReleaseReader release;
  private final ReleaseCatalogue catalogue;
  private final RegionFinder regions;

  /** Answers from a release. */
  public Why(ReleaseReader release) {
    this.release = release;
    this.catalogue = new ReleaseCatalogue(release);
    this.regions = new RegionFinder(release);
  }

  /**
   * The story of an indicator for a region and a period, or of a verdict, in lines of text.
   *
   * @param area the region's code or name
   * @param id the indicator, or the rule that assesses
   * @param period a time_period of the indicators table; {@code latest} for the latest there is
   * @throws XiaokangException when there is no such indicator, region or value, saying what there
   *     is
   */
  public List<String> lines(String area, String id, String period) {
    WhyAssessment assessment = new WhyAssessment(release);
    if (!catalogue.ids().contains(id) && assessment.has(id)) {
      return assessment.lines(area, id, period);
    }
    TableRow indicator = catalogue.indicator(id);
    TableRow region = regions.find(area);
    List<TableRow> found =
        release.rows(
            List.of("indicators"),
            // A region may have several values without a period, one per document.
            "SELECT * FROM indicators WHERE panel_area = ? AND indicator = ? ORDER BY period_end ASC"
                + " NULLS LAST, scope, origin, list_transform(inputs, lambda i: i.observation_id)",
            region.text("panel_area"),
            id);
    List<TableRow> chosen = chosen(found, period);
    if (chosen.isEmpty()) {
      throw new XiaokangException(absent(indicator, region, period, found));
    }
    List<String> lines = new ArrayList<>();
    for (TableRow value : chosen) {
      lines.addAll(story(indicator, region, value));
      lines.add("");
    }
    return lines;
  }

  private static List<TableRow> chosen(List<TableRow> found, String period) {
    if (!period.equals("latest")) {
      return found.stream().filter(row -> period.equals(row.text("time_period"))).toList();
    }
    if (found.isEmpty()) {
      return List.of();
    }
    String last = found.get(found.size() - 1).text("time_period");
    List<TableRow> latest =
        found.stream().filter(row -> row.text("time_period").equals(last)).toList();
    List<TableRow> ofAll = latest.stream().filter(row -> row.text("scope").equals("all")).toList();
    return ofAll.isEmpty() ? latest : ofAll;
  }

  private String absent(TableRow indicator, TableRow region, String period, List<TableRow> found) {
    String about =
        "%s of %s (%s)"
            .formatted(indicator.text("indicator"), region.text("name"), region.text("ref_area"));
    if (!found.isEmpty()) {
      List<String> periods = found.stream().map(row -> row.text("time_period")).distinct().toList();
      return about + " has no value for period '" + period + "'; it has " + periods;
    }
    StringBuilder text = new StringBuilder(about + " has no value for any period. It needs:");
    for (TableRow input : indicator.rows("input_parts")) {
      List<String> there =
          release
              .rows(
                  List.of("observations"),
                  "SELECT DISTINCT time_period, scope FROM observations WHERE panel_area = ? AND"
                      + " metric = ? ORDER BY time_period, scope",
                  region.text("panel_area"),
                  input.text("metric"))
              .stream()
              .map(row -> row.text("time_period") + " [" + row.text("scope") + "]")
              .toList();
      text.append("\n  ").append(input.text("variable")).append(" = ").append(input.text("input"));
      text.append(there.isEmpty() ? ": never reported" : ": reported for " + there);
    }
    return text.toString();
  }

  private List<String> story(TableRow indicator, TableRow region, TableRow value) {
    List<String> lines = new ArrayList<>(heading(indicator, value));
    boolean fromBelow = value.text("origin").equals("aggregated");
    if (fromBelow) {
      lines.addAll(new RollUpLineage(release).lines(value));
    }
    List<TableRow> inputs = value.rows("inputs");
    if (fromBelow && (value.real("obs_value") == null || inputs.isEmpty())) {
      return lines; // no formula was put to use
    }
    Map<String, String> numbers = new HashMap<>();
    inputs.forEach(input -> numbers.put(input.text("variable"), number(input)));
    years(value).ifPresent(years -> numbers.putIfAbsent(Indicator.YEARS, years));
    lines.add("");
    lines.add("  formula  " + indicator.text("formula"));
    lines.add("         = " + ReleaseCatalogue.withNumbers(indicator.text("formula"), numbers));
    for (TableRow input : inputs) {
      lines.addAll(new WhyInput(release, catalogue).lines(indicator, region, input, fromBelow));
    }
    return lines;
  }

  private List<String> heading(TableRow indicator, TableRow value) {
    List<String> lines = new ArrayList<>();
    Double number = value.real("obs_value");
    lines.add(
        "%s (%s), %s, scope %s"
            .formatted(
                regions.name(value.text("ref_area"), value.date("period_end")),
                value.text("ref_area"),
                value.text("time_period"),
                value.text("scope")));
    lines.add(
        "  %s = %s %s"
            .formatted(
                indicator.text("indicator"),
                number == null ? "no value" : Numbers.plain(number),
                value.text("unit_measure")));
    String zh = indicator.optionalText("name_zh");
    String en = indicator.text("name_en");
    lines.add("  " + (zh == null || zh.equals(en) ? en : en + " / " + zh));
    value.find("base_period").ifPresent(base -> lines.add("  against " + base));
    Double unadjusted = value.real("unadjusted_value");
    if (unadjusted != null) {
      lines.add("  on a comparable base; without it " + Numbers.plain(unadjusted));
    }
    lines.add("  status " + value.text("obs_status") + marks(value));
    value.find("reason").ifPresent(reason -> lines.add("  " + reason));
    value
        .find("rank_reason")
        .ifPresent(reason -> lines.add("  no rank and no share in the region above: " + reason));
    return lines;
  }

  /** The years from the base period to the value's own; empty without a base. */
  private static Optional<String> years(TableRow value) {
    return value
        .find("base_period")
        .map(base -> year(value.text("time_period")) - year((String) base))
        .map(String::valueOf);
  }

  private static int year(String period) {
    return Integer.parseInt(period.substring(0, 4));
  }

  private static String marks(TableRow value) {
    List<String> flags = value.texts("flags");
    String bound = value.optionalText("bound");
    return (flags.isEmpty() ? "" : ", " + String.join(", ", flags))
        + (bound == null ? "" : " (" + bound + ")");
  }

  static String number(TableRow input) {
    Double value = input.real("value");
    return value == null ? "?" : Numbers.plain(value);
  }
}

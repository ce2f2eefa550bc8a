package org.xiaokang.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the value of a region comes from that the regions below make: which of them, and what
 * changed.
 *
 * @param release the release
 */
record RollUpLineage(ReleaseReader release) {
  private static final int SHOWN = 12;
  private static final Pattern CODE = Pattern.compile("[^ ,]+");
  private static final Set<String> LINKS = Set.of("for", "together");

  /** Lines on an aggregated row of the indicators table. */
  List<String> lines(TableRow value) {
    List<String> lines = new ArrayList<>();
    Double coverage = value.real("coverage");
    lines.add(
        "  from %s of %s regions right below%s"
            .formatted(
                value.find("children_reported").map(String::valueOf).orElse("null"),
                value.find("children_expected").map(String::valueOf).orElse("an unknown number of"),
                coverage == null
                    ? ""
                    : String.format(Locale.ROOT, ", a coverage of %.0f %%", 100 * coverage)));
    for (String standIn : value.texts("stand_ins")) {
      lines.add("  " + standing(standIn, value));
    }
    Double change = value.real("change");
    if (change != null) {
      lines.add(
          "  %s on %s: %s in the regions of both periods, %s from regions that came or went"
              .formatted(
                  signed(change),
                  value.text("previous_period"),
                  signed(value.real("change_in_both")),
                  signed(value.real("change_in_coverage"))));
    }
    lines.addAll(children(value));
    return lines;
  }

  /** A cell such as {@code X for A, B} with the names of the regions. */
  private String standing(String standIn, TableRow value) {
    RegionFinder regions = new RegionFinder(release);
    String named =
        CODE.matcher(standIn)
            .replaceAll(
                code ->
                    LINKS.contains(code.group())
                        ? code.group()
                        : Matcher.quoteReplacement(
                            "%s (%s)"
                                .formatted(
                                    regions.name(code.group(), value.date("period_end")),
                                    code.group())));
    int link =
        named.contains(" together for ") ? named.indexOf(" together") : named.indexOf(" for ");
    boolean isOne = standIn.indexOf(", ") < 0 || standIn.indexOf(", ") > standIn.indexOf(" for ");
    return named.substring(0, link) + (isOne ? " stands" : " stand") + named.substring(link);
  }

  private List<String> children(TableRow value) {
    List<String> lines = new ArrayList<>();
    RegionFinder regions = new RegionFinder(release);
    List<TableRow> children =
        release.rows(
            List.of("indicators"),
            "SELECT * FROM indicators WHERE parent_area = ? AND indicator = ? AND scope = ?"
                + " AND period_kind = ? AND time_period = ? ORDER BY ref_area, origin",
            value.text("ref_area"),
            value.text("indicator"),
            value.text("scope"),
            value.text("period_kind"),
            value.text("time_period"));
    for (TableRow child : children.subList(0, Math.min(SHOWN, children.size()))) {
      Double number = child.real("obs_value");
      lines.add(
          "    %s (%s), %s: %s"
              .formatted(
                  regions.name(child.text("ref_area"), child.date("period_end")),
                  child.text("ref_area"),
                  child.text("origin"),
                  number == null ? child.optionalText("reason") : Numbers.plain(number)));
    }
    if (children.size() > SHOWN) {
      lines.add("    ... and " + (children.size() - SHOWN) + " more");
    }
    return lines;
  }

  private static String signed(@org.jspecify.annotations.Nullable Double change) {
    if (change == null) {
      return "null";
    }
    return (change < 0 ? "" : "+") + Numbers.plain(change);
  }
}

package org.xiaokang.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Region.Successor;

/**
 * The project's own layout: one row per spell, with days. {@code successors} lists codes separated
 * by semicolons, all with a weight ({@code 411701:0.6;411702:0.4}, summing to 1) or none. {@code
 * children} says how many regions lie right below where the table does not list them all; blank:
 * all are listed; {@code ?}: not known. {@code neighbours} lists codes separated by semicolons.
 * {@code members} lists the regions that a group is made of, and {@code in_parent_total} says no
 * where what is said of the region above leaves this one out. Any other column is an attribute by
 * which regions can be grouped.
 */
final class OwnRegionList {
  static final List<String> COLUMNS =
      List.of("code", "name", "name_en", "level", "parent", "valid_from", "valid_to", "successors");

  /** Columns that may be absent. */
  static final List<String> OPTIONAL =
      List.of("name_en", "children", "neighbours", "members", "in_parent_total");

  private static final double TOLERANCE = 1e-6;

  private OwnRegionList() {}

  static Region region(RegionRow row) {
    String name = row.text("name");
    return new Region(
        row.text("code"),
        name,
        row.cell("name_en").orElse(name),
        row.text("level"),
        row.cell("parent").orElse(null),
        date(row, "valid_from", LocalDate.MIN),
        date(row, "valid_to", LocalDate.MAX),
        successors(row),
        children(row),
        row.codes("neighbours"),
        membership(row),
        row.others(COLUMNS, OPTIONAL));
  }

  /** Which sums the region is part of; a group is in none but those of other groups. */
  static Region.Membership membership(RegionRow row) {
    List<String> members = row.codes("members");
    String text = row.cell("in_parent_total").orElse(members.isEmpty() ? "yes" : "no");
    if (!text.equals("yes") && !text.equals("no")) {
      row.problem("in_parent_total '" + text + "' is neither yes nor no; blank means yes");
    }
    if (!members.isEmpty() && text.equals("yes")) {
      row.problem(
          "a group's members are in the total of the region above already; leave in_parent_total"
              + " of a region with members blank, or say no");
    }
    return new Region.Membership(members, members.isEmpty() && !text.equals("no"));
  }

  private static LocalDate date(RegionRow row, String column, LocalDate open) {
    Optional<String> text = row.cell(column);
    try {
      return text.map(LocalDate::parse).orElse(open);
    } catch (DateTimeException e) {
      row.problem(column + " '" + text.orElse("") + "' is no date; expected one like 2020-12-31");
      return open;
    }
  }

  /** How many regions lie right below. */
  static int children(RegionRow row) {
    String text = row.cell("children").orElse("");
    if (text.isEmpty()) {
      return Region.LISTED;
    }
    if (text.matches("[0-9]{1,6}")) {
      return Integer.parseInt(text);
    }
    if (!text.equals("?")) {
      row.problem("children '" + text + "' is no number; expected one like 18, ? or blank");
    }
    return Region.NOT_KNOWN;
  }

  private static List<Successor> successors(RegionRow row) {
    String text = row.cell("successors").orElse("");
    if (text.isEmpty()) {
      return List.of();
    }
    List<Successor> successors = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      int colon = part.indexOf(':');
      String code = (colon < 0 ? part : part.substring(0, colon)).strip();
      if (code.isEmpty()) {
        row.problem("successors '" + text + "' names no code between two semicolons");
      } else {
        Double weight = colon < 0 ? null : weight(row, part.substring(colon + 1).strip());
        successors.add(new Successor(code, weight, null));
      }
    }
    checkWeights(row, text, successors);
    return successors;
  }

  private static @Nullable Double weight(RegionRow row, String text) {
    if (text.matches("[0-9]*\\.?[0-9]+")) {
      double weight = Double.parseDouble(text);
      if (weight > 0 && weight <= 1) {
        return weight;
      }
    }
    row.problem("weight '" + text + "' of a successor must be above 0 and at most 1, such as 0.6");
    return null;
  }

  private static void checkWeights(RegionRow row, String text, List<Successor> successors) {
    if (!text.contains(":")) {
      return;
    }
    double sum = 0;
    for (Successor successor : successors) {
      Double weight = successor.weight();
      if (weight == null) {
        row.problem(
            "successors '" + text + "': either each has a weight (411701:0.6;411702:0.4) or none");
        return;
      }
      sum += weight;
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      row.problem("the weights of successors '" + text + "' sum to " + sum + "; expected 1");
    }
  }
}

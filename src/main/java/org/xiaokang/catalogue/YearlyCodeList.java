package org.xiaokang.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xiaokang.catalogue.Region.Successor;

/**
 * The layout of a list of official codes by year: code, level (1 province, 2 prefecture, 3 county),
 * name, names of province and prefecture, status, valid_from (first year), valid_to (first year no
 * longer valid, blank while it is), successors.
 *
 * <p>{@code 120113[2020]} among the successors is a part of the territory that went there in that
 * year while the region lived on. It is kept apart ({@link Successor#on}) and never followed.
 *
 * <p>{@code name_en}, {@code children} and {@code neighbours} may be there too, as in {@link
 * OwnRegionList}, only that of a county it is not known how many regions lie below unless {@code
 * children} says so. Any other column is an attribute.
 *
 * <p>What lies above follows from the code: a county's prefecture is its first four digits and 00
 * unless {@code prefecture} says 直辖 or repeats the province, else its province, two digits and
 * 0000. A province lies in {@link #COUNTRY} where a table lists that.
 */
final class YearlyCodeList {
  static final List<String> COLUMNS =
      List.of(
          "code",
          "level",
          "name",
          "province",
          "prefecture",
          "status",
          "valid_from",
          "valid_to",
          "successors");

  /** The code of the country above the provinces. */
  static final String COUNTRY = "100000";

  private static final Map<String, String> LEVELS =
      Map.of("1", "province", "2", "prefecture", "3", "county");
  private static final Pattern SUCCESSOR = Pattern.compile("([^\\[\\]]+)(?:\\[([0-9]{4})])?");
  private static final String DIRECTLY = "直辖";

  private YearlyCodeList() {}

  static Region region(RegionRow row) {
    String code = row.text("code");
    String name = row.text("name");
    String level = row.text("level");
    if (!LEVELS.containsKey(level)) {
      row.problem("level '" + level + "' is not known; expected 1, 2 or 3");
    }
    if (!code.matches("[0-9]{6}")) {
      row.problem("code '" + code + "' is not six digits, as this layout needs");
    }
    checkStatus(row);
    boolean known = LEVELS.containsKey(level) && code.matches("[0-9]{6}");
    int from = year(row, "valid_from", 0);
    int to = year(row, "valid_to", 0);
    return new Region(
        code,
        name,
        row.cell("name_en").orElse(name),
        LEVELS.getOrDefault(level, ""),
        known ? parent(row, code, level) : null,
        from == 0 ? LocalDate.MIN : LocalDate.of(from, 1, 1),
        to == 0 ? LocalDate.MAX : LocalDate.of(to - 1, 12, 31),
        successors(row),
        level.equals("3") && row.cell("children").isEmpty()
            ? Region.NOT_KNOWN
            : OwnRegionList.children(row),
        row.codes("neighbours"),
        OwnRegionList.membership(row),
        row.others(COLUMNS, OwnRegionList.OPTIONAL));
  }

  private static String parent(RegionRow row, String code, String level) {
    if (level.equals("1")) {
      return COUNTRY;
    }
    String prefecture = row.cell("prefecture").orElse(DIRECTLY);
    boolean direct =
        prefecture.equals(DIRECTLY) || prefecture.equals(row.cell("province").orElse(""));
    return level.equals("2") || direct
        ? code.substring(0, 2) + "0000"
        : code.substring(0, 4) + "00";
  }

  private static int year(RegionRow row, String column, int open) {
    String text = row.cell(column).orElse("");
    if (text.matches("[0-9]{4}") && !text.equals("0000")) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty()) {
      row.problem(column + " '" + text + "' is no year; expected one like 2000");
    }
    return open;
  }

  private static void checkStatus(RegionRow row) {
    String status = row.cell("status").orElse("");
    boolean open = row.cell("valid_to").isEmpty();
    if (!List.of("current", "retired", "changed").contains(status)) {
      row.problem("status '" + status + "' is not known; expected current, retired or changed");
    } else if (status.equals("current") != open) {
      row.problem(
          "status '%s' contradicts valid_to '%s': a current code has none, any other has one"
              .formatted(status, row.cell("valid_to").orElse("")));
    }
  }

  private static List<Successor> successors(RegionRow row) {
    List<Successor> successors = new ArrayList<>();
    String text = row.cell("successors").orElse("");
    for (String part : text.isEmpty() ? new String[0] : text.split(";", -1)) {
      Matcher matcher = SUCCESSOR.matcher(part.strip());
      if (matcher.matches()) {
        String year = matcher.group(2);
        successors.add(
            new Successor(
                Objects.requireNonNull(matcher.group(1)),
                null,
                year == null ? null : LocalDate.of(Integer.parseInt(year), 1, 1)));
      } else {
        row.problem(
            "successor '" + part + "' is not known; expected a code, or code[year] for a part");
      }
    }
    return successors;
  }
}

package org.xiaokang.reader;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The regions of a release: which one somebody means, and what one was called.
 *
 * @param release the release
 */
public record RegionFinder(ReleaseReader release) {
  private static final List<String> REGIONS = List.of("regions");

  /**
   * The last spell of the region meant, a row of the table regions.
   *
   * @param area a code, a name or an English name
   * @throws XiaokangException if there is none, naming the nearest, or if several are meant, with
   *     their codes
   */
  public TableRow find(String area) {
    List<TableRow> named =
        release.rows(
            REGIONS,
            "SELECT * FROM regions WHERE ref_area = ? OR name = ? OR name_en = ?",
            area,
            area,
            area);
    List<TableRow> found = meant(area, named);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new XiaokangException(
          "region '" + area + "' is not in the region table" + Nearest.hint(area, known()));
    }
    List<String> codes = found.stream().map(row -> row.text("ref_area")).toList();
    throw new XiaokangException(
        "region '" + area + "' is ambiguous; give one of the codes " + codes);
  }

  /** The last spell of each region: of that code, else of that name today, else of that name. */
  private static List<TableRow> meant(String area, List<TableRow> spells) {
    List<List<TableRow>> ways =
        List.of(
            spells.stream().filter(row -> area.equals(row.text("ref_area"))).toList(),
            spells.stream().filter(row -> row.date("valid_to") == null).toList(),
            spells);
    Map<String, TableRow> last = new TreeMap<>();
    ways.stream().filter(way -> !way.isEmpty()).findFirst().orElse(List.of()).stream()
        .sorted(comparing(row -> row.date("valid_to"), nullsLast(naturalOrder())))
        .forEach(row -> last.put(row.text("ref_area"), row));
    return List.copyOf(last.values());
  }

  /** All codes and names. */
  public List<String> known() {
    List<String> known = new ArrayList<>();
    for (TableRow row : release.rows(REGIONS, "SELECT ref_area, name, name_en FROM regions")) {
      row.cells().values().stream().map(name -> (String) name).forEach(known::add);
    }
    return known.stream().filter(java.util.Objects::nonNull).distinct().toList();
  }

  /**
   * The name that a code bore on a day, else before, else after; without a day the last. The code
   * itself where the release has no name for it.
   */
  public String name(String code, @Nullable LocalDate day) {
    List<TableRow> spells = release.rows(REGIONS, "SELECT * FROM regions WHERE ref_area = ?", code);
    LocalDate then = day == null ? LocalDate.MAX : day;
    Optional<TableRow> begun =
        spells.stream()
            .filter(row -> row.date("valid_from") == null || !from(row).isAfter(then))
            .max(comparing(row -> row.date("valid_from"), nullsFirst(naturalOrder())));
    return begun
        .or(() -> spells.stream().min(comparing(RegionFinder::from)))
        .map(row -> row.text("name"))
        .orElse(code);
  }

  private static LocalDate from(TableRow spell) {
    LocalDate from = spell.date("valid_from");
    return from == null ? LocalDate.MIN : from;
  }
}

package org.xiaokang.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.sql.Date;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.tables.Tables;

/**
 * Finds the region that somebody means among those of a release.
 *
 * @param tables the tables of the release
 */
public record RegionFinder(Tables tables) {
  /**
   * The last spell of the region meant.
   *
   * @param area a code, a name or an English name
   * @throws XiaokangException if there is none, naming the nearest, or if several are meant, with
   *     their codes
   */
  public Row find(String area) {
    Column named =
        col("ref_area")
            .equalTo(area)
            .or(col("name").equalTo(area))
            .or(col("name_en").equalTo(area));
    List<Row> found = meant(area, tables.table("regions").filter(named).collectAsList());
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new XiaokangException(
          "region '" + area + "' is not in the region table" + Nearest.hint(area, known()));
    }
    List<String> codes = found.stream().map(r -> r.<String>getAs("ref_area")).toList();
    throw new XiaokangException(
        "region '" + area + "' is ambiguous; give one of the codes " + codes);
  }

  /** The last spell of each region: of that code, else of that name today, else of that name. */
  private static List<Row> meant(String area, List<Row> spells) {
    List<List<Row>> ways =
        List.of(
            spells.stream().filter(r -> area.equals(r.getAs("ref_area"))).toList(),
            spells.stream().filter(r -> r.getAs("valid_to") == null).toList(),
            spells);
    Map<String, Row> last = new TreeMap<>();
    ways.stream().filter(way -> !way.isEmpty()).findFirst().orElse(List.of()).stream()
        .sorted(
            Comparator.comparing(
                r -> r.<Date>getAs("valid_to"), Comparator.nullsLast(Comparator.naturalOrder())))
        .forEach(r -> last.put(r.getAs("ref_area"), r));
    return List.copyOf(last.values());
  }

  private List<String> known() {
    return tables
        .table("regions")
        .select(explode(array(col("ref_area"), col("name"), col("name_en"))).as("name"))
        .filter(col("name").isNotNull())
        .as(Encoders.STRING())
        .collectAsList();
  }
}

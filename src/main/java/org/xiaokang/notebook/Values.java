package org.xiaokang.notebook;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.picture.Axis;
import org.xiaokang.picture.Digits;
import org.xiaokang.picture.Picture;
import org.xiaokang.reader.Sql;
import org.xiaokang.reader.TableRow;

/**
 * Values of one indicator. Each filter gives a narrower selection, {@link #show} a table and the
 * others pictures. Where there is no value, the table {@code indicators} says why.
 */
public final class Values {
  private static final List<String> TABLES = List.of("indicators", "regions");

  private final Lake lake;
  private final String id;
  private final String name;
  private final Axis unit;
  private final String where;

  private Values(Lake lake, String id, String name, Axis unit, String where) {
    this.lake = lake;
    this.id = id;
    this.name = name;
    this.unit = unit;
    this.where = where;
  }

  /** All values of an indicator of the catalogue. */
  static Values of(Lake lake, TableRow indicator) {
    String id = indicator.text("indicator");
    String zh = indicator.optionalText("name_zh");
    String en = indicator.text("name_en");
    return new Values(
        lake,
        id,
        zh == null ? en : zh + " " + en,
        new Axis("", indicator.text("unit_measure")),
        "indicator = " + Sql.text(id) + " AND obs_value IS NOT NULL");
  }

  private Values and(String condition) {
    return new Values(lake, id, name, unit, where + " AND " + condition);
  }

  /**
   * Those of some regions, under whatever code they had.
   *
   * @param regions codes, Chinese or English names
   * @throws XiaokangException if one is not known, naming the nearest, or means several regions
   */
  public Values regions(String... regions) {
    return and(
        "list_contains(%s, panel_area)"
            .formatted(Sql.texts(Arrays.stream(regions).map(lake::panel).toList())));
  }

  /** Those of periods that end in a year or later; values without a known period are left out. */
  public Values since(int year) {
    return and("year(period_end) >= " + year);
  }

  /** Those of periods that end in a year or earlier; values without a known period are left out. */
  public Values until(int year) {
    return and("year(period_end) <= " + year);
  }

  /**
   * Those of regions of a level.
   *
   * @param level such as province or county
   * @throws XiaokangException if no region has it, naming the levels there are
   */
  public Values level(String level) {
    requireKnown("level", level, distinct("level", "regions"));
    return and("ref_area IN (SELECT ref_area FROM regions WHERE level = " + Sql.text(level) + ")");
  }

  /**
   * Those of a breakdown.
   *
   * @param scope such as all or rural
   * @throws XiaokangException if the indicator has none of it, naming those it has
   */
  public Values scope(String scope) {
    return whereEqual("scope", scope);
  }

  /**
   * Those from the regions' own reports, or from the regions below.
   *
   * @param origin reported or aggregated
   */
  public Values origin(String origin) {
    requireKnown("origin", origin, List.of("reported", "aggregated"));
    return and("origin = " + Sql.text(origin));
  }

  /**
   * Those of a kind of period.
   *
   * @param kind such as year or year_to_date
   */
  public Values kind(String kind) {
    return whereEqual("period_kind", kind);
  }

  private Values whereEqual(String column, String value) {
    requireKnown(column, value, distinct(column, "indicators WHERE " + where));
    return and(column + " = " + Sql.text(value));
  }

  private List<String> distinct(String column, String from) {
    return lake
        .reader()
        .rows(TABLES, "SELECT DISTINCT " + column + " AS value FROM " + from)
        .stream()
        .map(row -> row.text("value"))
        .toList();
  }

  private void requireKnown(String what, String value, Collection<String> known) {
    if (!known.contains(value)) {
      throw new XiaokangException(
          "%s of %s has no %s '%s'; it has %s%s"
              .formatted(
                  id,
                  lake.releaseId(),
                  what,
                  value,
                  known.stream().sorted().toList(),
                  Nearest.hint(value, known)));
    }
  }

  /** The rows of the table {@code indicators} that were selected. */
  public Rows rows() {
    return new Rows(lake, "SELECT * FROM indicators WHERE " + where);
  }

  /** The values in a table: region, period, value, and in words what must be said with it. */
  public Html show() {
    List<Value> values = values();
    HtmlTable table =
        new HtmlTable(
            Stream.of(name, unit.unit(), "release " + lake.releaseId(), lake.note())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · ")),
            List.of(
                "region 地区", "breakdown 口径", "period 时期", ">value 数值", "unit 单位", "remarks 备注"));
    for (Value value : values) {
      table.add(
          List.of(
              value.area().both(),
              value.scope(),
              value.periodText(),
              Digits.text(value.value()),
              unit.unit(),
              value.remarks()));
    }
    return table.html();
  }

  /**
   * Lines over the years, one for each region and breakdown; only like periods are joined. Months
   * and the like stand where in their years they begin.
   *
   * @throws XiaokangException if a line has two values that begin together, with what they are
   */
  public Picture plot() {
    return pictures().line();
  }

  /** The same as small charts, for many regions. */
  public Picture multiples() {
    return pictures().multiples();
  }

  /**
   * A bar for the latest value of each region and breakdown; an unknown period counts as latest.
   */
  public Picture bars() {
    return pictures().bars();
  }

  /**
   * How each region changed between two periods; regions without both are left out.
   *
   * @param from a time_period such as 2014
   * @param to a later one; _U where the report does not state it
   * @throws XiaokangException if no region has both, or one has several of one period
   */
  public Picture slope(String from, String to) {
    return pictures().slope(from, to);
  }

  /**
   * Regions by years, a tile for each value.
   *
   * @throws XiaokangException if several would stand on one tile, with what they are
   */
  public Picture heat() {
    return pictures().heat();
  }

  /**
   * The latest value of each province, on a grid of tiles that keeps their places on the map.
   *
   * @throws XiaokangException if one has several, of different breakdowns or origins
   */
  public Picture tiles() {
    return pictures().tiles();
  }

  private ValuePictures pictures() {
    List<Value> values = values();
    if (values.isEmpty()) {
      throw new XiaokangException(
          id + " has no value for this selection; take away filters, and look at show()");
    }
    return new ValuePictures(lake, id, name, unit, values);
  }

  private List<Value> values() {
    return lake
        .reader()
        .rows(
            TABLES,
            "SELECT * FROM indicators WHERE "
                + where
                + " ORDER BY panel_area, scope, origin, period_end ASC NULLS LAST, time_period")
        .stream()
        .map(row -> Value.of(row, lake.area(row.text("ref_area"))))
        .toList();
  }
}

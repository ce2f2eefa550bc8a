package org.xiaokang.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;

/**
 * What the columns of a table are, as far as names and cells tell: a guess, which the files that
 * are written say plainly.
 *
 * @param region the column of regions
 * @param code the column of their codes, if there is one beside the names
 * @param year the column of years or days, if there is one
 * @param metric the column that says what is measured, if there is one
 * @param unit the column of units, if there is one
 * @param value the column of values; null where several columns have some
 * @param spread the columns with values, where there are several: one a year, or one a metric
 * @param spreadIsYears whether these are years
 */
record TableShape(
    String region,
    @Nullable String code,
    @Nullable String year,
    @Nullable String metric,
    @Nullable String unit,
    @Nullable String value,
    List<String> spread,
    boolean spreadIsYears) {
  private static final Set<String> REGION =
      Set.of(
          "region",
          "region_name",
          "region_code",
          "area",
          "country",
          "country_name",
          "county",
          "province",
          "prefecture",
          "district",
          "state",
          "municipality",
          "geo",
          "ref_area",
          "name",
          "地区",
          "地区名称",
          "省份",
          "县");
  private static final Set<String> YEAR =
      Set.of("year", "time", "period", "date", "time_period", "年", "年份", "时间");
  private static final Set<String> METRIC =
      Set.of(
          "metric",
          "metric_code",
          "indicator",
          "series",
          "variable",
          "item",
          "measure",
          "subject",
          "指标",
          "项目");
  private static final Set<String> UNIT = Set.of("unit", "units", "uom", "unit_measure", "单位");
  private static final Set<String> VALUE = Set.of("value", "obs_value", "figure", "amount", "数值");

  /** Keeps a copy. */
  TableShape {
    spread = List.copyOf(spread);
  }

  /**
   * Looks at a table.
   *
   * @throws XiaokangException if no column can be one of regions, or none has values
   */
  static TableShape of(InputTable table) {
    List<InputTable.Column> rest = new ArrayList<>(table.columns());
    List<String> years =
        rest.stream().map(InputTable.Column::name).filter(TableShape::isYear).toList();
    if (years.size() > 1) {
      rest.removeIf(column -> years.contains(column.name()));
    }
    String unit = taken(rest, UNIT, false);
    String metric = taken(rest, METRIC, true);
    String year = years.size() > 1 ? null : year(rest);
    String region = region(table, rest);
    String code = code(table, rest, region);
    if (years.size() > 1) {
      return new TableShape(region, code, null, metric, unit, null, years, true);
    }
    String value = taken(rest, VALUE, false);
    List<String> numeric =
        rest.stream().filter(InputTable.Column::isNumeric).map(InputTable.Column::name).toList();
    if (value == null && numeric.isEmpty()) {
      throw new XiaokangException(
          "no column of '%s' has numbers; its columns: %s".formatted(table.file(), table.shown()));
    }
    if (value == null && numeric.size() == 1) {
      value = numeric.get(0);
    }
    return new TableShape(
        region, code, year, metric, unit, value, value == null ? numeric : List.of(), false);
  }

  private static boolean isYear(String name) {
    return name.matches("(19|20)\\d\\d");
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /** A column by its name, which is no more among the rest then. */
  private static @Nullable String taken(
      List<InputTable.Column> rest, Set<String> names, boolean onlyText) {
    Optional<InputTable.Column> found =
        rest.stream()
            .filter(column -> names.contains(key(column.name())))
            .filter(column -> !onlyText || column.isText())
            .findFirst();
    found.ifPresent(rest::remove);
    return found.map(InputTable.Column::name).orElse(null);
  }

  private static @Nullable String year(List<InputTable.Column> rest) {
    Optional<InputTable.Column> found =
        rest.stream()
            .filter(column -> YEAR.contains(key(column.name())) && column.years() > 0)
            .findFirst()
            .or(() -> rest.stream().filter(InputTable.Column::isOfYears).findFirst());
    found.ifPresent(rest::remove);
    return found.map(InputTable.Column::name).orElse(null);
  }

  private static String region(InputTable table, List<InputTable.Column> rest) {
    Optional<InputTable.Column> found =
        rest.stream()
            .filter(column -> REGION.contains(key(column.name())) && column.isText())
            .findFirst()
            .or(() -> rest.stream().filter(InputTable.Column::isText).findFirst())
            .or(
                () ->
                    rest.stream()
                        .filter(column -> REGION.contains(key(column.name())))
                        .findFirst());
    InputTable.Column region =
        found.orElseThrow(
            () ->
                new XiaokangException(
                    "no column of '%s' looks like one of regions; its columns: %s. Rename it to 'region', or run init without --from and map the columns by hand"
                        .formatted(table.file(), table.shown())));
    rest.remove(region);
    return region.name();
  }

  /** A column of short texts without blanks, one for each region. */
  private static @Nullable String code(
      InputTable table, List<InputTable.Column> rest, String region) {
    Optional<InputTable.Column> found =
        rest.stream()
            .filter(column -> column.longest() <= 12 && column.words() == 0)
            .filter(column -> column.isText() || key(column.name()).contains("code"))
            .filter(column -> table.areOneToOne(column.name(), region))
            .findFirst();
    found.ifPresent(rest::remove);
    return found.map(InputTable.Column::name).orElse(null);
  }
}

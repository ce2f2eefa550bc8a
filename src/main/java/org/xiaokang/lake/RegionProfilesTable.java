package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.DATE;
import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;
import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.indicator.RegionProfile;
import org.xiaokang.indicator.RegionProfile.Called;

/** The table region_profiles: its columns are the catalogue's indicators. */
public final class RegionProfilesTable {
  private static final List<String> PERIOD_KINDS =
      List.of(
          "year",
          "half_year",
          "quarter",
          "month",
          "year_to_date",
          "cumulative",
          "average",
          "point",
          "unknown");

  private RegionProfilesTable() {}

  /**
   * The wide table: one row per ref_area, period_kind and time_period, one DOUBLE column per
   * indicator, in the catalogue's order.
   */
  public static TableSchema<RegionProfile> schema(Catalogue catalogue) {
    List<TableSchema.Column<RegionProfile>> columns = new ArrayList<>(whoAndWhen());
    for (Indicator indicator : catalogue.indicators().values()) {
      String id = indicator.id();
      String comment = String.join(" / ", indicator.name().all()) + ", " + indicator.unit();
      columns.add(optional(id, DOUBLE, comment, profile -> profile.values().get(id)));
    }
    return new TableSchema<>(
        "region_profiles",
        "Indicators side by side: one column per indicator, the area's own figures."
            + " Grain: ref_area, period_kind, time_period.",
        columns,
        List.of(
            new TableSchema.Condition<>(
                "period_kind_is_known",
                PERIOD_KINDS.stream()
                    .map(kind -> "'" + kind + "'")
                    .collect(Collectors.joining(", ", "period_kind IN (", ")")),
                profile -> PERIOD_KINDS.contains(profile.period().kind()))),
        List.of("ref_area"));
  }

  private static List<TableSchema.Column<RegionProfile>> whoAndWhen() {
    return List.of(
        required("ref_area", TEXT, "Region code (regions.ref_area)", RegionProfile::refArea),
        required(
            "panel_area",
            TEXT,
            "Code under which the region's series is kept across changes of its code",
            RegionProfile::seriesArea),
        optional(
            "ref_area_name",
            TEXT,
            "Region name as of the period",
            profile -> said(profile.region(), Called::name)),
        optional(
            "ref_area_name_en",
            TEXT,
            "The same in English",
            profile -> said(profile.region(), Called::nameEn)),
        optional(
            "ref_area_level",
            TEXT,
            "Level of the region, as in regions",
            profile -> said(profile.region(), Called::level)),
        optional("parent_area", TEXT, "Region above, as of the period", RegionProfile::parentArea),
        optional(
            "parent_area_name",
            TEXT,
            "Its name as of the period",
            profile -> said(profile.parent(), Called::name)),
        optional(
            "parent_area_name_en",
            TEXT,
            "The same in English",
            profile -> said(profile.parent(), Called::nameEn)),
        required(
            "period_kind",
            TEXT,
            "Kind of period; only like periods are ever compared",
            profile -> profile.period().kind()),
        required(
            "time_period",
            TEXT,
            "Period of the values, as in observations",
            profile -> profile.period().timePeriod()),
        optional(
            "period_start",
            DATE,
            "First day of the period; null when unknown",
            profile -> profile.period().start()),
        optional(
            "period_end",
            DATE,
            "Last day of the period; null when unknown",
            profile -> profile.period().end()));
  }

  private static @Nullable String said(@Nullable Called region, Function<Called, String> what) {
    return region == null ? null : what.apply(region);
  }
}

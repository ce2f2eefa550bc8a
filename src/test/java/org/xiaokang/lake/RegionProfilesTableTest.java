package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.Observed;
import org.xiaokang.indicator.RegionProfile;
import org.xiaokang.indicator.RegionProfile.Called;
import org.xiaokang.ingest.Period;

class RegionProfilesTableTest {
  @TempDir private static Path folder;
  private static TableSchema<RegionProfile> schema;

  @BeforeAll
  static void declare() {
    schema =
        RegionProfilesTable.schema(
            Declared.catalogue(
                folder,
                Declared.metric("m", "yuan", "flow", "{rule: sum, reason: a test}"),
                Declared.indicator("z", "yuan", "x: {metric: m}", "x")
                    + Declared.indicator("a", "yuan", "x: {metric: m}", "2 * x"),
                Observed.regions("K", "")));
  }

  private static List<@Nullable Object> cells(RegionProfile profile) {
    List<@Nullable Object> cells = new ArrayList<>();
    schema.columns().forEach(column -> cells.add(column.cell().apply(profile)));
    return cells;
  }

  /** In the order of the catalogue. */
  @Test
  void eachIndicatorHasAColumnThatSaysItsNameAndUnit() {
    assertThat(schema.columns())
        .extracting(TableSchema.Column::name)
        .containsExactly(
            "ref_area",
            "panel_area",
            "ref_area_name",
            "ref_area_name_en",
            "ref_area_level",
            "parent_area",
            "parent_area_name",
            "parent_area_name_en",
            "period_kind",
            "time_period",
            "period_start",
            "period_end",
            "z",
            "a");
    assertThat(schema.columns().subList(12, 14))
        .extracting(TableSchema.Column::comment)
        .containsExactly("Indicator z / 指数z, yuan", "Indicator a / 指数a, yuan");
  }

  @Test
  void eachCellStandsInItsColumn() {
    Period year =
        new Period("year", LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31), "2020", "A");
    assertThat(
            cells(
                new RegionProfile(
                    "K",
                    "S",
                    new Called("县", "County", "county"),
                    "P",
                    new Called("省", "Province", "province"),
                    year,
                    Map.of("a", 1.5))))
        .containsExactly(
            "K",
            "S",
            "县",
            "County",
            "county",
            "P",
            "省",
            "Province",
            "year",
            "2020",
            LocalDate.of(2020, 1, 1),
            LocalDate.of(2020, 12, 31),
            null,
            1.5);
    Period undated = new Period("unknown", null, null, "_U", "_U");
    assertThat(cells(new RegionProfile("X", "X", null, null, null, undated, Map.of("z", 2.0))))
        .containsExactly(
            "X", "X", null, null, null, null, null, null, "unknown", "_U", null, null, 2.0, null);
  }

  @Test
  void aKindOfPeriodThatIsNotKnownIsRefused() {
    RegionProfile week =
        new RegionProfile(
            "K", "K", null, null, null, new Period("week", null, null, "_U", "_U"), Map.of());
    assertThat(schema.conditions()).hasSize(1).noneMatch(condition -> condition.holds().test(week));
    ConditionOracle.assertAgree(schema, List.of(week));
  }
}

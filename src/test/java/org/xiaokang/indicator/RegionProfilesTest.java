package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.ValueBuilder.undated;
import static org.xiaokang.indicator.ValueBuilder.value;
import static org.xiaokang.indicator.ValueBuilder.year;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;

/** Indicators side by side, and regions with the names they bore at the end of the period. */
class RegionProfilesTest {
  private static final Regions REGIONS =
      new Regions(
          List.of(
              spell("K", "旧县", "Old", "county", "P", null, "1999-12-31"),
              spell("K", "新市", "New", "city", "Q", "2000-01-01", null),
              spell("L", "后县", "Late", "county", "P", "2015-01-01", "2018-12-31"),
              spell("P", "旧省", "Old province", "province", null, null, "2005-12-31"),
              spell("P", "新省", "New province", "province", null, "2006-01-01", null),
              spell("Q", "别省", "Other province", "province", null, null, null)));

  private static final RegionProfiles PROFILES = new RegionProfiles(Set.of("part"), REGIONS);

  private static Region spell(
      String code,
      String name,
      String nameEn,
      String level,
      @Nullable String parent,
      @Nullable String from,
      @Nullable String to) {
    return new Region(
        code,
        name,
        nameEn,
        level,
        parent,
        from == null ? LocalDate.MIN : LocalDate.parse(from),
        to == null ? LocalDate.MAX : LocalDate.parse(to),
        List.of(),
        Region.LISTED,
        List.of(),
        Region.Membership.PLAIN,
        Map.of());
  }

  private static List<RegionProfile> profiles(ValueBuilder... values) {
    List<IndicatorValue> built =
        new ArrayList<>(Arrays.stream(values).map(ValueBuilder::build).toList());
    List<RegionProfile> profiles = PROFILES.rows(built);
    Collections.reverse(built);
    assertThat(PROFILES.rows(built)).isEqualTo(profiles);
    return profiles;
  }

  private static Map<String, Double> values(ValueBuilder... values) {
    List<RegionProfile> profiles = profiles(values);
    assertThat(profiles).hasSize(1);
    return profiles.get(0).values();
  }

  private static String shown(RegionProfile profile) {
    RegionProfile.Called region = profile.region();
    RegionProfile.Called parent = profile.parent();
    return String.join(
        "|",
        profile.refArea(),
        region == null ? "-" : region.name() + " " + region.nameEn() + " " + region.level(),
        String.valueOf(profile.parentArea()),
        parent == null ? "-" : parent.name() + " " + parent.nameEn(),
        profile.period().timePeriod());
  }

  @Test
  void namesLevelsAndParentsAreThoseOfThePeriod() {
    assertThat(
            profiles(
                value("K", "income", 1.5).parent("P").at(year(1999)),
                value("K", "income", 1.5).at(year(2000)),
                value("K", "income", 1.5).at(undated()),
                value("L", "income", 1.5).parent("P").at(year(2010)),
                value("L", "income", 1.5).parent("P").at(year(2020)),
                value("X", "income", 1.5).at(year(2020)),
                value("Y", "income", 1.5).parent("Z").at(year(2020))))
        .extracting(RegionProfilesTest::shown)
        .containsExactly(
            "K|新市 New city|Q|别省 Other province|_U",
            "K|旧县 Old county|P|旧省 Old province|1999",
            "K|新市 New city|Q|别省 Other province|2000",
            "L|后县 Late county|P|新省 New province|2010",
            "L|后县 Late county|P|新省 New province|2020",
            "X|-|null|-|2020",
            "Y|-|Z|-|2020");
  }

  @Test
  void onePeriodHasOneRowAndIndicatorsWithoutAValueAreLeftOut() {
    List<RegionProfile> profiles =
        profiles(
            value("K", "income", 1.5),
            value("K", "share", 2.5),
            value("K", "growth", null),
            value("K", "growth", null).at(year(2019)));
    assertThat(profiles).hasSize(1);
    assertThat(profiles.get(0).values()).isEqualTo(Map.of("income", 1.5, "share", 2.5));
    assertThat(profiles.get(0).period()).isEqualTo(year(2020));
  }

  @Test
  void theWholeRegionGoesBeforeABreakdownAndOneBreakdownStandsForItself() {
    assertThat(values(value("K", "it", 1.0), value("K", "it", 2.0).scope("rural")))
        .isEqualTo(Map.of("it", 1.0));
    assertThat(values(value("K", "it", 2.0).scope("rural"))).isEqualTo(Map.of("it", 2.0));
    assertThat(
            values(
                value("K", "it", 2.0).scope("rural"),
                value("K", "it", 3.0).scope("urban"),
                value("K", "other", 4.0)))
        .isEqualTo(Map.of("other", 4.0));
  }

  /** Two documents that leave the period open. */
  @Test
  void ofSeveralValuesOfTheWholeNoneIsPicked() {
    assertThat(
            values(
                value("K", "it", 1.0).at(undated()),
                value("K", "it", 2.0).at(undated()),
                value("K", "it", 2.0).scope("rural").at(undated()),
                value("K", "other", 4.0).at(undated())))
        .isEqualTo(Map.of("other", 4.0));
  }

  @Test
  void aRegionsOwnReportGoesBeforeTheSumOfItsChildrenUnlessItIsAPart() {
    for (String indicator : List.of("it", "part")) {
      Double expected = indicator.equals("part") ? 5.0 : 3.0;
      assertThat(values(value("K", indicator, 3.0), value("K", indicator, 5.0).below(2, 2, 1.0)))
          .isEqualTo(Map.of(indicator, expected));
      assertThat(values(value("K", indicator, 3.0))).isEqualTo(Map.of(indicator, 3.0));
      assertThat(values(value("K", indicator, 5.0).below(2, 2, 1.0)))
          .isEqualTo(Map.of(indicator, 5.0));
    }
  }

  /** The region's own breakdown goes before what the children make of the whole. */
  @Test
  void ownBreakdownsThatAreSeveralLeaveTheSumOfTheChildren() {
    assertThat(values(value("K", "it", 3.0).scope("rural"), value("K", "it", 5.0).below(2, 2, 1.0)))
        .isEqualTo(Map.of("it", 3.0));
    assertThat(
            values(
                value("K", "it", 3.0).scope("rural"),
                value("K", "it", 4.0).scope("urban"),
                value("K", "it", 5.0).below(2, 2, 1.0)))
        .isEqualTo(Map.of("it", 5.0));
  }

  @Test
  void theCatalogueSaysWhereAnOwnReportIsAPart(@TempDir Path folder) {
    String metrics =
        Declared.metric("fund", "yuan", "flow", "{rule: sum, reason: a test}")
            + Declared.metric("rest", "yuan", "flow", "{rule: sum, own: part, reason: a test}");
    String indicators =
        Declared.indicator("it", "yuan", "x: {metric: fund}", "x")
            + Declared.indicator("part", "yuan", "x: {metric: rest}", "x");
    assertThat(
            RegionProfiles.of(
                    Declared.catalogue(folder, metrics, indicators, Observed.regions("K", "")))
                .ownIsPart())
        .containsExactly("part");
  }
}

package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;

/** Regions by the names that reports print, and the one that may be meant by another name. */
class NamesOfRegionsTest {
  private static final LocalDate DAY = LocalDate.of(2015, 12, 31);

  private static Region region(
      String code, String name, String from, String to, Map<String, String> others) {
    return new Region(
        code,
        name,
        name,
        "county",
        null,
        from.isEmpty() ? LocalDate.MIN : LocalDate.parse(from),
        to.isEmpty() ? LocalDate.MAX : LocalDate.parse(to),
        List.of(),
        Region.LISTED,
        List.of(),
        Region.Membership.PLAIN,
        others);
  }

  private static final RegionIndex INDEX =
      RegionIndex.of(
          new Regions(
              List.of(
                  region("7", "清溪县", "", "", Map.of("aliases", "清溪; Qingxi Xian；老清溪")),
                  region("8", "云岭苗族自治县", "", "", Map.of()),
                  region("9", "东湖县", "", "1999-12-31", Map.of()),
                  region("9", "西山县", "2005-01-01", "", Map.of()))));

  private static RegionReader read(@Nullable String... changes) {
    return RegionReader.read(
        INDEX, SmallCatalogue.row(changes), changes.length > 4 ? DAY : null, List.of("*"));
  }

  @ParameterizedTest
  @CsvSource({"清溪县", "清 溪　县", "清溪", "qingxi xian", "老清溪", "清溪县*", "清溪县 *"})
  void aliasesBlanksAndMarksAreNoOtherName(String name) {
    RegionReader read = read("region_code", null, "region_name", name);
    assertThat(read.reading()).as(name).isNotNull();
    assertThat(Objects.requireNonNull(read.reading()).refArea()).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({"青溪县, 清溪县 (7)", "云岭县, 云岭苗族自治县 (8)", "清溪县（新）, 清溪县 (7)", "南京市, "})
  void theNearestRegionIsNamed(String name, @Nullable String near) {
    RegionReader read = read("region_code", null, "region_name", name);
    String expected = Objects.requireNonNull(read.reason()).expected();
    if (near == null) {
      assertThat(expected).doesNotContain("did you mean");
    } else {
      assertThat(expected).contains("did you mean " + near + "?");
    }
  }

  @Test
  void aCodeOfTwoRegionsInTurnNeedsADayOrAName() {
    RegionReader undated = read("region_code", "9", "region_name", null);
    assertThat(Objects.requireNonNull(undated.reason()).code()).isEqualTo("region_ambiguous");
    RegionReader named = read("region_code", "9", "region_name", "西山县");
    assertThat(named.reading()).isNotNull();
    assertThat(read("region_code", "9", "region_name", null, "note", "dated").reading())
        .isNotNull();
  }
}

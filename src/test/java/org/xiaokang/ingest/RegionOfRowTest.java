package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.ingest.RegionReading.Share;

/** Where the figure of a row belongs. */
class RegionOfRowTest {
  private static final RowValidator VALIDATOR = SmallCatalogue.validator();

  private static RowValidator.Validated validated(@Nullable String... changes) {
    return VALIDATOR.validate("reports", SmallCatalogue.row(changes));
  }

  private static RegionReading region(String... changes) {
    RowValidator.Validated found = validated(changes);
    assertThat(found.reasons()).isEmpty();
    return Objects.requireNonNull(found.observation()).region();
  }

  private static Reason reason(String... changes) {
    RowValidator.Validated found = validated(changes);
    assertThat(found.reasons()).hasSize(1);
    return found.reasons().get(0);
  }

  private static RowValidator.Validated located(
      @Nullable String code, @Nullable String name, @Nullable String parent, @Nullable String end) {
    return validated(
        "region_code",
        cell(code),
        "region_name",
        cell(name),
        "region_parent",
        cell(parent),
        "period_end",
        cell(end));
  }

  private static String cell(@Nullable String text) {
    return text == null ? "" : text;
  }

  @ParameterizedTest
  @CsvSource({
    "411722, , , 2020-12-31, 411722",
    "' ４１１７２２ ', , , 2020-12-31, 411722",
    "412825, , , 2020-12-31, 411722",
    "412825, , , 1999-12-31, 412825",
    "411722, , , 1999-12-31, 412825",
    "412825, , , , 412825",
    ", 上蔡县, , , 411722",
    ", 上蔡县, , 1990-12-31, 412825",
    ", Henan, , , 410000",
    ", 上蔡县, 河南省, , 411722",
    ", 上蔡县, 411700, , 411722",
    ", 上蔡县, 412800, 1990-12-31, 412825",
    ", 桥西区, 石家庄市, , 130104",
    ", 桥西区, 130700, , 130703",
    "411722, 上蔡县, , , 411722",
    "411722, 河南省, , , 411722",
    "410000, 上蔡县, , , 410000",
    "412825, 上蔡县, , , 412825",
    "130703, 桥西区, , , 130703",
    "411722, 上蔡, , , 411722",
    "411722, , 火星, , 411722",
    "419001, , , 1989-12-31, 419001@1987",
    "419001, 济源市, , 1993-12-31, 410881",
    "419001, 义马市, , 1993-12-31, 411281",
    "419001, , , 1996-01-01, 419001",
  })
  void aCodeResolvesFirstAndANameWithinItsParentAsOfTheDay(
      @Nullable String code,
      @Nullable String name,
      @Nullable String parent,
      @Nullable String end,
      String area) {
    RowValidator.Validated found = located(code, name, parent, end);
    assertThat(found.reasons()).isEmpty();
    assertThat(Objects.requireNonNull(found.observation()).region().refArea()).isEqualTo(area);
  }

  @ParameterizedTest
  @CsvSource({
    "419001, , , 1993-12-31, region_ambiguous:region_code",
    "419001, 上蔡县, , 1993-12-31, region_ambiguous:region_code",
    ", , , , missing:region_code",
    ", , 河南省, , missing:region_code",
    "999999, , , , region_unknown:region_code",
    "999999, 上蔡县, , , region_unknown:region_code",
    ", 上菜县, , , region_unknown:region_name",
    ", 桥西区, , , region_ambiguous:region_name",
    ", 桥西区, 河北省, , region_ambiguous:region_name",
    ", 桥西区, 邢台市, , region_unknown:region_parent",
    ", 上蔡县, 河北省, , region_unknown:region_parent",
    ", 上蔡县, 411700, 1990-12-31, region_unknown:region_parent",
    "411722, 宣化区, , , region_conflict:region_name",
    "412825, 宣化区, , 1990-12-31, region_conflict:region_name",
    "411722, 桥西区, , , region_conflict:region_name",
  })
  void whatIsUnknownAmbiguousOrContradictsItselfIsAReason(
      @Nullable String code,
      @Nullable String name,
      @Nullable String parent,
      @Nullable String end,
      String reason) {
    RowValidator.Validated found = located(code, name, parent, end);
    assertThat(found.observation()).isNull();
    assertThat(found.reasons())
        .extracting(one -> one.code() + ":" + one.column())
        .containsExactly(reason);
  }

  /** 412825 became 411722 in 2000. */
  @Test
  void aFigureOfSeveralYearsBelongsToTheRegionOfItsLastDay() {
    assertThat(
            region(
                    "region_code",
                    "412825",
                    "period_kind",
                    "cumulative",
                    "period_start",
                    "1999",
                    "period_end",
                    "2001")
                .refArea())
        .isEqualTo("411722");
  }

  @Test
  void aLevelTellsNamesApart() {
    String[] any = {"region_code", "", "region_name", "鼓楼"};
    assertThat(reason(any).code()).isEqualTo("region_ambiguous");
    assertThat(region("region_code", "", "region_name", "鼓楼", "region_level", " Province"))
        .extracting(RegionReading::refArea)
        .isEqualTo("410000");
    assertThat(
            region(
                "region_code",
                "",
                "region_name",
                "鼓楼",
                "region_level",
                "county",
                "region_parent",
                "河北省"))
        .extracting(RegionReading::refArea)
        .isEqualTo("130104");
    assertThat(reason("region_code", "", "region_name", "鼓楼", "region_level", "village"))
        .isEqualTo(
            new Reason(
                "region_unknown",
                "region_level",
                "village",
                "county or province, the level of 石家庄市 桥西区 (130104), 河南省 (410000)"));
  }

  @Test
  void anObservationSaysWhatBecameOfItsRegion() {
    RegionReading moved = region("region_code", "412825", "period_end", "2020-12-31");
    assertThat(moved.refArea()).isEqualTo("411722");
    assertThat(moved.seriesArea()).isEqualTo("411722");
    assertThat(moved.match()).isEqualTo("successor");
    assertThat(moved.note()).contains("became 411722");
    RegionReading then = region("region_code", "412825", "period_start", "1998-01-01");
    assertThat(then.refArea()).isEqualTo("412825");
    assertThat(then.seriesArea()).isEqualTo("411722");
    assertThat(then.match()).isEqualTo("same");
    assertThat(then.note()).isNull();
    assertThat(region("region_code", "412825", "published_on", "2010-05-01").refArea())
        .isEqualTo("411722");
    RegionReading split = region("region_code", "F");
    assertThat(split.refArea()).isEqualTo("F");
    assertThat(split.match()).isEqualTo("split");
    assertThat(split.shares())
        .containsExactly(new Share("F1", "F1", 0.6), new Share("F2", "P2", 0.4));
  }

  @Test
  void theReasonListsTheCandidates() {
    assertThat(reason("region_code", "", "region_name", "桥西区").expected())
        .contains("石家庄市 桥西区 (130104), 张家口市 桥西区 (130703)");
    assertThat(reason("region_code", "999999", "region_name", "上蔡县").expected())
        .contains("驻马店市 上蔡县 (411722)");
    assertThat(reason("region_name", "宣化区").expected())
        .contains("411722")
        .contains("张家口市 宣化区 (130705)");
  }
}

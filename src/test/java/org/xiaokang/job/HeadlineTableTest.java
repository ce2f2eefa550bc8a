package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.ValueBuilder.undated;
import static org.xiaokang.indicator.ValueBuilder.value;
import static org.xiaokang.indicator.ValueBuilder.year;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.ValueBuilder;
import org.xiaokang.page.Sparkline;

/** Headlines as people read them. */
class HeadlineTableTest {
  @TempDir private static Path folder;
  private static Catalogue catalogue;

  @BeforeAll
  static void declare() {
    catalogue =
        Declared.catalogue(
            folder,
            Declared.metric("m", "percent", "rate", "{rule: none, reason: a test}"),
            Declared.indicator("later", "percent", "x: {metric: m}", "x")
                + "    headline: true\n    decimals: 1\n"
                + Declared.indicator("hidden", "percent", "x: {metric: m}", "x")
                + Declared.indicator("first", "percent", "x: {metric: m}", "x")
                + "    headline: true\n    decimals: 2\n",
            """
            code,name,level,parent,valid_from,valid_to,successors
            K,旧县,county,,,1999-12-31,
            K,新市,city,,2000-01-01,,
            """);
  }

  private static List<Headline> of(ValueBuilder... values) {
    return HeadlineTable.of(
        HeadlineValues.of(
            HeadlineValues.indicators(catalogue),
            Arrays.stream(values).map(ValueBuilder::build).toList()),
        catalogue);
  }

  @Test
  void indicatorsStandInTheCataloguesOrderAndRegionsByCode() {
    assertThat(
            of(
                value("X", "first", 1.0),
                value("K", "first", 1.0),
                value("K", "hidden", 1.0),
                value("K", "later", 1.0)))
        .extracting(headline -> headline.cells().subList(0, 2))
        .containsExactly(
            List.of("Indicator later", "新市"),
            List.of("Indicator first", "新市"),
            List.of("Indicator first", "X"));
  }

  /** Half is rounded up, away from zero, and thousands are told apart in all languages alike. */
  @Test
  void aLineSaysRegionPeriodValueUnitAndReservations() {
    Headline headline =
        of(value("K", "first", 1234.565)
                .at(year(1999))
                .since("1998")
                .scope("rural")
                .flags("derived", "partial"))
            .get(0);
    assertThat(headline.cells())
        .containsExactly(
            "Indicator first",
            "旧县",
            "1998 → 1999",
            "1,234.57",
            "percent",
            "rural, derived, partial");
    assertThat(headline.course()).isEmpty();
    assertThat(of(value("K", "later", -0.25).at(undated())).get(0).cells())
        .containsExactly("Indicator later", "新市", "not stated", "-0.3", "percent", "");
  }

  /** 2018-12-31 is day 17896 since 1970-01-01, and 2020-12-31 day 18627. */
  @Test
  void severalPeriodsMakeACourse() {
    assertThat(
            of(value("K", "later", 2.0), value("K", "later", 1.25).at(year(2018))).get(0).course())
        .contains(
            new Sparkline(
                List.of(
                    new Sparkline.Point(17896, 1.25, "2018: 1.3"),
                    new Sparkline.Point(18627, 2, "2020: 2.0"))));
  }
}

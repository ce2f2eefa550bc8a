package org.xiaokang.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xiaokang.catalogue.ProvinceGrid;
import org.xiaokang.catalogue.XiaokangException;

class PicturesTest {
  private static final Caption CAPTION =
      new Caption("贫困发生率 <incidence> & more", "石柱土家族自治县", "2014–2019", "20261122T1", "synthetic");
  private static final Axis PERCENT = new Axis("Incidence", "percent");
  private static final List<Point> POINTS =
      List.of(
          new Point("石柱土家族自治县", 2014, 12.7),
          new Point("石柱土家族自治县", 2019, 0.4),
          new Point("嘉禾县 Jiahe", 2014, 7.94));

  static Stream<Picture> pictures() {
    return Stream.of(
        new LineChart(CAPTION, Axis.years(), PERCENT, POINTS),
        new SmallMultiples(CAPTION, Axis.years(), PERCENT, POINTS),
        new BarChart(CAPTION, PERCENT, List.of(new BarChart.Bar("石柱 & 嘉禾", 12.7))),
        new SlopeChart(
            CAPTION, PERCENT, "2014", "2019", List.of(new SlopeChart.Change("石柱", 12.7, 0.4))),
        new DotPlot(CAPTION, PERCENT, List.of(new DotPlot.Range("石柱", 12, 12.7, 13))),
        new HeatMap(
            CAPTION, "region", "year", PERCENT, List.of(new HeatMap.Cell("石柱", "2014", 12.7))),
        new ScatterPlot(CAPTION, PERCENT, PERCENT, List.of(new ScatterPlot.Dot("石柱", 1, 12.7))),
        new TileGrid(CAPTION, PERCENT, List.of(new TileGrid.Tile("500000", "重庆", 12.7))));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void eachSaysWhatItShowsOfWhatAndWhenInWhichUnit(Picture picture) {
    Svg svg = Svg.of(picture.svg());

    String read = String.join("\n", svg.texts());
    assertThat(read)
        .contains("贫困发生率 <incidence> & more")
        .contains("石柱土家族自治县 · 2014–2019 · synthetic")
        .contains("Release 20261122T1 · synthetic")
        .contains("Incidence (percent)");
    assertThat(svg.only("title")).isEqualTo("贫困发生率 <incidence> & more");
    assertThat(svg.only("desc")).contains("percent").contains("20261122T1");
    assertThat(svg.root("viewBox")).matches("0 0 800 \\d+");
    assertThat(svg.root("role")).isEqualTo("img");
    assertThat(svg.marks()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theSameValuesGiveTheSameBytes(Picture picture) {
    assertThat(picture.svg()).isEqualTo(picture.svg());
  }

  @Test
  void nothingIsDrawnWithoutDataAUnitOrACaption() {
    assertThatThrownBy(() -> new LineChart(CAPTION, Axis.years(), PERCENT, List.of()))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("nothing to draw in '贫困发生率");
    assertThatThrownBy(() -> new Axis("Incidence", " "))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("the axis 'Incidence' has no unit");
    assertThatThrownBy(() -> new Caption("title", "region", "", "release", ""))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("its period is blank");
    assertThatThrownBy(() -> new Point("石柱", 2014, Double.NaN))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("'石柱' has the value NaN");
  }

  @Test
  void aLineChartMarksEachValueAndNamesEachLineWithItsLastValue() {
    Svg svg = Svg.of(new LineChart(CAPTION, Axis.years(), PERCENT, POINTS).svg());

    // Each series has a shape of its own: circles for the first by name, triangles for the second.
    assertThat(svg.marks("circle")).isEqualTo(1);
    assertThat(svg.texts()).contains("石柱土家族自治县  0.4", "嘉禾县 Jiahe  7.94");
    assertThat(svg.texts()).contains("2014", "2019").doesNotContain("2,014", "2014.0");
  }

  @Test
  void monthsAreReadFromWhereTheirYearsBegin() {
    List<Point> months =
        List.of(
            new Point("石柱", 2018.5, 3), new Point("石柱", 2019.25, 2), new Point("石柱", 2019.5, 1));
    Svg lines = Svg.of(new LineChart(CAPTION, Axis.years(), PERCENT, months).svg());
    Svg small = Svg.of(new SmallMultiples(CAPTION, Axis.years(), PERCENT, months).svg());

    assertThat(lines.marks("circle")).isEqualTo(3);
    assertThat(lines.texts()).contains("2018", "2019").doesNotContain("2,018", "2,019");
    assertThat(small.texts()).contains("2018", "2019").doesNotContain("2020");
  }

  @Test
  void valuesThatDifferInTheirLastDigitAreDrawnAsEqual() {
    List<Point> alike =
        List.of(
            new Point("石柱", 1, 40), new Point("石柱", 2, 39.99999999999999), new Point("嘉禾", 1, 40));
    assertThat(Svg.of(new SmallMultiples(CAPTION, Axis.years(), PERCENT, alike).svg()).texts())
        .contains("40");
    List<Point> close = List.of(new Point("石柱", 0.4, 1), new Point("石柱", 0.4000000000000001, 2));
    assertThat(Svg.of(new LineChart(CAPTION, PERCENT, PERCENT, close).svg()).marks("circle"))
        .isEqualTo(2);
  }

  @Test
  void linesWithLongNamesKeepRoomAndTheirLastValues() {
    String name =
        "双江拉祜族佤族布朗族傣族自治县 Shuangjiang Lahu, Va, Blang and Dai Autonomous County, rural residents";
    LineChart chart =
        new LineChart(
            CAPTION,
            Axis.years(),
            PERCENT,
            List.of(new Point(name, 2014, 12.7), new Point(name, 2019, 0.4)));
    Svg svg = Svg.of(chart.svg());

    assertThat(svg.marks("circle")).isEqualTo(2);
    assertThat(String.join("", beside(svg, "双江")))
        .startsWith("双江拉祜族佤族布朗族")
        .endsWith(" residents  0.4")
        .hasSizeLessThan(name.length() - 20);
    assertThat(svg.only("desc")).contains(name);
  }

  @Test
  void bothValuesOfAChangeAreSeenHoweverLongItsName() {
    String name = "石柱土家族自治县 Shizhu Tujia Autonomous County";
    SlopeChart chart =
        new SlopeChart(
            CAPTION,
            PERCENT,
            "2014",
            "2019",
            List.of(new SlopeChart.Change(name, 432_346, 0.4), new SlopeChart.Change("嘉禾县", 7, 0)));
    Svg svg = Svg.of(chart.svg());

    // Both sides, and the lines between them, share 690 pixels.
    assertThat(beside(svg, "石柱土家"))
        .hasSize(2)
        .allSatisfy(text -> assertThat(Text.width(text, Plot.FONT)).isLessThan(280))
        .anySatisfy(text -> assertThat(text).startsWith("石柱土家").endsWith("…County  432,346"))
        .anySatisfy(text -> assertThat(text).startsWith("0.4  石柱土家").endsWith("…County"));
    assertThat(svg.texts()).contains("嘉禾县  7", "0  嘉禾县");
  }

  /** What is written in the plot with part of a name; the subtitle has it too. */
  private static List<String> beside(Svg svg, String name) {
    return svg.texts().stream()
        .filter(text -> text.contains(name) && !text.contains(CAPTION.period()))
        .toList();
  }

  @Test
  void linesThatEndAtTheSameValueAreAllNamed() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      points.add(new Point("series " + i, 2014, 100));
      points.add(new Point("series " + i, 2019, 100));
    }
    assertThat(Svg.of(new LineChart(CAPTION, Axis.years(), PERCENT, points).svg()).texts())
        .contains("series 0  100", "series 4  100", "series 6  100");
  }

  @Test
  void columnsOfAHeatMapStandInTheOrderThatIsAsked() {
    HeatMap map =
        new HeatMap(
            CAPTION,
            "region",
            "year",
            List.of("2014", "2019"),
            PERCENT,
            List.of(new HeatMap.Cell("石柱", "2019", 0.4), new HeatMap.Cell("嘉禾", "2014", 7.94)));

    assertThat(Svg.of(map.svg()).texts()).containsSubsequence("2014", "2019");
    assertThat(map.cells()).extracting(HeatMap.Cell::row).containsExactly("石柱", "嘉禾");
  }

  @Test
  void moreLinesThanColoursAreRefused() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      points.add(new Point("series " + i, 2014, i));
    }
    assertThatThrownBy(() -> new LineChart(CAPTION, Axis.years(), PERCENT, points))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("8 series")
        .hasMessageContaining("at most 7");
    assertThat(
            Svg.of(new SmallMultiples(CAPTION, Axis.years(), PERCENT, points).svg())
                .marks("circle"))
        .isEqualTo(8);
  }

  @Test
  void barsStandInTheOrderOfTheirValuesWithNamesOfAnyLength() {
    String name = "石柱土家族自治县 Shizhu Tujia Autonomous County, not stated";
    Svg svg =
        Svg.of(
            new BarChart(
                    CAPTION,
                    PERCENT,
                    List.of(
                        new BarChart.Bar("middle", 20),
                        new BarChart.Bar(name, 114.921),
                        new BarChart.Bar("lowest", -7.94)))
                .svg());

    assertThat(svg.marks("rect")).isEqualTo(3);
    assertThat(svg.texts()).contains(name, "114.9", "20", "-7.94");
    assertThat(svg.texts().indexOf("lowest")).isLessThan(svg.texts().indexOf("middle"));
    assertThat(svg.texts().indexOf("middle")).isLessThan(svg.texts().indexOf(name));
  }

  @Test
  void aFittedLineIsThatOfLeastSquares() {
    // By hand: the three lie on y = 2 + 0.5 x.
    Line exact = Line.fit(dots(1, 2.5, 2, 3, 3, 3.5));
    assertThat(exact.intercept()).isEqualTo(2, within(1e-12));
    assertThat(exact.slope()).isEqualTo(0.5, within(1e-12));
    assertThat(exact.rSquared()).isEqualTo(1, within(1e-12));
    // By hand: (0, 0), (1, 1), (2, 0): means 1 and 1/3; xy = 0, so that the slope is 0.
    Line flat = Line.fit(dots(0, 0, 1, 1, 2, 0));
    assertThat(flat.slope()).isEqualTo(0, within(1e-12));
    assertThat(flat.rSquared()).isEqualTo(0, within(1e-12));
    // By hand: (0, 3), (1, 1), (2, 2): means 1 and 2; xx = 2, xy = -1, yy = 2.
    assertThat(Line.fit(dots(0, 3, 1, 1, 2, 2)).equation()).isEqualTo("y = 2.5 − 0.5 x, R² = 0.25");

    assertThat(
            Svg.of(new ScatterPlot(CAPTION, PERCENT, PERCENT, dots(0, 3, 1, 1, 2, 2)).svg())
                .texts())
        .contains("Least-squares line: y = 2.5 − 0.5 x, R² = 0.25");
  }

  private static List<ScatterPlot.Dot> dots(double... numbers) {
    List<ScatterPlot.Dot> dots = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      dots.add(new ScatterPlot.Dot("dot", numbers[i], numbers[i + 1]));
    }
    return dots;
  }

  @Test
  void theGridHasAPlaceOfItsOwnForEachProvince() {
    List<ProvinceGrid.Place> places = ProvinceGrid.others(List.of());

    assertThat(places).hasSize(34).doesNotHaveDuplicates();
    assertThat(places.stream().map(p -> p.column() + ":" + p.row())).doesNotHaveDuplicates();
    assertThat(ProvinceGrid.places(List.of("500000", "X", "Y")))
        .extracting(ProvinceGrid.Place::name)
        .containsExactly("重庆", "", "");
  }

  @Test
  void provincesWithoutAValueAreDrawnGrey() {
    Svg svg =
        Svg.of(
            new TileGrid(CAPTION, PERCENT, List.of(new TileGrid.Tile("500000", "重庆市", 12.7)))
                .svg());

    assertThat(svg.marks("rect")).isEqualTo(34);
    assertThat(svg.texts()).contains("重庆市", "12.7", "西藏", "台湾").doesNotContain("重庆");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "12823|12,823",
        "114.921|114.9",
        "7.94|7.94",
        "0.12749|0.127",
        "-7.94|-7.94",
        "3290000|3,290,000",
        "100|100",
        "0.5|0.5",
        "999.96|1,000",
        "1.39e-24|1.39e-24"
      })
  void numbersHaveNoMoreDigitsThanTellSomething(double value, String text) {
    assertThat(Digits.text(value)).isEqualTo(text);
  }

  @Test
  void longTitlesAreBrokenBetweenWordsAndChineseCharacters() {
    assertThat(Text.wrap("农村居民人均可支配收入 rural income", 10, 70))
        .containsExactly("农村居民人均可", "支配收入", "rural income");
  }

  @Test
  void longNamesKeepTheirBeginningsAndTheirEnds() {
    assertThat(Text.shortened("鼓楼区 Gulou", 10, 100)).isEqualTo("鼓楼区 Gulou");
    // By hand: five wide letters, a … and two narrow ones are 50 + 3 * 5.6 = 66.8 wide.
    assertThat(Text.shortened("鼓楼区鼓楼区鼓楼区 (350102)", 10, 70)).isEqualTo("鼓楼区鼓楼…2)");
    assertThat(Text.shortened("鼓楼区", 10, 1)).isEqualTo("…");
  }
}

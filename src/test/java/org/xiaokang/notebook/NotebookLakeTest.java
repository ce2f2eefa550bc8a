package org.xiaokang.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import org.xiaokang.Project;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.picture.Axis;
import org.xiaokang.picture.Picture;
import org.xiaokang.picture.Svg;

/** Two releases: growth of Austria 10 % and then 10.9 %, of Germany -5 % and then -5 % or so. */
@Tag("long")
class NotebookLakeTest {
  private static final Axis PERCENT = new Axis("Growth", "percent");

  @TempDir private static Path folder;
  private static Lake lake;
  private static String first;

  @BeforeAll
  static void twoReleases() throws IOException {
    Project project = new Project(folder);
    String root = folder.resolve("lake").toString();
    project.nightly(root, Clock.fixed(Instant.parse("2026-01-01T01:00:00Z"), ZoneOffset.UTC));
    first = Lake.open(project.configuration(), Optional.of(root), "").releaseId();
    project.figures(1);
    project.nightly(root, Clock.fixed(Instant.parse("2026-01-03T01:00:00Z"), ZoneOffset.UTC));
    lake = Lake.open(project.configuration(), Optional.of(root), "made up");
  }

  @Test
  void aTableSaysRegionPeriodNumberAndUnit() {
    // 100 * (112 / 101 - 1) and 100 * (191 / 201 - 1)
    assertThat(lake.indicator("growth").show().html())
        .contains("增速 Growth · percent · release " + lake.releaseId() + " · made up")
        .containsSubsequence("Österreich Austria", ">2019<", ">10.9<", ">percent<")
        .containsSubsequence("Deutschland Germany", ">2019<", ">-4.98<");
  }

  @Test
  void aRegionHasManyNames() {
    String table = lake.indicator("growth").regions("DE").show().html();

    assertThat(table).contains("Germany").doesNotContain("Austria");
    assertThat(lake.indicator("增速").regions("Germany").show().html()).isEqualTo(table);
    assertThat(lake.indicator("Growth").regions("Deutschland").show().html()).isEqualTo(table);
  }

  @Test
  void aPictureIsOneLineAndSaysWhatItIsOf() {
    Svg svg = Svg.of(lake.indicator("growth").bars().svg());

    assertThat(svg.marks("rect")).isEqualTo(2);
    assertThat(svg.texts())
        .contains("增速 Growth", "percent", "Österreich Austria", "10.9", "-4.98")
        .contains("Österreich, Deutschland · 2019 · made up")
        .contains("Release " + lake.releaseId() + " · made up");
    assertThat(Svg.of(lake.indicator("growth").since(2019).plot().svg()).texts())
        .contains("Deutschland Germany  -4.98", "2019");
  }

  @Test
  void anEarlierReleaseSaysWhatItSaid() {
    assertThat(lake.release(first).indicator("growth").show().html()).contains(">10<", ">-5<");
    assertThat(lake.asOf("2026-01-02").releaseId()).isEqualTo(first);
    assertThat(lake.asOf("2026-01-03").releaseId()).isEqualTo(lake.releaseId());
    assertThatThrownBy(() -> lake.asOf("2025-12-31"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("no release was published by 2025-12-31; the first one is " + first);
    assertThatThrownBy(() -> lake.release(first.replace('1', '2')))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("has no release");
  }

  @Test
  void queriesOfTwoReleasesDoNotMix() {
    String query = "select max(obs_value) as most from indicators";
    Lake before = lake.release(first);

    assertThat(before.sql(query).rows().get(0).real("most")).isEqualTo(10, within());
    assertThat(lake.sql(query).rows().get(0).real("most")).isGreaterThan(10.8);
    assertThat(before.sql(query).rows().get(0).real("most")).isEqualTo(10, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void whatChangedIsToldByIndicatorAndReason() {
    assertThat(lake.changes().show().html()).contains(">growth<", ">correction<");
    assertThat(lake.release(first).changes().rows()).isEmpty();
  }

  @Test
  void whyWalksToTheDocument() {
    assertThat(lake.why("AT", "growth", "2019").html())
        .contains("100 * (112 / 101 - 1)", "in document statistics");
  }

  @Test
  void errorsNameWhatWasMeant() {
    assertThatThrownBy(() -> lake.indicator("grwth"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("indicator 'grwth'")
        .hasMessageEndingWith("did you mean 'Growth'?");
    assertThatThrownBy(() -> lake.indicator("growth").regions("Germny"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("did you mean 'Germany'?");
    assertThatThrownBy(() -> lake.indicator("growth").level("contry"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("it has [country]; did you mean 'country'?");
    assertThatThrownBy(() -> lake.indicator("growth").since(2020).plot())
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("growth has no value for this selection");
    assertThatThrownBy(() -> lake.indicator("growth").slope("2018", "2019"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("for both '2018' and '2019'");
    Drawing drawing = lake.table("indicators").draw("t", "r", "p");
    assertThatThrownBy(() -> drawing.bars("ref_aera", "obs_value", PERCENT))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("did you mean 'ref_area'?");
    assertThatThrownBy(() -> drawing.bars("ref_area", "indicator", PERCENT))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("holds 'growth', which is no number");
    assertThatThrownBy(() -> lake.sql("drop table indicators"))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("a query reads a release and changes nothing");
  }

  @Test
  void theKernelShowsTablesAndPicturesByThemselves() {
    DisplayProvider display = ServiceLoader.load(DisplayProvider.class).findFirst().orElseThrow();
    Picture picture = lake.indicator("growth").bars();

    DisplayData shown = shown(display, picture);
    assertThat(shown.data()).containsEntry("image/svg+xml", picture.svg());
    assertThat((String) shown.data().get("text/html"))
        .startsWith("<img")
        .contains("alt=\"增速 Growth\"", "src=\"data:image/svg+xml;base64,");
    Html table = new Html("<table></table>");
    assertThat(shown(display, table).data()).containsEntry("text/html", "<table></table>");
  }

  private static DisplayData shown(DisplayProvider display, Object value) {
    DisplayRenderer renderer =
        display.getDisplayRenderers().stream()
            .filter(one -> one.rendererClass().isInstance(value))
            .findFirst()
            .orElseThrow();
    assertThat(renderer.canRender("text/plain")).isTrue();
    return renderer.render("text/plain", value);
  }

  @Test
  void namesAreWrittenAsTextNotAsMarkup() {
    assertThat(Html.lines(java.util.List.of("a < b & \"c\"")).html())
        .contains("a &lt; b &amp; &quot;c&quot;");
  }
}

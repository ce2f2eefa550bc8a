package org.xiaokang.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xiaokang.page.Page.Fact;
import org.xiaokang.page.Page.Section;
import org.xiaokang.page.Table.Cell;

class PageTest {
  private static final String EVIL = "<script>alert('x')</script>\"&";
  private static final String TAMED = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;";

  @Test
  void everyTextIsEscapedWhereverItStands() {
    Sparkline course =
        new Sparkline(List.of(new Sparkline.Point(0, 1, EVIL), new Sparkline.Point(1, 2, "b")));
    Page page =
        new Page(
            EVIL,
            EVIL,
            true,
            List.of(new Fact(EVIL, EVIL)),
            List.of(
                new Section(
                    EVIL,
                    List.of(EVIL),
                    List.of(
                        Table.of(EVIL, List.of(EVIL), List.of(List.of(EVIL))),
                        new Table(
                            "c",
                            List.of("d"),
                            List.of(List.of(new Cell("", Optional.of(course)))))),
                    List.of(
                        new TileMap(EVIL, EVIL, List.of(new TileMap.Tile(0, 0, EVIL, EVIL, 1)))),
                    Optional.of(EVIL))));
    String html = page.html();
    assertThat(html).doesNotContain("<script").doesNotContain("alert('x')");
    assertThat(html.split(java.util.regex.Pattern.quote(TAMED), -1)).hasSize(17 + 1);
  }

  @Test
  void aCourseKeepsTheDistancesInTimeAndTheHeights() {
    String svg =
        new Sparkline(
                List.of(
                    new Sparkline.Point(0, 10, "2010: 10"),
                    new Sparkline.Point(25, 30, "2011: 30"),
                    new Sparkline.Point(100, 20, "2014: 20")))
            .svg();
    // 112 wide and 20 high within margins of 4: a quarter of the way at the top, the end half way
    // up
    assertThat(svg)
        .contains("points=\"4.0,24.0 32.0,4.0 116.0,14.0\"")
        .contains("cx=\"116.0\" cy=\"14.0\"")
        .contains("aria-label=\"2010: 10; 2011: 30; 2014: 20\"");
    assertThatThrownBy(() -> new Sparkline(List.of(new Sparkline.Point(0, 1, "alone"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two points at least");
  }

  @Test
  void aPageNeedsNoOtherFileAndRunsNothing() {
    String html = new Page("t", "s", false, List.of(), List.of()).html();
    assertThat(html)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .doesNotContainPattern(
            "(?i)<(script|link|img|iframe|object)|https?:|url\\(|@import|@font-face| on\\w+=");
  }
}

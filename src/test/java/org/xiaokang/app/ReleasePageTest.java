package org.xiaokang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.page.Browser;
import org.xiaokang.page.PageText;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;

/** The page that a run writes about its release. */
@Tag("long")
class ReleasePageTest {
  @TempDir private static Path folder;

  private static Lake lake;
  private static List<Release> releases;
  private static String first;
  private static String held;

  private static void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CommandLineTest.Run nightly() {
    return CommandLineTest.run("nightly", "--conf", folder.resolve("mine.yaml").toString());
  }

  private static String page(String name) throws IOException {
    return Files.readString(folder.resolve("lake/_reports").resolve(name + ".html"));
  }

  /** Two nights; in the second Austria's last figure doubles, which a gate holds back. */
  @BeforeAll
  static void twoNights() throws IOException {
    new Project(folder);
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        gates:
          - {gate: release_difference, on_failure: hold, at_most: 0.5}
          - {gate: rejected_share, on_failure: hold, at_most: 0.5}
        """,
        java.nio.file.StandardOpenOption.APPEND);
    write(
        "regions.csv",
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors
        AT,<script>alert(1)</script>,Austria,country,,,,
        DE,Deutschland & Söhne,Germany,country,,,,
        """);
    write("wide.csv", "land,2017,2018,2019\nAT,100,110,132\nDE,200,190,209\nXX,1,2,3\n");
    CommandLineTest.Run run = nightly();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("Page +file:.*/_reports/[0-9TZ.]+html");
    first = page("latest");
    write("wide.csv", "land,2017,2018,2019\nAT,100,110,264\nDE,200,190,209\nXX,1,2,3\n");
    assertThat(nightly().code()).isEqualTo(Main.HELD);
    held = page("latest");
    lake = Lake.open(SparkTest.session(), folder.resolve("lake").toString());
    releases = lake.releases().all();
  }

  @Test
  void itTellsWhatTheTablesHold() throws IOException {
    assertThat(page(releases.get(1).releaseId())).isEqualTo(first);
    assertThat(page(releases.get(0).releaseId())).isEqualTo(held);
    // 100 * (132 / 110 - 1) and 100 * (209 / 190 - 1); before them 10 and -5
    assertThat(PageText.of(first))
        .contains("Published: readers see it.")
        .contains("2018 → 2019|20.00|percent|2018: 10.00; 2019: 20.00")
        .contains("2018 → 2019|10.00|percent|2018: -5.00; 2019: 10.00")
        .contains("There was no release before this one.")
        .contains("9 read = 6 observed + 3 rejected")
        .contains("release_difference|not_judged|")
        .contains("wide.csv|");
    Release release = releases.get(1);
    assertThat(PageText.of(first))
        .contains("Indicator values" + release.rowCounts().get("indicators") + "\n");
  }

  /** 264 / 110 is 2.4: growth of 140 instead of 20, seven times as much. */
  @Test
  void aHeldReleaseTellsFirstWhatHoldsItBackAndWhatChanged() {
    String before = releases.get(1).releaseId();
    String text = PageText.of(held);
    assertThat(text)
        .contains("Held back by release_difference; readers see " + before + ".")
        .contains("release_difference|hold|")
        .contains("growth|correction|0|0|1|1|600.0 %|")
        .contains("|2019|all|20|140|correction|")
        .contains("jobs/publish " + releases.get(0).releaseId() + " --reason");
    assertThat(text.indexOf("Gates")).isLessThan(text.indexOf("Headlines"));
    assertThat(PageText.of(first).indexOf("Gates"))
        .isGreaterThan(PageText.of(first).indexOf("Headlines"));
  }

  /** Growth was 100 * (100 / 100 - 1), of which no change is a share. */
  @Test
  void aChangeFromZeroIsTheLargest(@TempDir Path other) throws IOException {
    new Project(other);
    String conf = other.resolve("mine.yaml").toString();
    Files.writeString(other.resolve("wide.csv"), "land,2018,2019\nAT,100,100\nDE,200,190\n");
    assertThat(CommandLineTest.run("nightly", "--conf", conf).code()).isZero();
    Files.writeString(other.resolve("wide.csv"), "land,2018,2019\nAT,100,105\nDE,200,209\n");
    assertThat(CommandLineTest.run("nightly", "--conf", conf).code()).isZero();
    String page = Files.readString(other.resolve("lake/_reports/latest.html"));
    assertThat(PageText.of(page))
        .containsSubsequence("|2019|all|0|5|correction|", "|2019|all|-5|4.5|correction|");
  }

  @Test
  void namesAreTextAndNothingIsRunOrFetched() {
    for (String html : List.of(first, held)) {
      assertThat(html)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .contains("Deutschland &amp; Söhne")
          .doesNotContainPattern("(?i)<(script|link|img|iframe)|https?:|url\\(|@import| on\\w+=");
    }
  }

  @ParameterizedTest
  @CsvSource({"1200, false", "1200, true", "360, false", "320, true"})
  void itReadsOnAPhoneInTheDarkAndForEverybody(int width, boolean dark) throws Exception {
    JsonNode told = Browser.look(held, width, dark, folder);
    assertThat(told.path("inner").asInt()).isEqualTo(width);
    assertThat(told.path("scroll").asInt()).isLessThanOrEqualTo(width);
    assertThat(told.path("dark").asBoolean()).isEqualTo(dark);
    assertThat(texts(told.path("violations"))).isEmpty();
    assertThat(texts(told.path("passes")))
        .contains("color-contrast", "html-has-lang", "document-title", "heading-order", "region");
  }

  @Test
  void whatCannotBeReadIsFound() throws Exception {
    String bad =
        held.replace("--text: #1b1f23", "--text: #bbbbbb")
            .replace("<html lang=\"en\">", "<html>")
            .replace(".scroll { overflow-x: auto;", ".scroll { width: 400px;");
    JsonNode told = Browser.look(bad, 360, false, folder);
    assertThat(told.path("scroll").asInt()).isGreaterThan(360);
    assertThat(String.join("\n", texts(told.path("violations"))))
        .containsPattern(Pattern.compile("^color-contrast", Pattern.MULTILINE))
        .containsPattern(Pattern.compile("^html-has-lang", Pattern.MULTILINE));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  @Test
  void aPageThatCannotBeWrittenFailsNoReleaseAndIsWrittenLater(@TempDir Path other)
      throws IOException {
    new Project(other);
    Path pages = other.resolve("lake/_reports");
    Files.createDirectories(other.resolve("lake"));
    Files.writeString(pages, "in the way of the folder");
    String configuration = other.resolve("mine.yaml").toString();
    CommandLineTest.Run run = CommandLineTest.run("nightly", "--conf", configuration);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("Page +not written \\(.*\\); the release itself is whole")
        .contains("jobs/nightly --full writes its page")
        .containsPattern("Release [0-9TZ.]+");

    Files.delete(pages);
    CommandLineTest.Run again = CommandLineTest.run("nightly", "--full", "--conf", configuration);
    assertThat(again.out()).containsPattern("Page +file:.*/_reports/[0-9TZ.]+html");
    assertThat(pages.resolve("latest.html")).content().contains("Headlines");
    assertThat(CommandLineTest.run("nightly", "--full", "--conf", configuration).out())
        .doesNotContain("Page ");
  }
}

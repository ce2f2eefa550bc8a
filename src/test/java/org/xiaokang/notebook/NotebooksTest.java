package org.xiaokang.notebook;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
import org.xiaokang.picture.Svg;
import org.xiaokang.tables.Lake;

/** The notebooks as {@code jobs/notebooks --execute} ran them, against the lake they read. */
@Tag("notebooks")
class NotebooksTest {
  private static final Path RAN = Path.of("target/notebooks");
  private static final Pattern ASKED =
      Pattern.compile("lake\\.indicator\\(\"(\\w+)\"\\)\\.show\\(\\)");
  private static final Pattern CELL = Pattern.compile("<td[^>]*>([^<]*)</td>");
  private static final int VALUE = 3;
  private static final int COLUMNS = 6;

  private static List<Notebook> notebooks = List.of();

  @BeforeAll
  static void ran() throws IOException {
    assumeTrue(Files.isDirectory(RAN), RAN + " is absent; jobs/notebooks --execute makes it");
    notebooks = Notebook.in(RAN);
  }

  @Test
  void everyNotebookRanToItsEndWithoutAnError() throws IOException {
    assertThat(notebooks)
        .extracting(Notebook::name)
        .isEqualTo(Notebook.in(Path.of("notebooks")).stream().map(Notebook::name).toList());
    for (Notebook notebook : notebooks) {
      for (Notebook.Cell cell : notebook.code()) {
        assertThat(cell.ran()).as(cell.where()).isTrue();
        assertThat(cell.outputs().findValuesAsText("output_type"))
            .as(cell.where())
            .doesNotContain("error");
      }
    }
  }

  @Test
  void everyPictureShowsDataAndSaysItsRelease() {
    for (Notebook notebook : notebooks) {
      List<Notebook.Cell> drawing = notebook.code().stream().filter(Notebook.Cell::draws).toList();
      assertThat(drawing).as(notebook.name()).isNotEmpty();
      for (Notebook.Cell cell : drawing) {
        Svg svg = Svg.of(cell.output("image/svg+xml").orElse("no picture: " + cell.where()));
        assertThat(svg.marks()).as(cell.where()).isPositive();
        assertThat(svg.only("title")).as(cell.where()).isNotBlank();
        assertThat(String.join(" ", svg.texts())).as(cell.where()).contains("Release 20");
        assertThat(cell.output("text/html").orElse("")).as(cell.where()).startsWith("<img");
      }
    }
  }

  @Test
  void everyTableHasRowsUnlessNothingChanged() {
    for (Notebook notebook : notebooks) {
      for (Notebook.Cell cell : notebook.code().stream().filter(Notebook.Cell::tells).toList()) {
        String html = cell.output("text/html").orElse("");
        boolean mayBeEmpty = cell.source().contains("changes()");
        assertThat(html).as(cell.where()).containsPattern(mayBeEmpty ? "<th" : "<td|<pre");
      }
    }
  }

  @Test
  void theNumbersShownAreThoseOfTheTable() {
    String root = Optional.ofNullable(System.getenv("XIAOKANG_LAKE")).orElse("lake");
    Lake lake = Lake.open(SparkTest.session(), root);
    var indicators = lake.tables(lake.latestRelease().orElseThrow()).table("indicators");
    int asked = 0;
    for (String name : List.of("02_income_and_poverty", "03_funding")) {
      for (Notebook.Cell cell : notebook(name).code()) {
        Matcher matcher = ASKED.matcher(cell.source());
        if (matcher.find()) {
          List<Double> expected =
              indicators
                  .filter(
                      col("indicator").equalTo(matcher.group(1)).and(col("obs_value").isNotNull()))
                  .select("obs_value")
                  .as(Encoders.DOUBLE())
                  .collectAsList()
                  .stream()
                  .sorted()
                  .toList();
          List<String> shown = numbers(cell.output("text/html").orElse(""));
          assertThat(shown).as(cell.where()).hasSameSizeAs(expected).isNotEmpty();
          for (int i = 0; i < shown.size(); i++) {
            assertAsShown(cell.where(), expected.get(i), shown.get(i));
          }
          asked++;
        }
      }
    }
    assertThat(asked).isGreaterThanOrEqualTo(6);
  }

  /** The numbers of a table's column of values, the smallest first. */
  private static List<String> numbers(String html) {
    List<String> numbers = new ArrayList<>();
    int column = 0;
    for (Matcher cell = CELL.matcher(html); cell.find(); column++) {
      if (column % COLUMNS == VALUE) {
        numbers.add(cell.group(1).replace(",", ""));
      }
    }
    numbers.sort(java.util.Comparator.comparingDouble(Double::parseDouble));
    return numbers;
  }

  /** Within half a unit of the last digit shown, of three at least. */
  private static void assertAsShown(String where, double value, String shown) {
    double given = Double.parseDouble(shown);
    int decimals = shown.contains(".") ? shown.length() - shown.indexOf('.') - 1 : 0;
    assertThat(given)
        .as(where)
        .isCloseTo(
            value, org.assertj.core.data.Offset.offset(0.5 * Math.pow(10, -decimals) + 1e-9));
    assertThat(Math.abs(given - value))
        .as(where)
        .isLessThanOrEqualTo(Math.abs(value) * 0.005 + 1e-9);
  }

  @Test
  void thePagesCarryEveryPicture() throws IOException {
    for (Notebook notebook : notebooks) {
      String page = Files.readString(RAN.resolve(notebook.name() + ".html"));
      long pictures = notebook.code().stream().filter(Notebook.Cell::draws).count();
      assertThat(page.split("src=\"data:image/svg\\+xml;base64,", -1)).hasSize((int) pictures + 1);
      assertThat(page).doesNotContain("<script src=\"http");
    }
  }

  private static Notebook notebook(String name) {
    return notebooks.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}

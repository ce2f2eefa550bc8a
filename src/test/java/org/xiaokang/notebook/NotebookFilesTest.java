package org.xiaokang.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The notebooks as they are kept. */
class NotebookFilesTest {
  private static final Path FOLDER = Path.of("notebooks");

  @Test
  void thereAreSixKeptWithoutWhatTheyGave() throws IOException {
    List<Notebook> notebooks = Notebook.in(FOLDER);

    assertThat(notebooks)
        .extracting(Notebook::name)
        .containsExactly(
            "01_the_release_at_a_glance",
            "02_income_and_poverty",
            "03_funding",
            "04_comparing_regions",
            "05_where_a_number_comes_from",
            "06_assessments");
    for (Notebook notebook : notebooks) {
      assertThat(notebook.json().at("/metadata/kernelspec/name").asText()).isEqualTo("xiaokang");
      List<Notebook.Cell> code = notebook.code();
      assertThat(code.get(0).source()).startsWith("import org.xiaokang.notebook.*;");
      assertThat(code)
          .allSatisfy(
              cell -> {
                assertThat(cell.outputs()).as(cell.where()).isEmpty();
                assertThat(cell.ran()).as(cell.where()).isFalse();
                assertThat(cell.source().lines().count()).as(cell.where()).isLessThanOrEqualTo(12);
              });
    }
  }
}

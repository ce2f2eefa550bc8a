package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Arrests in the states of the USA in 1973 and their urban population (McNeil 1977, Interactive
 * Data Analysis; R's USArrests): the best known example of principal components and of k-means.
 */
final class Arrests {
  static final List<String> COLUMNS = List.of("murder", "assault", "urban", "rape");

  private Arrests() {}

  /** The four values of fifty states. */
  static CountyPanel panel(Path folder) throws IOException {
    CountyPanel panel = new CountyPanel(folder).indicators(COLUMNS);
    StringBuilder regions =
        new StringBuilder("code,name,name_en,level,parent,valid_from,valid_to,successors\n");
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/compare/us_arrests.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String state = cells[0];
      regions.append("%1$s,%1$s,%1$s,state,,,,\n".formatted(state));
      for (int k = 0; k < COLUMNS.size(); k++) {
        panel.put(COLUMNS.get(k), 1973, state, Double.parseDouble(cells[k + 1]));
      }
    }
    assertThat(lines).hasSize(1 + 50);
    return panel.regions(regions.toString());
  }
}

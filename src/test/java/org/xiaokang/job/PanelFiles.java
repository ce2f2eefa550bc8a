package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.SharedData;

/** The files of two published panels, and what src/test/resources/panels declares of them. */
final class PanelFiles {
  private static final String PIP = "pip_country_surveys_2017ppp.csv";
  private static final String STATES = "us_states_income_1929_2009.csv";
  private static final Path DECLARED = Path.of("src/test/resources/panels");

  private PanelFiles() {}

  /** A line of a panel; all of them cover whole years. */
  record Figure(String doc, String area, String name, String metric, int year, double value) {
    /** Area, metric and year: what is stated. */
    String key() {
      return area + " " + metric + " " + year;
    }
  }

  /**
   * Puts all files into a folder, with a table of the regions; a test that asks is skipped where
   * the panels are absent.
   *
   * @return the figures of both panels
   */
  static List<Figure> copy(Path folder) throws IOException {
    Path panels = SharedData.file("data/panels");
    List<Figure> figures = new ArrayList<>();
    for (String panel : List.of(PIP, STATES)) {
      Files.copy(panels.resolve(panel), folder.resolve(panel));
      figures.addAll(read(folder.resolve(panel)));
    }
    Files.createDirectories(folder.resolve("indicators"));
    for (String file :
        List.of(
            "panels.yaml",
            "units.yaml",
            "metrics.yaml",
            "indicators/panels.yaml",
            "indicators/comparisons.yaml")) {
      Files.copy(DECLARED.resolve(file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("regions.csv"), regions(figures));
    return figures;
  }

  private static List<Figure> read(Path panel) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setLineSeparatorDetectionEnabled(true);
    List<Figure> figures = new ArrayList<>();
    for (Record line :
        new CsvParser(settings).iterateRecords(panel.toFile(), StandardCharsets.UTF_8)) {
      String start = line.getString("period_start");
      assertThat(line.getString("period_end")).isEqualTo(start.replace("-01-01", "-12-31"));
      figures.add(
          new Figure(
              line.getString("doc_id"),
              line.getString("region_code"),
              line.getString("region_name"),
              line.getString("metric_code"),
              Integer.parseInt(start.substring(0, 4)),
              Double.parseDouble(line.getString("value"))));
    }
    return figures;
  }

  /** The regions that the panels name; the urban or rural part of a country lies in it. */
  private static String regions(List<Figure> figures) throws IOException {
    Map<String, String> names = new TreeMap<>();
    figures.forEach(figure -> names.put(figure.area(), figure.name()));
    Map<String, String> neighbours = neighbours();
    StringBuilder table =
        new StringBuilder(
            "code,name,name_en,level,parent,valid_from,valid_to,successors,neighbours,zone\n");
    names.forEach(
        (code, name) -> {
          String country = code.replaceFirst("-(URB|RUR)$", "");
          String level =
              code.startsWith("US-") ? "state" : country.equals(code) ? "country" : "part";
          String parent = level.equals("part") && names.containsKey(country) ? country : "";
          table.append(
              "%s,%s,\"%s\",%s,%s,,,,%s,%s\n"
                  .formatted(
                      code,
                      code,
                      name.replace("\"", ""),
                      level,
                      parent,
                      neighbours.getOrDefault(code, ""),
                      name.substring(0, 1)));
        });
    return table.toString();
  }

  /** The states each state borders on, as published (states48.gal); their order is input.csv's. */
  private static Map<String, String> neighbours() throws IOException {
    Path check = SharedData.file("checks/giddy_us_states_convergence");
    List<String> codes = new ArrayList<>();
    for (String line : Files.readAllLines(check.resolve("input.csv"))) {
      codes.add("US-%02d".formatted(codes.isEmpty() ? 0 : number(line)));
    }
    codes.remove(0); // the header
    List<String> lines = Files.readAllLines(check.resolve("states48.gal"));
    Map<String, String> neighbours = new TreeMap<>();
    for (int i = 1; i + 1 < lines.size(); i += 2) {
      List<String> its = new ArrayList<>();
      for (String number : lines.get(i + 1).strip().split("\\s+", -1)) {
        its.add(codes.get(Integer.parseInt(number)));
      }
      String state = codes.get(Integer.parseInt(lines.get(i).split(" ", -1)[0]));
      neighbours.put(state, String.join(";", its));
    }
    assertThat(neighbours).hasSize(48);
    return neighbours;
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(",", -1)[1]);
  }
}

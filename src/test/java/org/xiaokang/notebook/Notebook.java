package org.xiaokang.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook as a file, run or not. */
record Notebook(String name, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A cell of code and what it gave. */
  record Cell(String where, String source, JsonNode outputs, boolean ran) {
    /** Whether its last line makes a picture. */
    boolean draws() {
      return source
          .strip()
          .matches("(?s).*\\.(plot|multiples|bars|slope|heat|tiles|line|dots|scatter)\\([^;]*\\)$");
    }

    /** Whether its last line makes a table or a text. */
    boolean tells() {
      return source.strip().matches("(?s).*(\\.show\\(\\d*\\)|\\.why\\([^;]*\\))$");
    }

    /** What it gave in a format. */
    Optional<String> output(String mime) {
      return StreamSupport.stream(outputs.spliterator(), false)
          .map(output -> output.path("data").path(mime))
          .filter(data -> !data.isMissingNode())
          .map(Notebook::text)
          .findFirst();
    }
  }

  /** All notebooks of a folder, by name. */
  static List<Notebook> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Notebook> notebooks = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
        notebooks.add(
            new Notebook(
                file.getFileName().toString().replace(".ipynb", ""),
                JSON.readTree(Files.readString(file))));
      }
      return notebooks;
    }
  }

  List<Cell> code() {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode cell : json.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(
            new Cell(
                name + ", code cell " + (cells.size() + 1),
                text(cell.path("source")),
                cell.path("outputs"),
                cell.path("execution_count").isNumber()));
      }
    }
    return cells;
  }

  /** A string, or lines of one. */
  private static String text(JsonNode node) {
    if (node.isTextual()) {
      return node.asText();
    }
    StringBuilder text = new StringBuilder();
    node.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}

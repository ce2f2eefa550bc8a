package org.xiaokang.catalogue;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the region table: CSV with a header. */
final class RegionReader {
  private static final List<String> COLUMNS =
      List.of("code", "name", "name_en", "level", "parent", "valid_from", "valid_to", "successors");

  private final String file;
  private final Problems problems;
  private final List<Region> regions = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  private RegionReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static List<Region> read(Path path, Problems problems) {
    String file = DefinitionFile.shown(path);
    RegionReader reader = new RegionReader(file, problems);
    try {
      String text = Files.readString(path);
      reader.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (NoSuchFileException e) {
      problems.add(file, 0, "no such file; check the path (it is relative to the configuration)");
    } catch (IOException | TextParsingException e) {
      problems.add(file, 0, "cannot be read as UTF-8 CSV: " + e.getMessage());
    }
    reader.checkReferences();
    return reader.regions;
  }

  private void parse(String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setLineSeparatorDetectionEnabled(true);
    CsvParser parser = new CsvParser(settings);
    parser.beginParsing(new StringReader(text));
    String[] header = parser.getRecordMetadata() == null ? null : parser.getContext().headers();
    List<String> found = header == null ? List.of() : List.of(header);
    for (String column : COLUMNS) {
      if (!found.contains(column) && !column.equals("name_en")) {
        problems.add(
            file, 1, "column '" + column + "' is missing; found " + String.join(", ", found));
      }
    }
    if (found.containsAll(List.of("code", "name", "level"))) {
      Record row;
      while ((row = parser.parseNextRecord()) != null) {
        add(row, found, (int) parser.getContext().currentLine());
      }
    }
  }

  private void add(Record row, List<String> columns, int line) {
    String code = cell(row, columns, "code").orElse("");
    String name = cell(row, columns, "name").orElse("");
    if (code.isEmpty() || name.isEmpty()) {
      problems.add(file, line, "a region needs a code and a name");
    }
    regions.add(
        new Region(
            code,
            name,
            cell(row, columns, "name_en").orElse(name),
            cell(row, columns, "level").orElse(""),
            cell(row, columns, "parent"),
            date(row, columns, "valid_from", line),
            date(row, columns, "valid_to", line),
            cell(row, columns, "successors")));
    lines.add(line);
  }

  private static Optional<String> cell(Record row, List<String> columns, String column) {
    return columns.contains(column)
        ? Optional.ofNullable(row.getString(column)).map(String::strip).filter(s -> !s.isEmpty())
        : Optional.empty();
  }

  private Optional<LocalDate> date(Record row, List<String> columns, String column, int line) {
    Optional<String> text = cell(row, columns, column);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeException e) {
      problems.add(
          file, line, column + " '" + text.orElse("") + "' is no date; expected 2020-12-31");
      return Optional.empty();
    }
  }

  private void checkReferences() {
    Set<String> codes = new HashSet<>();
    regions.forEach(region -> codes.add(region.code()));
    Set<String> spells = new HashSet<>();
    for (int i = 0; i < regions.size(); i++) {
      Region region = regions.get(i);
      int line = lines.get(i);
      if (!spells.add(region.code() + region.validFrom())) {
        problems.add(file, line, "region '" + region.code() + "' stands twice for the same time");
      }
      region
          .parent()
          .filter(parent -> !codes.contains(parent))
          .ifPresent(
              parent ->
                  problems.add(
                      file,
                      line,
                      "parent '" + parent + "' of '" + region.code() + "' is not in the table"));
      if (region.validFrom().isPresent()
          && region.validTo().isPresent()
          && region.validFrom().get().isAfter(region.validTo().get())) {
        problems.add(file, line, "valid_from of '" + region.code() + "' is after its valid_to");
      }
    }
  }
}

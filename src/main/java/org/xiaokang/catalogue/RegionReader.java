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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xiaokang.catalogue.Region.Successor;

/**
 * Reads tables of regions: CSV with a header that tells which of two layouts it is, {@link
 * OwnRegionList} or {@link YearlyCodeList}. A code that an earlier file describes is not taken from
 * a later one.
 */
final class RegionReader {
  private record Listed(String file, int line, Region region) {}

  private final Problems problems;
  private final List<Listed> listed = new ArrayList<>();

  private RegionReader(Problems problems) {
    this.problems = problems;
  }

  static Regions read(List<Path> files, Problems problems) {
    int before = problems.count();
    RegionReader reader = new RegionReader(problems);
    for (Path file : files) {
      Set<String> described = reader.codes();
      reader.read(file).stream()
          .filter(entry -> !described.contains(entry.region().code()))
          .forEach(reader.listed::add);
    }
    reader.dropUnlistedCountry();
    reader.checkReferences();
    reader.checkTime();
    Regions regions = new Regions(reader.listed.stream().map(Listed::region).toList());
    if (problems.count() == before) {
      reader.checkHierarchy(regions);
    }
    return regions;
  }

  private Set<String> codes() {
    Set<String> codes = new HashSet<>();
    listed.forEach(entry -> codes.add(entry.region().code()));
    return codes;
  }

  private List<Listed> read(Path path) {
    String file = DefinitionFile.shown(path);
    try {
      String text = Files.readString(path);
      return parse(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (NoSuchFileException e) {
      problems.add(file, 0, "no such file; check the path (it is relative to the configuration)");
    } catch (IOException | TextParsingException e) {
      problems.add(file, 0, "cannot be read as UTF-8 CSV: " + e.getMessage());
    }
    return List.of();
  }

  private List<Listed> parse(String file, String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setLineSeparatorDetectionEnabled(true);
    CsvParser parser = new CsvParser(settings);
    parser.beginParsing(new StringReader(text));
    String[] header = parser.getRecordMetadata() == null ? null : parser.getContext().headers();
    List<String> found =
        header == null ? List.of() : Stream.of(header).map(h -> h == null ? "" : h).toList();
    List<String> own = required(OwnRegionList.COLUMNS);
    boolean yearly =
        !found.containsAll(own) && (found.contains("prefecture") || found.contains("status"));
    List<String> missing = new ArrayList<>(yearly ? YearlyCodeList.COLUMNS : own);
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      problems.add(
          file,
          1,
          "the header %s lacks %s; expected %s (and, if you like, children), or the yearly list %s"
              .formatted(found, missing, OwnRegionList.COLUMNS, YearlyCodeList.COLUMNS));
      return List.of();
    }
    checkOthers(file, found);
    Function<RegionRow, Region> layout = yearly ? YearlyCodeList::region : OwnRegionList::region;
    List<Listed> entries = new ArrayList<>();
    Record cells;
    while ((cells = parser.parseNextRecord()) != null) {
      int line = (int) parser.getContext().currentLine();
      RegionRow row = new RegionRow(file, line, found, cells, problems);
      entries.add(new Listed(file, line, layout.apply(row)));
    }
    return entries;
  }

  /** Any other column is an attribute of the regions, but hardly one that looks like a slip. */
  private void checkOthers(String file, List<String> found) {
    List<String> absent =
        OwnRegionList.OPTIONAL.stream().filter(column -> !found.contains(column)).toList();
    for (String column : found) {
      if (!OwnRegionList.OPTIONAL.contains(column)
          && !OwnRegionList.COLUMNS.contains(column)
          && !YearlyCodeList.COLUMNS.contains(column)) {
        Nearest.of(column, absent)
            .ifPresent(
                near ->
                    problems.add(
                        file,
                        1,
                        "column '%s' is no attribute: did you mean '%s'?; other columns describe regions"
                            .formatted(column, near)));
      }
    }
  }

  private static List<String> required(List<String> columns) {
    return columns.stream().filter(column -> !OwnRegionList.OPTIONAL.contains(column)).toList();
  }

  /** The yearly list puts provinces below the country, which it does not list itself. */
  private void dropUnlistedCountry() {
    if (!codes().contains(YearlyCodeList.COUNTRY)) {
      listed.replaceAll(
          entry -> {
            Region r = entry.region();
            if (!YearlyCodeList.COUNTRY.equals(r.parent()) || !r.level().equals("province")) {
              return entry;
            }
            return new Listed(entry.file(), entry.line(), r.withoutParent());
          });
    }
  }

  private void checkReferences() {
    Set<String> codes = codes();
    for (Listed entry : listed) {
      Region region = entry.region();
      String parent = region.parent();
      if (parent != null && !codes.contains(parent)) {
        note(entry, "parent '" + parent + "' of '" + region.code() + "' is not in the table");
      }
      for (String neighbour : region.neighbours()) {
        if (neighbour.equals(region.code())) {
          note(entry, "'" + neighbour + "' is listed as its own neighbour; list the others only");
        }
        if (!codes.contains(neighbour)) {
          note(
              entry,
              "neighbour '%s' of '%s' is not in the table".formatted(neighbour, region.code()));
        }
      }
      for (String member : region.membership().members()) {
        if (!codes.contains(member)) {
          note(
              entry,
              "member '%s' of '%s' is not in the table%s"
                  .formatted(member, region.code(), Nearest.hint(member, codes)));
        }
      }
      for (Successor successor : region.successors()) {
        if (!codes.contains(successor.code())) {
          note(
              entry,
              "successor '%s' of '%s' is not in the table"
                  .formatted(successor.code(), region.code()));
        }
      }
    }
  }

  private void checkTime() {
    Map<String, List<Region>> earlier = new HashMap<>();
    for (Listed entry : listed) {
      Region region = entry.region();
      if (region.validFrom().isAfter(region.validTo())) {
        note(entry, "valid_from of '" + region.code() + "' is after its valid_to");
      }
      List<Region> others = earlier.computeIfAbsent(region.code(), code -> new ArrayList<>());
      for (Region other : others) {
        if (other.validFrom().equals(region.validFrom())) {
          note(entry, "region '" + region.code() + "' stands twice for the same time");
        } else if (other.isValid(region.validFrom()) || region.isValid(other.validFrom())) {
          note(
              entry,
              "'%s' means %s and %s at the same time; end one spell before the other begins"
                  .formatted(region.code(), other.name(), region.name()));
        }
      }
      others.add(region);
    }
  }

  /** No region lies below itself. */
  private void checkHierarchy(Regions regions) {
    for (Listed entry : listed) {
      Region region = entry.region();
      // A circle has closed when the youngest of its spells begins.
      List<String> above = new ArrayList<>(List.of(region.code()));
      Optional<String> next = regions.parent(region.code(), region.validFrom());
      while (next.isPresent() && !above.contains(next.get())) {
        above.add(next.get());
        next = regions.parent(next.get(), region.validFrom());
      }
      if (next.equals(Optional.of(region.code()))) {
        above.add(region.code());
        note(
            entry,
            "'%s' lies below itself: %s; correct a parent"
                .formatted(region.code(), String.join(" below ", above)));
      }
      if (region.isGroup() && regions.isPartOfItself(region.code(), region.validFrom())) {
        note(entry, "group '%s' is a member of itself; correct members".formatted(region.code()));
      }
    }
  }

  private void note(Listed entry, String message) {
    problems.add(entry.file(), entry.line(), message);
  }
}

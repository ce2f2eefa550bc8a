package org.xiaokang.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.Units;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Writes a project that runs at once: a configuration, metrics, units, indicators and regions for a
 * table, each with comments of one line. What the columns are is guessed, and said in the files.
 */
public final class NewProject {
  private static final String EXAMPLE = "figures.csv";

  private NewProject() {}

  /**
   * Writes it.
   *
   * @param folder where; it is made, and must be empty if it is there
   * @param from a CSV table with a header; without one a small made-up table is written too
   * @return the files, in the order in which they are to be read
   * @throws XiaokangException if the folder is not empty, or the table cannot be read
   */
  public static List<Path> write(Path folder, Optional<Path> from) {
    requireEmpty(folder);
    try {
      Files.createDirectories(folder.resolve("indicators"));
      Path table = from.orElse(folder.resolve(EXAMPLE));
      if (from.isEmpty()) {
        Files.writeString(table, ExampleTable.text());
      }
      Map<String, String> files = files(folder, table);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      return files.keySet().stream().map(folder::resolve).toList();
    } catch (IOException e) {
      throw new XiaokangException("cannot write to '%s': %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static void requireEmpty(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new XiaokangException(
          "'%s' is a file; name a folder for the project".formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new XiaokangException(
            "'%s' is not empty; name a new folder, nothing is written over".formatted(folder));
      }
    } catch (IOException e) {
      throw new XiaokangException("cannot look into '%s': %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Map<String, String> files(Path folder, Path file) {
    Problems problems = new Problems();
    Units shipped = CatalogueReader.units(List.of(CatalogueReader.shippedUnits()), problems);
    problems.throwIfAny();
    try (InputTable table = InputTable.open(file)) {
      TableShape shape = TableShape.of(table);
      List<MetricDraft> metrics = MetricDraft.of(table, shape, shipped);
      CatalogueFiles catalogue = new CatalogueFiles(table, shape, metrics);
      Map<String, String> files = new LinkedHashMap<>();
      files.put(
          "xiaokang.yaml",
          new SourceFile(table, shape, metrics).text(shown(folder, file), catalogue.hasUnits()));
      files.put("metrics.yaml", catalogue.metricsFile());
      files.put("indicators/first.yaml", catalogue.indicatorsFile());
      files.put("regions.csv", catalogue.regionsFile());
      if (catalogue.hasUnits()) {
        files.put("units.yaml", catalogue.unitsFile());
      }
      return files;
    }
  }

  /** A path as the configuration names it: relative where the table lies beside it or below. */
  private static String shown(Path folder, Path file) {
    Path here = folder.toAbsolutePath().normalize();
    Path there = file.toAbsolutePath().normalize();
    Path beside = Optional.ofNullable(here.getParent()).orElse(here);
    return there.startsWith(beside) ? here.relativize(there).toString() : there.toString();
  }
}

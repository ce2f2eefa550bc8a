package org.xiaokang.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks the whole catalogue. */
public final class CatalogueReader {
  /**
   * Where the parts stand.
   *
   * @param units units.yaml
   * @param metrics metrics.yaml
   * @param indicators a folder of YAML files, or one file
   * @param regions the region tables, CSV; of a code that two describe the first is taken
   * @param assessments a folder of YAML files, or one file, if regions are assessed
   */
  public record Locations(
      Path units, Path metrics, Path indicators, List<Path> regions, Optional<Path> assessments) {
    /** Keeps a copy. */
    public Locations {
      regions = List.copyOf(regions);
    }

    /** Without assessments. */
    public Locations(Path units, Path metrics, Path indicators, List<Path> regions) {
      this(units, metrics, indicators, regions, Optional.empty());
    }
  }

  private CatalogueReader() {}

  /**
   * Reads everything; whatever is wrong is noted in {@code problems}, and the catalogue is only fit
   * for use when there is none.
   */
  public static Catalogue read(Locations files, FormulaParser parser, Problems problems) {
    Units units =
        DefinitionFile.read(files.units(), problems)
            .map(UnitReader::read)
            .orElse(new Units(List.of()));
    MetricReader metricReader = new MetricReader(units, parser);
    Map<String, Metric> metrics =
        DefinitionFile.read(files.metrics(), problems)
            .map(metricReader::read)
            .orElse(new LinkedHashMap<>());
    IndicatorReader indicators = new IndicatorReader(units, metrics, parser);
    List<Path> themes = themes(files.indicators(), "indicators", problems);
    List<Definition> comparisons = new ArrayList<>();
    for (Path theme : themes) {
      DefinitionFile.read(theme, problems)
          .ifPresent(
              file -> {
                indicators.read(name(theme), file);
                comparisons.addAll(file.definitions("compare"));
                file.done();
              });
    }
    metricReader.checkReports(indicators.indicators());
    Regions regions = RegionReader.read(files.regions(), problems);
    ComparisonReader comparison = new ComparisonReader(indicators.indicators(), regions.spells());
    comparison.read(comparisons);
    indicators.checkRegions(
        regions.spells().stream().map(Region::code).collect(Collectors.toSet()));
    AssessmentReader assessments =
        new AssessmentReader(units, metrics, indicators.indicators(), regions.spells(), parser);
    for (Path file : assessments(files, problems)) {
      DefinitionFile.read(file, problems).ifPresent(assessments::read);
    }
    return new Catalogue(
        units,
        metrics,
        indicators.indicators(),
        comparison.comparisons(),
        assessments.assessments(),
        regions,
        Optional.empty(),
        hash(files));
  }

  /**
   * The hash of the catalogue in these files, without reading what they say: {@link
   * Catalogue#hash}.
   */
  public static String hash(Locations files) {
    List<Path> all = new ArrayList<>(List.of(files.units(), files.metrics()));
    all.addAll(files.regions());
    all.addAll(themes(files.indicators(), "indicators", new Problems()));
    all.addAll(assessments(files, new Problems()));
    return hash(all);
  }

  private static List<Path> assessments(Locations files, Problems problems) {
    return files.assessments().map(path -> themes(path, "assessments", problems)).orElse(List.of());
  }

  private static List<Path> themes(Path path, String what, Problems problems) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> children = Files.list(path)) {
      List<Path> themes =
          children.filter(child -> child.toString().endsWith(".yaml")).sorted().toList();
      if (themes.isEmpty()) {
        problems.add(DefinitionFile.shown(path), 0, "the folder has no .yaml file of " + what);
      }
      return themes;
    } catch (IOException e) {
      problems.add(DefinitionFile.shown(path), 0, "cannot be listed: " + e);
      return List.of();
    }
  }

  private static String name(Path file) {
    return Optional.ofNullable(file.getFileName())
        .map(Path::toString)
        .orElse("")
        .replace(".yaml", "");
  }

  private static String hash(List<Path> files) {
    try {
      List<byte[]> contents = new ArrayList<>();
      for (Path file : files) {
        if (Files.isReadable(file)) {
          contents.add(Files.readAllBytes(file));
        }
      }
      return Hash.of(contents.toArray(byte[][]::new));
    } catch (IOException e) {
      throw new XiaokangException("the catalogue's files cannot be hashed: " + e.getMessage(), e);
    }
  }
}

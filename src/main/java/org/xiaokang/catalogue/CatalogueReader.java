package org.xiaokang.catalogue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks the whole catalogue. */
public final class CatalogueReader {
  /**
   * Where the parts stand.
   *
   * @param units files like units.yaml; {@link #shippedUnits} is one
   * @param metrics metrics.yaml
   * @param indicators a folder of YAML files, or one file
   * @param regions the region tables, CSV; of a code that two describe the first is taken
   * @param assessments a folder of YAML files, or one file, if regions are assessed
   */
  public record Locations(
      List<Path> units,
      Path metrics,
      Path indicators,
      List<Path> regions,
      Optional<Path> assessments) {
    /** Keeps copies. */
    public Locations {
      units = List.copyOf(units);
      regions = List.copyOf(regions);
    }

    /** With one file of units, and without assessments. */
    public Locations(Path units, Path metrics, Path indicators, List<Path> regions) {
      this(List.of(units), metrics, indicators, regions, Optional.empty());
    }
  }

  private CatalogueReader() {}

  /**
   * Reads everything; whatever is wrong is noted in {@code problems}, and the catalogue is only fit
   * for use when there is none.
   */
  public static Catalogue read(Locations files, FormulaParser withoutUnits, Problems problems) {
    Units units = units(files.units(), problems);
    FormulaParser parser = withoutUnits.withUnits(units.codes());
    MetricReader metricReader = new MetricReader(units, parser);
    Map<String, Metric> metrics =
        DefinitionFile.read(files.metrics(), problems)
            .map(metricReader::read)
            .orElse(new LinkedHashMap<>());
    IndicatorReader indicators = new IndicatorReader(units, metrics, parser);
    List<Path> themes = themes(files.indicators(), "indicators", problems);
    List<Definition> comparisons = new ArrayList<>();
    List<Definition> estimates = new ArrayList<>();
    for (Path theme : themes) {
      DefinitionFile.read(theme, problems)
          .ifPresent(
              file -> {
                indicators.read(name(theme), file);
                comparisons.addAll(file.definitions("compare"));
                estimates.addAll(file.definitions("estimates"));
                file.done();
              });
    }
    metricReader.checkReports(indicators.indicators());
    metricReader.checkUnused(indicators.indicators());
    Regions regions = RegionReader.read(files.regions(), problems);
    ComparisonReader comparison = new ComparisonReader(indicators.indicators(), regions.spells());
    comparison.read(comparisons);
    EstimateReader estimate = new EstimateReader(metrics, regions.spells());
    estimate.read(estimates);
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
        estimate.estimates(),
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
    List<Path> all = new ArrayList<>(files.units());
    all.add(files.metrics());
    all.addAll(files.regions());
    all.addAll(themes(files.indicators(), "indicators", new Problems()));
    all.addAll(assessments(files, new Problems()));
    return hash(all);
  }

  /** Units of files like units.yaml, all together. */
  public static Units units(List<Path> files, Problems problems) {
    UnitReader reader = new UnitReader();
    files.forEach(file -> DefinitionFile.read(file, problems).ifPresent(reader::read));
    return reader.units();
  }

  /** The units that the program brings: those of conf/units.yaml. */
  public static Path shippedUnits() {
    try {
      URI found = Objects.requireNonNull(CatalogueReader.class.getResource("units.yaml")).toURI();
      if (found.getScheme().equals("jar")) {
        openJar(found);
      }
      return Path.of(found);
    } catch (URISyntaxException | IOException e) {
      throw new XiaokangException("the program's own units cannot be read: " + e.getMessage(), e);
    }
  }

  private static void openJar(URI file) throws IOException {
    try {
      FileSystems.newFileSystem(file, Map.of());
    } catch (FileSystemAlreadyExistsException alreadyOpen) {
      // by an earlier look
    }
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

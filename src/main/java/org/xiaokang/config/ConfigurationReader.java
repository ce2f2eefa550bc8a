package org.xiaokang.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Definition;
import org.xiaokang.catalogue.DefinitionFile;
import org.xiaokang.catalogue.Hash;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.catalogue.XiaokangException;

/** Reads xiaokang.yaml. Relative paths in it are relative to its own folder. */
public final class ConfigurationReader {
  /** The columns of a table of claims. */
  public static final List<String> CLAIM =
      List.of("claim_id", "doc_id", "region_code", "statement", "claimed", "formula");

  /** The usual threshold of official statistics lies between 3 and 10. */
  private static final int LEAST_SHOWN = 5;

  /** The units that the program brings. */
  private static final String SHIPPED = "shipped";

  private final Path folder;

  private ConfigurationReader(Path file) {
    this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
  }

  /** Reads the file; what is wrong is noted in {@code problems}. */
  public static Optional<Configuration> read(Path file, Problems problems) {
    return DefinitionFile.read(file, problems)
        .map(definition -> new ConfigurationReader(file).configuration(file, definition));
  }

  /** {@code units.yaml}, {@code shipped}, or a list of such. */
  private List<Path> units(Definition catalogue) {
    List<String> names = catalogue.texts("units");
    if (names.isEmpty()) {
      catalogue.problem(
          "units", "'units' is missing; name a file, or 'shipped', or [shipped, units.yaml]");
    }
    return names.stream()
        .map(name -> name.equals(SHIPPED) ? CatalogueReader.shippedUnits() : folder.resolve(name))
        .toList();
  }

  private Configuration configuration(Path file, Definition top) {
    String lake = resolve(top.text("lake"));
    Definition catalogue = top.definition("catalogue");
    CatalogueReader.Locations locations =
        new CatalogueReader.Locations(
            units(catalogue),
            folder.resolve(catalogue.text("metrics")),
            folder.resolve(catalogue.text("indicators")),
            regions(catalogue),
            catalogue.optionalText("assessments").map(folder::resolve));
    catalogue.done();
    List<Distribution> distributions = new ArrayList<>();
    List<Source> sources = sources(top, "sources", Source.CONTRACT, distributions);
    if (sources.isEmpty() && distributions.isEmpty()) {
      top.problem("sources", "'sources' must list at least one table of metrics");
    }
    List<Source> claims = sources(top, "claims", CLAIM, distributions);
    List<Gate> gates = GateReader.read(top);
    Retention retention = Retention.read(top);
    Optional<Suppression> suppression =
        top.optionalDefinition("suppress").map(ConfigurationReader::suppression);
    ReaderLimits reader = ReaderLimits.read(top);
    Optional<String> licence = top.optionalText("licence");
    top.done();
    return new Configuration(
        lake,
        locations,
        sources,
        distributions,
        claims,
        gates,
        retention,
        suppression,
        reader,
        licence,
        hash(file));
  }

  private static Suppression suppression(Definition block) {
    Suppression read =
        Suppression.of(block.integer("counts_below", LEAST_SHOWN), block.texts("of"));
    if (read.below() < 2) {
      block.problem(
          "counts_below",
          "'counts_below' must be a whole number from 2: the least count that is shown; found '"
              + read.below()
              + "'");
    }
    if (read.units().isEmpty()) {
      block.problem("of", "'of' must list units whose numbers are counts, such as [person]");
    }
    block.done();
    return read;
  }

  private List<Path> regions(Definition catalogue) {
    List<Path> files = catalogue.texts("regions").stream().map(folder::resolve).toList();
    if (files.isEmpty()) {
      catalogue.problem("regions", "'regions' must name a file or list files of regions");
    }
    return files;
  }

  private List<Source> sources(
      Definition top, String key, List<String> contract, List<Distribution> distributions) {
    List<Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Definition entry : top.definitions(key)) {
      Optional<Distribution.Kind> kind =
          contract.equals(Source.CONTRACT) ? DistributionReader.kind(entry) : Optional.empty();
      boolean isOfFigures = contract.equals(Source.CONTRACT) && kind.isEmpty();
      Source source =
          source(entry, contract, isOfFigures ? PrintingReader.read(entry) : Printing.NOT_DECLARED);
      if (!names.add(source.name())) {
        entry.problem("name", "source '" + source.name() + "' is declared twice");
      }
      if (kind.isPresent()) {
        distributions.add(DistributionReader.read(entry, kind.get(), source));
      } else {
        requireColumns(entry, source, contract);
        sources.add(source);
      }
      entry.done();
    }
    return sources;
  }

  private Source source(Definition entry, List<String> contract, Printing printing) {
    String format = format(entry);
    return new Source(
        entry.text("name"),
        format,
        resolve(entry.text("path")),
        entry.textMap("options"),
        entry.textMap("columns"),
        entry.optionalDefinition("unpivot").map(ConfigurationReader::unpivot),
        contract.equals(Source.CONTRACT) ? rank(entry) : Optional.empty(),
        DatabaseReader.read(entry, format),
        printing);
  }

  private static void requireColumns(Definition entry, Source source, List<String> contract) {
    for (String column : source.columns().keySet()) {
      if (!contract.contains(column)) {
        entry.problem(
            "columns",
            "'"
                + column
                + "' is no column of the contract"
                + Nearest.hint(column, contract)
                + "; it has "
                + String.join(", ", contract));
      }
    }
  }

  /** Claims are not figures, so that only a source of metrics has a rank. */
  private static Optional<Integer> rank(Definition entry) {
    if (!entry.has("rank")) {
      return Optional.empty();
    }
    int rank = entry.integer("rank", 1);
    if (rank < 1) {
      entry.problem(
          "rank", "'rank' must be a whole number from 1, and 1 goes first; found '" + rank + "'");
    }
    return Optional.of(rank);
  }

  private static String format(Definition entry) {
    String format = entry.text("format");
    if (!format.isEmpty() && !Source.FORMATS.contains(format)) {
      entry.problem(
          "format",
          "format '"
              + format
              + "' cannot be read; expected one of "
              + String.join(", ", Source.FORMATS)
              + Nearest.hint(format, Source.FORMATS));
    }
    return format;
  }

  private static Source.Unpivot unpivot(Definition block) {
    Optional<String> pattern = block.optionalText("pattern");
    List<String> columns = block.texts("columns");
    if (pattern.isPresent() == !columns.isEmpty()) {
      block.problem("columns", "'unpivot' needs either 'columns' or 'pattern'");
    }
    try {
      pattern.ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      block.problem("pattern", "'pattern' is no regular expression: " + e.getDescription());
    }
    Source.Unpivot unpivot =
        new Source.Unpivot(columns, pattern, block.text("name"), block.text("value"));
    block.done();
    return unpivot;
  }

  /** Absolute where it is a local path; a URI stays as it is. */
  private String resolve(String path) {
    return path.isEmpty() || path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? path
        : folder.resolve(path).normalize().toString();
  }

  private static String hash(Path file) {
    try {
      return Hash.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new XiaokangException("cannot hash " + file + ": " + e.getMessage(), e);
    }
  }
}

package org.xiaokang.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.DefinitionFile;
import org.xiaokang.catalogue.Hash;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Database;
import org.xiaokang.config.Gate;
import org.xiaokang.config.Source;
import org.xiaokang.source.CatalystFormulas;

/**
 * What every job starts from: the configuration and the catalogue it names, both without a fault.
 *
 * @param configuration the run's configuration
 * @param catalogue metrics, indicators, units, regions
 */
public record Setup(Configuration configuration, Catalogue catalogue) {
  /**
   * Reads and checks everything that is declared; needs no Spark session.
   *
   * @param file xiaokang.yaml
   * @param lake another lake than the file's, if one was asked for
   * @throws org.xiaokang.catalogue.DefinitionException with every problem found
   */
  public static Setup read(Path file, Optional<String> lake) {
    Problems problems = new Problems();
    Optional<Configuration> configuration = ConfigurationReader.read(file, problems);
    if (configuration.isEmpty()) {
      problems.throwIfAny();
    }
    Configuration told = configuration.orElseThrow();
    Catalogue catalogue = CatalogueReader.read(told.catalogue(), new CatalystFormulas(), problems);
    new EstimateChecks(told.distributions(), problems).check(catalogue.estimates().values());
    told.gates().forEach(gate -> check(gate, catalogue, problems));
    told.suppression().ifPresent(rule -> check(rule, file, catalogue, problems));
    problems.throwIfAny();
    return new Setup(
        lake.map(told::withLake).orElse(told),
        told.suppression().map(catalogue::suppressing).orElse(catalogue));
  }

  /**
   * What tells how the rows of sources are read: a hash, by source, of its declaration, the ranks
   * among the sources, units, names of metrics and regions.
   */
  Function<Source, String> readings() {
    StringBuilder all = new StringBuilder(configuration.ranks().toString());
    catalogue.units().conversions(catalogue.metrics().values()).forEach(all::append);
    for (Metric metric : catalogue.metrics().values()) {
      all.append(metric.code()).append(metric.name()).append(metric.aliases());
      all.append(metric.unit());
    }
    all.append(catalogue.regions().spells());
    String alike = Hash.of(all.toString());
    return source ->
        Hash.of(
                String.join(
                    "|",
                    alike,
                    source.name(),
                    source.format(),
                    source.path(),
                    new TreeMap<>(source.options()).toString(),
                    new TreeMap<>(source.columns()).toString(),
                    source.unpivot().toString(),
                    source.database().map(Database::toString).orElse(""),
                    source.printing().toString()))
            .substring(0, 16);
  }

  /** What is counted must be a unit. */
  private static void check(Suppression rule, Path file, Catalogue catalogue, Problems problems) {
    Set<String> known = new TreeSet<>(catalogue.units().codes());
    for (String unit : rule.units()) {
      if (!known.contains(unit)) {
        problems.add(
            DefinitionFile.shown(file),
            0,
            "'suppress' names '%s', which is no unit%s".formatted(unit, Nearest.hint(unit, known)));
      }
    }
  }

  /** What a gate names must be an indicator or a theme. */
  private static void check(Gate gate, Catalogue catalogue, Problems problems) {
    Set<String> known = new TreeSet<>(catalogue.indicators().keySet());
    catalogue.indicators().values().forEach(indicator -> known.add(indicator.theme()));
    for (String name : gate.indicators()) {
      if (!known.contains(name)) {
        problems.add(
            gate.file(),
            gate.line(),
            "gate '%s' names '%s', which is no indicator and no theme%s"
                .formatted(gate.name(), name, Nearest.hint(name, known)));
      }
    }
  }
}

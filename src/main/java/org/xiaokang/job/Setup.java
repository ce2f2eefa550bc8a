package org.xiaokang.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.config.Configuration;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Gate;
import org.xiaokang.indicator.CatalystFormulas;

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
    told.gates().forEach(gate -> check(gate, catalogue, problems));
    problems.throwIfAny();
    return new Setup(lake.map(told::withLake).orElse(told), catalogue);
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

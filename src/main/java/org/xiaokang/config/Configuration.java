package org.xiaokang.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Suppression;

/**
 * What a run is told.
 *
 * @param lake root of the Delta tables, a path or URI
 * @param catalogue where metrics, indicators, units and regions stand
 * @param sources tables of metrics
 * @param distributions households, grouped tables and areas, of which figures are estimated
 * @param claims tables of claims that documents make about their own figures
 * @param gates what must hold before a release is shown to readers
 * @param retention which releases maintenance keeps
 * @param suppression which counts are not shown, if any
 * @param reader how much of a machine the commands that read a release may take
 * @param licence under which terms exports may be used, if that is stated
 * @param hash SHA-256 of the file
 */
public record Configuration(
    String lake,
    CatalogueReader.Locations catalogue,
    List<Source> sources,
    List<Distribution> distributions,
    List<Source> claims,
    List<Gate> gates,
    Retention retention,
    Optional<Suppression> suppression,
    ReaderLimits reader,
    Optional<String> licence,
    String hash) {
  /** Keeps copies. */
  public Configuration {
    sources = List.copyOf(sources);
    distributions = List.copyOf(distributions);
    claims = List.copyOf(claims);
    gates = List.copyOf(gates);
  }

  /** The rank of each source of metrics that has one, by the source's name. */
  public Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new TreeMap<>();
    measured().forEach(source -> source.rank().ifPresent(rank -> ranks.put(source.name(), rank)));
    return ranks;
  }

  /** What figures come from: tables of metrics, and distributions. */
  public List<Source> measured() {
    return Stream.concat(sources.stream(), distributions.stream().map(Distribution::source))
        .toList();
  }

  /** Everything that is read: metrics, distributions and claims. */
  public List<Source> allSources() {
    return Stream.concat(measured().stream(), claims.stream()).toList();
  }

  /** The same run into another lake. */
  public Configuration withLake(String other) {
    return new Configuration(
        other,
        catalogue,
        sources,
        distributions,
        claims,
        gates,
        retention,
        suppression,
        reader,
        licence,
        hash);
  }

  /** How each source of metrics prints its figures, by its name. */
  public Map<String, Printing> printings() {
    return sources.stream().collect(Collectors.toMap(Source::name, Source::printing, (a, b) -> a));
  }
}

package org.xiaokang.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xiaokang.catalogue.CatalogueReader;

/**
 * What a run is told.
 *
 * @param lake root of the Delta tables, a path or URI
 * @param catalogue where metrics, indicators, units and regions stand
 * @param sources tables of metrics
 * @param claims tables of claims that documents make about their own figures
 * @param retention which releases maintenance keeps
 * @param hash SHA-256 of the file
 */
public record Configuration(
    String lake,
    CatalogueReader.Locations catalogue,
    List<Source> sources,
    List<Source> claims,
    Retention retention,
    String hash) {
  /** Keeps copies. */
  public Configuration {
    sources = List.copyOf(sources);
    claims = List.copyOf(claims);
  }

  /** The rank of each source of metrics that has one, by the source's name. */
  public Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new TreeMap<>();
    sources.forEach(source -> source.rank().ifPresent(rank -> ranks.put(source.name(), rank)));
    return ranks;
  }

  /** The same run into another lake. */
  public Configuration withLake(String other) {
    return new Configuration(other, catalogue, sources, claims, retention, hash);
  }
}

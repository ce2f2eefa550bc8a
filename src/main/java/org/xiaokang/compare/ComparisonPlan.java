package org.xiaokang.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Comparison;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.ingest.TextOrder;

/**
 * The comparisons of a catalogue: which values each reads, and the rows that they give. Values that
 * a key reads come together, in any order; the rows of each key are made by themselves.
 *
 * <p>The rows of {@link ComparisonTable#PEER_GROUPS} are made in three steps, for a clustering may
 * need more than one machine: {@link #features} of each key, {@link #peerGroups} of all features,
 * {@link #rows(PeerGroup)} of each group.
 */
public final class ComparisonPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Comparison> comparisons;
  private final TreeSet<String> partial;
  private final Subject.World world;

  /** By table and indicator. */
  private final HashMap<String, HashMap<String, List<ComparisonKey>>> readers = new HashMap<>();

  private ComparisonPlan(
      Map<String, Comparison> comparisons, Set<String> partial, Subject.World world) {
    this.comparisons = new LinkedHashMap<>(comparisons);
    this.partial = new TreeSet<>(partial);
    this.world = world;
    for (ComparisonTable<?> table : ComparisonTable.all()) {
      HashMap<String, List<ComparisonKey>> ofTable = new HashMap<>();
      for (ComparisonKey key : keys(table)) {
        for (String indicator : comparison(key.comparison()).reads(key.subject())) {
          ofTable.computeIfAbsent(indicator, id -> new ArrayList<>()).add(key);
        }
      }
      ofTable.replaceAll((indicator, keys) -> List.copyOf(keys));
      readers.put(table.name(), ofTable);
    }
  }

  /**
   * The comparisons of a catalogue.
   *
   * @param catalogue what is declared
   * @param partial ids of indicators whose own report covers a part of the region only, so that the
   *     sum of the regions below goes before it
   */
  public static ComparisonPlan of(Catalogue catalogue, Set<String> partial) {
    return new ComparisonPlan(catalogue.comparisons(), partial, Subject.World.of(catalogue));
  }

  /** The tables that a declared comparison fills. */
  public List<ComparisonTable<?>> tables() {
    List<ComparisonTable<?>> tables = new ArrayList<>(ComparisonTable.all());
    tables.removeIf(table -> keys(table).isEmpty());
    return tables;
  }

  /** The ids of the indicators that a table is made of, in the order of texts. */
  public Set<String> reads(ComparisonTable<?> table) {
    return new TreeSet<>(ofTable(table).keySet());
  }

  /** What is compared by itself in a table, in the order of the catalogue. */
  public List<ComparisonKey> keys(ComparisonTable<?> table) {
    List<ComparisonKey> keys = new ArrayList<>();
    for (Comparison comparison : comparisons.values()) {
      if (table.isFilledBy(comparison.measure())) {
        List<String> subjects =
            comparison.measure().isOfAll() ? List.of("") : comparison.indicators();
        subjects.forEach(subject -> keys.add(new ComparisonKey(comparison.id(), subject)));
      }
    }
    return keys;
  }

  /** Who reads the values of an indicator for a table: a value is sent to each. */
  public List<ComparisonKey> readers(ComparisonTable<?> table, String indicator) {
    return ofTable(table).getOrDefault(indicator, List.of());
  }

  private Map<String, List<ComparisonKey>> ofTable(ComparisonTable<?> table) {
    return readers.getOrDefault(table.name(), new HashMap<>());
  }

  /** What is compared of a value; empty where nothing is, see {@link ComparedValue#of}. */
  public Optional<ComparedValue> compared(IndicatorValue value) {
    return ComparedValue.of(value, partial);
  }

  /** Ids of the indicators of which the sum of the regions below goes before the own report. */
  Set<String> partial() {
    return partial;
  }

  /**
   * The rows of a key, made while they are asked for.
   *
   * @param values all values of the indicators that it reads, in any order; they are all taken
   *     before the first row, and kept as numbers
   * @throws IllegalStateException for {@link ComparisonTable#PEER_GROUPS}
   */
  public <R> Iterator<R> rows(
      ComparisonTable<R> table, ComparisonKey key, Iterator<ComparedValue> values) {
    Comparison comparison = comparison(key.comparison());
    return table.comparer(comparison.measure()).compare(subject(key, values));
  }

  private Subject subject(ComparisonKey key, Iterator<ComparedValue> values) {
    Comparison comparison = comparison(key.comparison());
    PanelData data =
        PanelData.of(
            values,
            comparison.years(),
            comparison.asOf(),
            indicator -> world.fact(indicator).scopes());
    return new Subject(comparison, key.subject(), data, world);
  }

  /**
   * The features of the regions of a key that are grouped into peers, and of those that cannot be.
   *
   * @param values as in {@link #rows(ComparisonTable, ComparisonKey, Iterator)}
   */
  public Iterator<PeerFeatures> features(ComparisonKey key, Iterator<ComparedValue> values) {
    return new Features(peers(key.comparison())).compare(subject(key, values));
  }

  /**
   * The groups of regions alike, and those in none.
   *
   * @param features of all regions, in any order
   */
  public List<PeerGroup> peerGroups(Iterable<PeerFeatures> features, Clustering clustering) {
    Map<PeerFeatures.Among, List<PeerFeatures>> sets = new LinkedHashMap<>();
    for (PeerFeatures region : features) {
      sets.computeIfAbsent(region.among(), among -> new ArrayList<>()).add(region);
    }
    List<PeerGroup> groups = new ArrayList<>();
    sets.forEach(
        (among, regions) -> {
          regions.sort(
              Comparator.comparing(
                  region -> region.region().seriesArea(), TextOrder.BY_CODE_POINT));
          groups.addAll(new PeerGroups(peers(among.comparison()), clustering).of(regions));
        });
    return groups;
  }

  /** The rows of the regions of a group, or of those in none, made while they are asked for. */
  public Iterator<PeerGroupRow> rows(PeerGroup group) {
    String comparison = group.regions().get(0).among().comparison();
    return new NearestPeers(peers(comparison), group).rows();
  }

  private Measure.Peers peers(String comparison) {
    if (comparison(comparison).measure() instanceof Measure.Peers peers) {
      return peers;
    }
    throw new IllegalArgumentException(
        "comparison '%s' seeks no peers; expected one of the keys of peer_groups: %s"
            .formatted(comparison, keys(ComparisonTable.PEER_GROUPS)));
  }

  private Comparison comparison(String id) {
    Comparison comparison = comparisons.get(id);
    if (comparison == null) {
      throw new XiaokangException(
          "comparison '%s' is not declared; expected one of %s"
              .formatted(id, comparisons.keySet()));
    }
    return comparison;
  }
}

package org.xiaokang.lake;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Retention;
import org.xiaokang.reader.LakeReader;

/**
 * All releases of a lake, those let go too, as the table of releases has them: few enough to hold,
 * one for each night at most.
 *
 * @param entries the rows
 */
public record ReleaseHistory(List<ReleaseEntry> entries) {
  /** Keeps a copy. */
  public ReleaseHistory {
    entries = List.copyOf(entries);
  }

  /**
   * The releases of a lake.
   *
   * @throws XiaokangException if it has none
   */
  public static ReleaseHistory of(LakeReader lake) {
    return new ReleaseHistory(lake.releasesTable().rows().stream().map(ReleaseEntry::of).toList());
  }

  /** The releases not yet let go that the rule no longer keeps, by id. */
  public Set<String> toLetGo(Retention rule, Instant now) {
    List<ReleaseEntry> newestFirst = new ArrayList<>(kept());
    newestFirst.sort(
        comparing((ReleaseEntry entry) -> entry.release().finishedAt())
            .thenComparing(ReleaseEntry::id)
            .reversed());
    Set<String> letGo = new TreeSet<>();
    int published = 0;
    for (ReleaseEntry entry : newestFirst) {
      Duration age = Duration.between(entry.release().finishedAt(), now);
      boolean young = age.compareTo(Duration.ofDays(rule.days())) < 0;
      if (published >= rule.releases() && !young) {
        letGo.add(entry.id());
      }
      if (!entry.release().isHeld()) {
        published++;
      }
    }
    return letGo;
  }

  /** These releases marked as let go. */
  public ReleaseHistory expire(Set<String> letGo, Instant now) {
    return each(
        entry -> letGo.contains(entry.id()) ? new ReleaseEntry(entry.release(), now) : entry);
  }

  /**
   * Kept releases that name a version of the table from {@code since} on name {@code present}
   * instead, which holds the same rows.
   */
  public ReleaseHistory repoint(String table, long since, long present) {
    return each(
        entry -> {
          Long version = entry.isKept() ? entry.release().tables().get(table) : null;
          if (version == null || version < since || version >= present) {
            return entry;
          }
          Map<String, Long> versions = new HashMap<>(entry.release().tables());
          versions.put(table, present);
          return ReleaseEntry.of(entry.release().withTables(versions));
        });
  }

  /** Names of all tables that a release has or had. */
  public Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    entries.forEach(entry -> tables.addAll(entry.release().tables().keySet()));
    return tables;
  }

  /** The versions of a table that kept releases name. */
  public Set<Long> versions(String table) {
    Set<Long> versions = new HashSet<>();
    for (ReleaseEntry entry : kept()) {
      Long version = entry.release().tables().get(table);
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** Ids of the releases that were let go. */
  public Set<String> letGo() {
    Set<String> letGo = new TreeSet<>();
    entries.stream().filter(entry -> !entry.isKept()).forEach(entry -> letGo.add(entry.id()));
    return letGo;
  }

  /** Number of releases that are kept. */
  public int size() {
    return kept().size();
  }

  private List<ReleaseEntry> kept() {
    return entries.stream().filter(ReleaseEntry::isKept).toList();
  }

  private ReleaseHistory each(UnaryOperator<ReleaseEntry> change) {
    return new ReleaseHistory(entries.stream().map(change).toList());
  }
}

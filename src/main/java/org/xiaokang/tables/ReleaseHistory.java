package org.xiaokang.tables;

import static java.util.Comparator.comparing;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Retention;
import org.xiaokang.reader.Release;

/**
 * All releases of a lake, those let go too, as the table of releases has them: few enough to hold,
 * one for each night at most.
 */
public final class ReleaseHistory {
  private static final String TABLES = "tables";
  private static final String EXPIRED_AT = "expired_at";

  private final List<Row> rows;

  private ReleaseHistory(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * The releases of a lake.
   *
   * @throws XiaokangException if it has none
   */
  static ReleaseHistory of(Lake lake) {
    if (!lake.exists(ReleaseTable.RELEASES.name())) {
      throw new XiaokangException(
          "the lake at " + lake.root() + " has no release yet; run jobs/nightly first");
    }
    return new ReleaseHistory(lake.read(ReleaseTable.RELEASES.name()).collectAsList());
  }

  /** The releases not yet let go that the rule no longer keeps. */
  Set<String> toLetGo(Retention rule, Instant now) {
    List<Row> newestFirst = new ArrayList<>(kept());
    newestFirst.sort(
        comparing(ReleaseHistory::finishedAt).thenComparing(ReleaseHistory::id).reversed());
    Set<String> letGo = new TreeSet<>();
    int published = 0;
    for (Row row : newestFirst) {
      boolean young =
          Duration.between(finishedAt(row), now).compareTo(Duration.ofDays(rule.days())) < 0;
      if (published >= rule.releases() && !young) {
        letGo.add(id(row));
      }
      if (row.<String>getAs("status").equals(Release.PUBLISHED)) {
        published++;
      }
    }
    return letGo;
  }

  /** These releases marked as let go. */
  ReleaseHistory expire(Set<String> letGo, Instant now) {
    return with(row -> letGo.contains(id(row)), EXPIRED_AT, row -> Timestamp.from(now));
  }

  /**
   * Kept releases that name a version of the table from {@code since} on name {@code present}
   * instead, which holds the same rows.
   */
  ReleaseHistory repoint(String table, long since, long present) {
    return with(
        row -> {
          Long version = expiredAt(row).isPresent() ? null : tables(row).get(table);
          return version != null && since <= version && version < present;
        },
        TABLES,
        row -> {
          Map<String, Long> versions = new HashMap<>(tables(row));
          versions.put(table, present);
          return versions;
        });
  }

  /** Names of all tables that a release has or had. */
  Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    rows.forEach(row -> tables.addAll(tables(row).keySet()));
    return tables;
  }

  /** The versions of a table that kept releases name. */
  Set<Long> versions(String table) {
    Set<Long> versions = new HashSet<>();
    for (Row row : kept()) {
      Long version = tables(row).get(table);
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** Ids of the releases that were let go. */
  Set<String> letGo() {
    Set<String> letGo = new TreeSet<>();
    rows.stream().filter(row -> expiredAt(row).isPresent()).forEach(row -> letGo.add(id(row)));
    return letGo;
  }

  /** Number of releases that are kept. */
  int size() {
    return kept().size();
  }

  /** Whether the two say the same. */
  boolean sameAs(ReleaseHistory other) {
    return rows.equals(other.rows);
  }

  /** The rows as the table of releases is defined now; what an earlier version lacked is null. */
  List<Row> rows() {
    List<Row> complete = new ArrayList<>();
    for (Row row : rows) {
      complete.add(
          RowFactory.create(
              ReleaseTable.RELEASES.columns().stream()
                  .map(column -> value(row, column.name()))
                  .toArray()));
    }
    return complete;
  }

  private interface Value {
    Object of(Row row);
  }

  private ReleaseHistory with(Predicate<Row> which, String changed, Value value) {
    List<Row> result = new ArrayList<>();
    for (Row row : rows) {
      result.add(
          which.test(row)
              ? new GenericRowWithSchema(
                  ReleaseTable.RELEASES.columns().stream()
                      .map(c -> c.name().equals(changed) ? value.of(row) : value(row, c.name()))
                      .toArray(),
                  ReleaseTable.RELEASES.schema())
              : row);
    }
    return new ReleaseHistory(result);
  }

  private List<Row> kept() {
    return rows.stream().filter(row -> expiredAt(row).isEmpty()).toList();
  }

  private static @Nullable Object value(Row row, String column) {
    return row.schema().getFieldIndex(column).isDefined() ? row.getAs(column) : null;
  }

  private static String id(Row row) {
    return row.getAs("release_id");
  }

  private static Instant finishedAt(Row row) {
    return row.<Timestamp>getAs("finished_at").toInstant();
  }

  private static Optional<Instant> expiredAt(Row row) {
    return Optional.ofNullable((Timestamp) value(row, EXPIRED_AT)).map(Timestamp::toInstant);
  }

  private static Map<String, Long> tables(Row row) {
    Object value = row.getAs(TABLES);
    @SuppressWarnings("unchecked")
    Map<String, Long> versions =
        value instanceof Map<?, ?>
            ? (Map<String, Long>) value
            : row.<String, Long>getJavaMap(row.fieldIndex(TABLES));
    return versions;
  }
}

package org.xiaokang.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Retention;
import org.xiaokang.lake.LoadState;
import org.xiaokang.lake.ObservationsTable;
import org.xiaokang.lake.ReleaseHistory;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.lake.StateFolder;
import org.xiaokang.lake.TableCommitter;

/**
 * Keeps a lake small and quick without changing a row: fewer and better clustered files, nothing
 * that no kept release needs. Its steps are called in the order they stand here; one that is cut
 * off is taken up by the next maintenance, and a release that is kept reads whole throughout.
 *
 * <p>It does the tables that a release names, and the table of releases; whatever else lies in the
 * lake is somebody else's.
 */
public final class Maintenance {
  /**
   * What was done to one table, or would be.
   *
   * @param table the table's name
   * @param version the present version
   * @param filesBefore files of the present version before
   * @param filesAfter files of the present version after; as before in a dry run
   * @param removedFiles files removed that no kept release needs
   * @param removedBytes their size
   * @param removedLog entries of the log removed
   */
  public record Upkeep(
      String table,
      long version,
      long filesBefore,
      long filesAfter,
      long removedFiles,
      long removedBytes,
      long removedLog) {}

  private final SparkSession spark;

  /** Beside the lake's, because maintenance changes settings. */
  private final SparkSession own;

  private final Lake lake;
  private final TableCommitter committer;
  private final Clock clock;
  private final String runId;
  private final boolean dryRun;
  private final Map<String, TableUpkeep> tables = new TreeMap<>();
  private final Map<String, Long> filesBefore = new TreeMap<>();
  private final ReleaseHistory before;
  private final StateFolder state;

  /** What the load of the newest release left to the next one; it names files of a table. */
  private final Optional<LoadState> left;

  private ReleaseHistory history;

  /**
   * The maintenance of a lake by one run.
   *
   * @param program the version of the program
   * @param committer writes the table of releases
   * @param clock tells how old releases and files are
   * @param dryRun changes nothing, and tells what would be changed
   * @throws XiaokangException if the lake has no release yet
   */
  public Maintenance(
      SparkSession spark,
      Lake lake,
      TableCommitter committer,
      Clock clock,
      String runId,
      String program,
      boolean dryRun) {
    this.spark = spark;
    this.lake = lake;
    this.committer = committer;
    this.clock = clock;
    this.runId = runId;
    this.dryRun = dryRun;
    this.before = ReleaseHistory.of(lake.reader());
    this.history = before;
    this.own = spark.newSession();
    this.state = new StateFolder(lake.root(), lake.reader().hadoop());
    this.left =
        lake.reader().releases().newest().flatMap(release -> state.of(release.tables(), program));
    Set<String> names = new TreeSet<>(history.tables());
    names.add(ReleasesTable.SCHEMA.name());
    for (String name : names) {
      if (lake.exists(name)) {
        tables.put(name, new TableUpkeep(own, new Path(lake.root(), name), clock));
      }
    }
  }

  /** Number of tables. */
  public int tables() {
    return tables.size();
  }

  /** The releases that the rule no longer keeps, by id. */
  public Set<String> letGo(Retention rule) {
    Instant now = clock.instant();
    Set<String> letGo = history.toLetGo(rule, now);
    history = history.expire(letGo, now);
    return letGo;
  }

  /** Number of releases that stay. */
  public int kept() {
    return history.size();
  }

  /**
   * Lays rows together as each table is clustered, in as few files as that takes. Files that the
   * next load takes over stay as they are: each has neighbouring regions already.
   */
  public void compact() {
    tables.forEach((name, table) -> filesBefore.put(name, table.files()));
    if (!dryRun) {
      tables.keySet().stream()
          .filter(name -> !isReleases(name) && !isTakenOver(name))
          .forEach(this::compact);
    }
  }

  private boolean isTakenOver(String name) {
    return left.isPresent() && name.equals(ObservationsTable.SCHEMA.name());
  }

  private void compact(String name) {
    doing("compact", name, table -> table.compact(runId));
  }

  /**
   * Writes which releases were let go into the table of releases, and which version of a table now
   * holds the rows of those that are kept.
   */
  public void record() {
    Map<String, Long> versions = new TreeMap<>();
    left.ifPresent(its -> versions.putAll(its.tables()));
    for (String name : tables.keySet()) {
      doing(
          "look at",
          name,
          table -> {
            long since = table.rowsSince();
            long present = table.version();
            history = history.repoint(name, since, present);
            versions.computeIfPresent(name, (of, was) -> was < since ? was : present);
          });
    }
    if (!dryRun) {
      if (!history.equals(before)) {
        committer.overwrite(committer.write(ReleasesTable.SCHEMA, history.entries()), runId);
      }
      left.ifPresent(its -> state.write(its.of(versions)));
      compact(ReleasesTable.SCHEMA.name());
    }
  }

  /**
   * Removes the files and the entries of the logs that no kept release needs, and the pages of
   * releases that were let go.
   */
  public List<Upkeep> clean() {
    if (!dryRun) {
      try {
        new ReportPages(lake.root(), spark.sessionState().newHadoopConf()).remove(history.letGo());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    List<Upkeep> done = new ArrayList<>();
    for (String name : tables.keySet()) {
      doing("clean", name, table -> done.add(clean(name, table)));
    }
    return done;
  }

  private Upkeep clean(String name, TableUpkeep table) throws IOException {
    Set<Long> kept = new TreeSet<>(isReleases(name) ? Set.of() : history.versions(name));
    kept.add(table.version());
    List<FileStatus> removed = table.vacuum(table.unneeded(kept), dryRun);
    List<FileStatus> log = table.expiredLog(new TreeSet<>(kept).first());
    if (!dryRun) {
      table.removeLog(log);
    }
    return new Upkeep(
        name,
        table.version(),
        filesBefore.getOrDefault(name, table.files()),
        table.files(),
        removed.size(),
        removed.stream().mapToLong(FileStatus::getLen).sum(),
        log.size());
  }

  private static boolean isReleases(String name) {
    return name.equals(ReleasesTable.SCHEMA.name());
  }

  private interface Work {
    void on(TableUpkeep table) throws Exception;
  }

  private void doing(String what, String name, Work work) {
    // Delta takes settings from the thread's session.
    SparkSession.setActiveSession(own);
    spark.sparkContext().setJobDescription(what + " " + name);
    try {
      work.on(requireNonNull(tables.get(name)));
    } catch (XiaokangException e) {
      throw e;
    } catch (Exception e) {
      throw new XiaokangException(
          "could not "
              + what
              + " the table '"
              + name
              + "' of the lake '"
              + lake.root()
              + "': "
              + e.getMessage()
              + "; every kept release is as it was, and the next maintenance takes up the rest",
          e);
    } finally {
      spark.sparkContext().setJobDescription(null);
      SparkSession.setActiveSession(spark);
    }
  }
}

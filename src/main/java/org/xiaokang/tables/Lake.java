package org.xiaokang.tables;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.LakeBusyException;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Releases;

/** The Delta tables under one root folder, on any Hadoop file system. */
public final class Lake {
  /** Small tables wait for the driver, not for the cores: four at a time paid, more did not. */
  private static final int WRITERS = 4;

  /**
   * Delta refuses to read versions that are older than what VACUUM removes by itself. Here {@link
   * Maintenance} alone removes files, and none that a kept release needs.
   */
  static final String READS_NO_OLD_VERSION =
      "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration";

  private final SparkSession spark;
  private final Path root;

  /** Held while a run writes; null while nobody does, and for writes outside of runs. */
  private volatile @Nullable LakeLock lock;

  /** The run that writes; null while nobody does. */
  private volatile @Nullable WritingRun run;

  private Lake(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  /**
   * The lake at {@code root}, a path or URI; nothing is created before the first write.
   *
   * @throws XiaokangException if there is no file system for such a URI
   */
  public static Lake open(SparkSession spark, String root) {
    try {
      Path path = new Path(root);
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      readsOldVersions(spark);
      return new Lake(spark, files.makeQualified(path));
    } catch (IOException | IllegalArgumentException e) {
      throw new XiaokangException(
          "cannot open the lake '"
              + root
              + "': "
              + e.getMessage()
              + "; expected a folder or a URI of a file system that this Spark knows",
          e);
    }
  }

  /** Lets a session read, and go back to, any version whose files are there. */
  static void readsOldVersions(SparkSession spark) {
    spark.conf().set(READS_NO_OLD_VERSION, "false");
  }

  /** The root as a qualified path. */
  public String root() {
    return root.toString();
  }

  /**
   * Does {@code work} as the only run that writes to the lake. What it writes through this object
   * is refused once another run has taken the lake over.
   *
   * @param command the command that runs, for whoever is told to wait
   * @param runId the run's id
   * @param clock tells when the lock was taken and renewed
   * @throws LakeBusyException at once if another run holds the lake, with who and since when
   */
  public <T> T exclusively(String command, String runId, Clock clock, Supplier<T> work) {
    LockProcess here = LockProcess.current();
    try (LakeLock taken = LakeLock.take(spark, root, command, runId, clock, here)) {
      lock = taken;
      try {
        WritingRun begun = new WritingRun(root(), command, latestRelease());
        begun.begin();
        run = begun;
        return work.get();
      } catch (Exception e) { // Scala throws IOException without declaring it
        throw WriteFailure.told(root, e);
      } finally {
        run = null;
        lock = null;
      }
    }
  }

  /**
   * Whether a run holds a lake, or held it and did not give it back. Asked without a session.
   *
   * @param root a path or URI
   * @throws XiaokangException if the lake cannot be read
   */
  public static boolean isHeld(String root, Configuration hadoop) {
    try {
      return LakeLock.isHeld(new Path(root), hadoop);
    } catch (IOException e) {
      throw new XiaokangException(
          "cannot read the lock of the lake '" + root + "': " + e.getMessage(), e);
    }
  }

  /**
   * Makes {@code rows} the whole content of the table in one commit, creating the table if there is
   * none and declaring it anew if its definition changed. Content equal to the present version, in
   * whatever order, is not committed again. After a failure the previous version is still the
   * current one.
   *
   * @throws XiaokangException if the columns are not the definition's, a row breaks a constraint,
   *     or writing fails
   * @throws LakeBusyException if another run wrote the table meanwhile
   */
  public WriteResult overwrite(TableDefinition definition, Dataset<Row> rows, String runId) {
    return write(new TableWrite(definition, rows), runId);
  }

  /** Writes a table whole, or puts rows in the place of others, in one commit. */
  private WriteResult write(TableWrite write, String runId) {
    TableDefinition definition = write.definition();
    Path path = path(definition.name());
    Column where = write.where();
    return write(
        definition,
        write.rows(),
        rows ->
            where == null
                ? TableTransaction.overwrite(spark, path, definition, rows, runId, lock)
                : TableTransaction.replace(spark, path, definition, rows, where, runId, lock));
  }

  /**
   * Writes several tables, four at a time; {@code written} is told of each as it is done, one at a
   * time. After a failure no further table is begun, those under way are finished, and the first
   * failure is thrown.
   *
   * @return the results in the order of {@code writes}
   */
  public List<WriteResult> writeAll(
      List<TableWrite> writes, String runId, Consumer<WriteResult> written) {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    CompletionService<WriteResult> done = new ExecutorCompletionService<>(writers);
    List<Future<WriteResult>> pending = new ArrayList<>();
    try {
      for (TableWrite write : writes) {
        pending.add(done.submit(() -> write(write, runId)));
      }
      for (int i = 0; i < writes.size(); i++) {
        written.accept(done.take().get());
      }
      List<WriteResult> results = new ArrayList<>();
      for (Future<WriteResult> one : pending) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof XiaokangException ours
          ? ours
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw WriteFailure.interrupted(root, e);
    } finally {
      pending.forEach(one -> one.cancel(false));
      SideBySide.finish(writers);
    }
  }

  /** Whether the lake has the table. */
  public boolean exists(String table) {
    return DeltaTable.isDeltaTable(spark, path(table).toString());
  }

  /**
   * What a table holds now, as if it had just been written.
   *
   * @throws XiaokangException if there is no such table
   */
  public WriteResult current(String table) {
    return new WriteResult(table, version(table), read(table).count(), false);
  }

  /**
   * The newest version of a table.
   *
   * @throws XiaokangException if there is no such table
   */
  public long version(String table) {
    requireTable(table);
    return TableTransaction.version(spark, path(table));
  }

  /**
   * The newest version of a table.
   *
   * @throws XiaokangException if there is none, listing the tables there are
   */
  public Dataset<Row> read(String table) {
    requireTable(table);
    return spark.read().format("delta").load(path(table).toString());
  }

  /**
   * A table as of a Delta version.
   *
   * @throws XiaokangException if there is no such table
   */
  public Dataset<Row> read(String table, long version) {
    requireTable(table);
    return spark.read().format("delta").option("versionAsOf", version).load(path(table).toString());
  }

  /**
   * Appends the release to the table of releases: from here on readers see it, unless it is held
   * back. The last write of a run.
   */
  public WriteResult publish(Release release) {
    return published(release, () -> append(release));
  }

  /** Writes what makes a release, unless the run that does it was ended. */
  <T> T published(Release release, Supplier<T> write) {
    WritingRun under = run;
    return under == null ? write.get() : under.publish(release, write);
  }

  private WriteResult append(Release release) {
    Dataset<Row> row =
        spark.createDataFrame(List.of(ReleaseTable.row(release)), ReleaseTable.RELEASES.schema());
    return write(
        ReleaseTable.RELEASES,
        row,
        ordered ->
            TableTransaction.append(
                spark,
                path(ReleaseTable.RELEASES.name()),
                ReleaseTable.RELEASES,
                ordered,
                release.releaseId(),
                lock));
  }

  /** The release that readers see: the last published; empty before the first. */
  public Optional<Release> latestRelease() {
    return releases().latestPublished();
  }

  /** The releases as they are now. */
  public Releases releases() {
    return reader().releases();
  }

  /** The same lake for reading without the session, with its settings of file systems. */
  public LakeReader reader() {
    return LakeReader.open(root(), spark.sessionState().newHadoopConf());
  }

  /** The tables of a release, each at its version, and the view {@link Conflicts}. */
  public Tables tables(Release release) {
    return new ReleaseTables(this, release);
  }

  /**
   * Registers each table of a release, at its version, as a temporary view of the same name; the
   * view {@link Conflicts}; and the table of releases as it is now.
   */
  public void views(Release release) {
    new ReleaseTables(this, release).register();
    read(ReleaseTable.RELEASES.name()).createOrReplaceTempView(ReleaseTable.RELEASES.name());
  }

  private interface Write {
    WriteResult of(Dataset<Row> rows) throws Exception;
  }

  private WriteResult write(TableDefinition definition, Dataset<Row> rows, Write write) {
    definition.requireColumns(rows.schema());
    Column[] columns =
        definition.columns().stream().map(c -> col("`" + c.name() + "`")).toArray(Column[]::new);
    // Delta asks for the thread's session, and a pool's thread has none of its own.
    SparkSession.setActiveSession(spark);
    spark.sparkContext().setJobDescription("write " + definition.name());
    try {
      return write.of(rows.select(columns));
    } catch (LakeBusyException e) {
      throw e;
    } catch (DeltaConcurrentModificationException e) {
      throw new LakeBusyException(
          "table '"
              + definition.name()
              + "' of the lake '"
              + root
              + "' was written by another run meanwhile; this run changed nothing in it: try again later",
          e);
    } catch (Exception e) {
      throw WriteFailure.of(definition, root, e);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private void requireTable(String table) {
    if (!exists(table)) {
      throw new XiaokangException(
          "the lake '"
              + root
              + "' has no table '"
              + table
              + "'; it has "
              + names()
              + ". Has a run been published there? (jobs/nightly, --lake)");
    }
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    try {
      for (FileStatus entry :
          root.getFileSystem(spark.sessionState().newHadoopConf()).listStatus(root)) {
        if (exists(entry.getPath().getName())) {
          names.add(entry.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      // No folder, no tables.
    } catch (IOException e) {
      throw new XiaokangException("cannot list the lake '" + root + "': " + e.getMessage(), e);
    }
    return names;
  }

  SparkSession spark() {
    return spark;
  }

  Path path(String table) {
    return new Path(root, table);
  }
}

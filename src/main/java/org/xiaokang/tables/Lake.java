package org.xiaokang.tables;

import io.delta.tables.DeltaTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.ReleasesTable;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.Releases;

/** The Delta tables under one root folder, on any Hadoop file system, read by a session. */
public final class Lake {
  /**
   * Delta refuses to read versions that are older than what VACUUM removes by itself. Here {@link
   * Maintenance} alone removes files, and none that a kept release needs.
   */
  static final String READS_NO_OLD_VERSION =
      "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration";

  private final SparkSession spark;
  private final Path root;

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

  /** Whether the lake has the table. */
  public boolean exists(String table) {
    return DeltaTable.isDeltaTable(spark, path(table).toString());
  }

  /**
   * The newest version of a table.
   *
   * @throws XiaokangException if there is no such table
   */
  public long version(String table) {
    requireTable(table);
    return reader().newest(table).orElseThrow().version();
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
    read(ReleasesTable.SCHEMA.name()).createOrReplaceTempView(ReleasesTable.SCHEMA.name());
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

  Path path(String table) {
    return new Path(root, table);
  }
}

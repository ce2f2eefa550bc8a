package org.xiaokang.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Delta tables under one root folder, on any Hadoop file system. */
@SuppressWarnings("DoNotCallSuggester")
public final class Lake {
  private final SparkSession spark;
  private final String root;

  private Lake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
  }

  /** The lake at {@code root}, a path or URI; nothing is created before the first write. */
  public static Lake open(SparkSession spark, String root) {
    return new Lake(spark, root);
  }

  /** The root as a URI. */
  public String root() {
    return root;
  }

  /**
   * Makes {@code rows} the whole content of the table in one commit, creating the table if there is
   * none. Content equal to the present version is not written again. After a failure the previous
   * version is still the current one.
   */
  public WriteResult overwrite(TableDefinition definition, Dataset<Row> rows, String runId) {
    throw new UnsupportedOperationException(spark + definition.name() + rows + runId);
  }

  /**
   * Overwrites several tables, four at a time; {@code written} is told of each as it is done, one
   * at a time.
   *
   * @return the results in the order of {@code writes}
   */
  public List<WriteResult> overwriteAll(
      List<TableWrite> writes, String runId, Consumer<WriteResult> written) {
    throw new UnsupportedOperationException(writes + runId + written);
  }

  /** Whether the lake has the table. */
  public boolean exists(String table) {
    throw new UnsupportedOperationException(table);
  }

  /** The newest version of a table. */
  public Dataset<Row> read(String table) {
    throw new UnsupportedOperationException(table);
  }

  /** A table as of a Delta version. */
  public Dataset<Row> read(String table, long version) {
    throw new UnsupportedOperationException(table + version);
  }

  /**
   * Appends the release to the table of releases: from here on readers see it. The last write of a
   * run.
   */
  public WriteResult publish(Release release) {
    throw new UnsupportedOperationException(release.toString());
  }

  /** The release published last; empty before the first. */
  public Optional<Release> latestRelease() {
    throw new UnsupportedOperationException();
  }

  /** The tables of a release, each at its version. */
  public Tables tables(Release release) {
    throw new UnsupportedOperationException(release.toString());
  }

  /** Registers each table of a release, at its version, as a temporary view of the same name. */
  public void views(Release release) {
    throw new UnsupportedOperationException(release.toString());
  }
}

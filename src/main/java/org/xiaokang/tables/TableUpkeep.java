package org.xiaokang.tables;

import static scala.jdk.javaapi.CollectionConverters.asScala;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaTableUtils;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.delta.commands.VacuumCommand$;
import org.apache.spark.sql.delta.util.FileNames;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SystemClock;
import org.xiaokang.lake.CommitMetadata;
import scala.Console;
import scala.Option;

/**
 * The upkeep of one table, through Delta's own OPTIMIZE and VACUUM. What a kept release needs is
 * read from the log, file by file: Delta itself protects what was removed lately, and forgets what
 * was removed earlier, so that no period would be right for every table.
 */
final class TableUpkeep {
  /**
   * How long a file stays after it went out of use, for readers and writers under way; Delta's own
   * default, below which it refuses to work.
   */
  static final Duration GRACE = Duration.ofDays(7);

  /** The setting of a session from which Delta's own commands take what a commit says. */
  private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private static final StructType INVENTORY =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("length", DataTypes.LongType)
          .add("isDir", DataTypes.BooleanType)
          .add("modificationTime", DataTypes.LongType);

  private final SparkSession spark;
  private final Path path;
  private final Clock clock;
  private final DeltaLog log;

  /**
   * The upkeep of the table at {@code path}.
   *
   * @param spark a session of its own, whose settings are changed
   * @param clock tells how old files are
   */
  TableUpkeep(SparkSession spark, Path path, Clock clock) {
    this.spark = spark;
    this.path = path;
    this.clock = clock;
    this.log = DeltaLog.forTable(spark, path);
    // Two commits that say only that files went; the version of a table is to mean its rows.
    spark.conf().set("spark.databricks.delta.vacuum.logging.enabled", "false");
    // Or the table's property would decide, whatever is asked for.
    spark.conf().set("spark.databricks.delta.vacuum.retentionWindowIgnore.enabled", "false");
  }

  /** The present version. */
  long version() {
    return snapshot().version();
  }

  /** Number of files of the present version. */
  long files() {
    return snapshot().numOfFiles();
  }

  /** The oldest version from which on the table holds the rows it holds now. */
  long rowsSince() throws IOException {
    long present = version();
    return said(present).map(metadata -> metadata.rowsSince(present)).orElse(present);
  }

  /**
   * OPTIMIZE: lays rows together as the table's clustering says, in as few files as that takes. The
   * commit's metadata say that no row changed. One file is left alone.
   */
  void compact(String runId) throws IOException {
    Snapshot present = snapshot();
    if (present.numOfFiles() < 2) {
      return;
    }
    Optional<CommitMetadata> said = said(present.version());
    if (said.isPresent()) {
      spark.conf().set(USER_METADATA, said.get().unchangedBy(runId, present.version()).toJson());
    } else {
      spark.conf().unset(USER_METADATA);
    }
    DeltaTable.forPath(spark, path.toString()).optimize().executeCompaction();
  }

  private Optional<CommitMetadata> said(long version) throws IOException {
    return CommitMetadata.read(log.dataPath(), version, log.newDeltaHadoopConf());
  }

  /**
   * The files in the table's folder that neither the present version nor one of {@code versions}
   * needs, all of them older than {@link #GRACE}.
   *
   * @param versions versions that stay readable
   */
  List<FileStatus> unneeded(Set<Long> versions) throws IOException {
    Set<Path> needed = NeededFiles.of(log, versions, version());
    long before = clock.millis() - GRACE.toMillis();
    List<FileStatus> unneeded = new ArrayList<>();
    Path root = fileSystem().makeQualified(log.dataPath());
    RemoteIterator<LocatedFileStatus> files = fileSystem().listFiles(root, true);
    while (files.hasNext()) {
      FileStatus file = files.next();
      String relative = root.toUri().relativize(file.getPath().toUri()).getPath();
      if (file.getModificationTime() < before
          && !needed.contains(file.getPath())
          && !DeltaTableUtils.isHiddenDirectory(
              asScala(List.<String>of()).toSeq(), relative, false)) {
        unneeded.add(file);
      }
    }
    return unneeded;
  }

  /**
   * VACUUM of these files: removes those that the present version does not need, nor needed within
   * {@link #GRACE}.
   *
   * @param dryRun only says which
   * @return the files removed
   */
  List<FileStatus> vacuum(List<FileStatus> files, boolean dryRun) throws IOException {
    if (files.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    for (FileStatus file : files) {
      rows.add(
          RowFactory.create(
              file.getPath().toString(), file.getLen(), false, file.getModificationTime()));
    }
    // Delta prints how many files it deleted.
    Dataset<Row> result = Console.withOut(OutputStream.nullOutputStream(), () -> gc(rows, dryRun));
    List<FileStatus> removed = new ArrayList<>();
    if (dryRun) {
      Set<Path> told = new HashSet<>();
      result.collectAsList().forEach(row -> told.add(new Path(row.getString(0))));
      files.stream().filter(file -> told.contains(file.getPath())).forEach(removed::add);
    } else {
      for (FileStatus file : files) {
        if (!fileSystem().exists(file.getPath())) {
          removed.add(file);
        }
      }
    }
    return removed;
  }

  /** The files that a dry run would remove; otherwise nothing of use. */
  private Dataset<Row> gc(List<Row> inventory, boolean dryRun) {
    return VacuumCommand$.MODULE$.gc(
        spark,
        DeltaTableV2.apply(
            spark, path, Option.empty(), Option.empty(), noOptions(), Option.empty()),
        dryRun,
        Option.apply((Object) (double) GRACE.toHours()),
        Option.apply(spark.createDataFrame(inventory, INVENTORY)),
        Option.apply("FULL"),
        scala.collection.immutable.Map$.MODULE$.empty(),
        new SystemClock() {
          @Override
          public long getTimeMillis() {
            return clock.millis();
          }
        });
  }

  private static scala.collection.immutable.Map<String, String> noOptions() {
    return scala.collection.immutable.Map$.MODULE$.empty();
  }

  /**
   * The entries of the log that no version from {@code oldest} on needs: those before the newest
   * checkpoint that is not younger than it.
   */
  List<FileStatus> expiredLog(long oldest) throws IOException {
    List<FileStatus> entries = new ArrayList<>();
    for (FileStatus entry : fileSystem().listStatus(log.logPath())) {
      if (entry.isFile() && FileNames.getFileVersionOpt(entry.getPath()).isDefined()) {
        entries.add(entry);
      }
    }
    long checkpoint =
        entries.stream()
            .filter(entry -> FileNames.isCheckpointFile(entry) && !inParts(entry))
            .mapToLong(FileNames::checkpointVersion)
            .filter(version -> version <= oldest)
            .max()
            .orElse(0);
    return entries.stream()
        .filter(entry -> lastVersion(entry) < checkpoint)
        .sorted(Comparator.comparingLong(TableUpkeep::lastVersion))
        .toList();
  }

  /** A checkpoint in parts may lack one; then an earlier one is trusted. */
  private static boolean inParts(FileStatus checkpoint) {
    return FileNames.numCheckpointParts(checkpoint.getPath()).isDefined();
  }

  private static long lastVersion(FileStatus entry) {
    return FileNames.isCompactedDeltaFile(entry)
        ? (Long) FileNames.compactedDeltaVersions(entry)._2()
        : FileNames.getFileVersion(entry);
  }

  /** Removes log entries, the oldest first, so that a removal cut short leaves no gap. */
  void removeLog(List<FileStatus> expired) throws IOException {
    for (FileStatus entry : expired) {
      fileSystem().delete(entry.getPath(), false);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return log.dataPath().getFileSystem(log.newDeltaHadoopConf());
  }

  private Snapshot snapshot() {
    return log.update(false, Option.empty(), Option.empty());
  }
}

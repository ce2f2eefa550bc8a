package org.xiaokang.tables;

import static scala.jdk.javaapi.CollectionConverters.asJava;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.skipping.clustering.ClusteredTableUtils;
import org.apache.spark.sql.delta.skipping.clustering.temp.ClusterBySpec;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.LakeBusyException;
import scala.Option;
import scala.collection.immutable.Seq;

/**
 * One commit to one table through Delta's own transaction. Delta's public writers need two commits
 * for what is one here (comments, NOT NULL, constraints, clustering and rows), {@code
 * mode("overwrite")} forgets the clustering, and neither can be left after the rows are known to be
 * the ones already there. Twelve small tables: 7 s this way, 11 to 15 s that way. Every call into
 * Delta's internals that writes or deletes rows is in this class and {@link Departure}.
 */
final class TableTransaction {
  private static final String CONSTRAINT = "delta.constraints.";
  private static final String CLUSTERED_BY = "xiaokang.clusteredBy";

  /** Delta's transaction identifiers: the term of the lock under which the table was written. */
  private static final String WRITTEN = "xiaokang.lock";

  /** The term of the lock under which rows were last added. */
  private static final String ADDED = "xiaokang.added";

  /**
   * Delta drops log entries after 30 days, kept releases or not; maintenance knows which may go.
   */
  private static final String CLEANS_LOG = "delta.enableExpiredLogCleanup";

  /**
   * Files are skipped by the smallest and largest value of the columns they are clustered by, and
   * by no others. Delta would take those of the first 32, which cost more than half of the work on
   * rows where no code is generated (conf/spark-small.conf).
   */
  private static final String SKIPPED_BY = "delta.dataSkippingStatsColumns";

  /** A replaced row is marked as deleted; its file is not written again for it. */
  private static final String MARKS_DELETED = "delta.enableDeletionVectors";

  private final TableDefinition definition;
  private final Dataset<Row> rows;
  private final String runId;
  private final @Nullable LakeLock lock;
  private final DeltaLog log;
  private final OptimisticTransaction transaction;

  private TableTransaction(
      SparkSession spark,
      Path path,
      TableDefinition definition,
      Dataset<Row> rows,
      String runId,
      @Nullable LakeLock lock) {
    this.definition = definition;
    this.rows = rows;
    this.runId = runId;
    this.lock = lock;
    this.log = DeltaLog.forTable(spark, path);
    this.transaction = log.startTransaction(Option.empty(), Option.empty());
  }

  /**
   * Makes {@code rows} the whole content of the table, or leaves it alone if they are its content
   * already.
   */
  static WriteResult overwrite(
      SparkSession spark,
      Path path,
      TableDefinition definition,
      Dataset<Row> rows,
      String runId,
      @Nullable LakeLock lock)
      throws IOException {
    return new TableTransaction(spark, path, definition, rows, runId, lock).overwrite();
  }

  /**
   * Puts {@code rows} in the place of those that {@code where} describes, or leaves the table alone
   * if they are the same.
   */
  static WriteResult replace(
      SparkSession spark,
      Path path,
      TableDefinition definition,
      Dataset<Row> rows,
      Column where,
      String runId,
      @Nullable LakeLock lock)
      throws IOException {
    return new TableTransaction(spark, path, definition, rows, runId, lock).replace(spark, where);
  }

  /** The newest version of a table; negative if there is none. */
  static long version(SparkSession spark, Path path) {
    return DeltaLog.forTable(spark, path).update(false, Option.empty(), Option.empty()).version();
  }

  /** Adds {@code rows} to the table; a second time under the same lock adds nothing. */
  static WriteResult append(
      SparkSession spark,
      Path path,
      TableDefinition definition,
      Dataset<Row> rows,
      String runId,
      @Nullable LakeLock lock)
      throws IOException {
    return new TableTransaction(spark, path, definition, rows, runId, lock).append();
  }

  /** From here on the table refuses what was begun under an earlier term. */
  static void raiseTerm(SparkSession spark, Path path, long term) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    for (int i = 0; i < 3; i++) {
      OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
      if (transaction.readVersion() < 0 || transaction.txnVersion(WRITTEN) >= term) {
        return;
      }
      try {
        transaction.commit(
            immutable(List.<Action>of(identifier(WRITTEN, term))),
            DeltaOperations.ManualUpdate$.MODULE$);
        return;
      } catch (DeltaConcurrentModificationException theFormerRunWasFaster) {
        // Whatever it wrote is whole; the next try comes after it.
      }
    }
    throw new LakeBusyException(
        "the table '" + path + "' is being written by another run; try again later");
  }

  private WriteResult overwrite() throws IOException {
    List<Action> actions = new ArrayList<>(declare());
    boolean redefined = !actions.isEmpty();
    if (present() >= 0) {
      asJava(transaction.filterFiles()).forEach(file -> actions.add(file.remove()));
    }
    Written written = write();
    if (!redefined && written.fingerprint().equals(presentFingerprint().orElse(null))) {
      discard(written.files());
      return new WriteResult(definition.name(), present(), written.fingerprint().rows(), false);
    }
    actions.addAll(written.files());
    return commit(actions, SaveMode.Overwrite, written.fingerprint());
  }

  private WriteResult replace(SparkSession spark, Column where) throws IOException {
    List<Action> actions = new ArrayList<>(declare());
    boolean redefined = !actions.isEmpty();
    Dataset<Row> all =
        spark
            .read()
            .format("delta")
            .option("versionAsOf", present())
            .load(log.dataPath().toString());
    Fingerprint before = presentFingerprint().orElseGet(() -> Fingerprint.read(all));
    try (Departure going = new Departure(spark, transaction, all, where)) {
      Fingerprint gone = going.fingerprint();
      Written written = write();
      Fingerprint after = before.with(gone, written.fingerprint());
      if (!redefined && after.equals(before)) {
        discard(written.files());
        return new WriteResult(definition.name(), present(), before.rows(), false);
      }
      if (gone.rows() > 0) {
        actions.addAll(going.actions());
      }
      actions.addAll(written.files());
      return commit(actions, SaveMode.Overwrite, after);
    }
  }

  private WriteResult append() throws IOException {
    if (lock != null && transaction.txnVersion(ADDED) == lock.term()) {
      return new WriteResult(definition.name(), present(), 0, false);
    }
    List<Action> actions = new ArrayList<>(declare());
    Written written = write();
    actions.addAll(written.files());
    if (lock != null) {
      actions.add(identifier(ADDED, lock.term()));
    }
    // An appended commit's fingerprint is of its own rows; only overwrites are ever compared.
    return commit(actions, SaveMode.Append, written.fingerprint());
  }

  /** The version this transaction started from; negative if there is no table. */
  private long present() {
    return transaction.readVersion();
  }

  private record Written(List<FileAction> files, Fingerprint fingerprint) {}

  private Written write() {
    Dataset<Row> observed = Fingerprint.observe(rows);
    List<FileAction> files = asJava(transaction.writeFiles(observed));
    long written = 0;
    for (FileAction file : files) {
      if (file instanceof AddFile added && added.numLogicalRecords().isDefined()) {
        written += (Long) added.numLogicalRecords().get();
      }
    }
    return new Written(files, Fingerprint.of(observed, written));
  }

  private WriteResult commit(List<Action> actions, SaveMode mode, Fingerprint fingerprint)
      throws IOException {
    if (lock != null) {
      lock.check();
      // Having asked, this transaction conflicts with any other that writes the identifier.
      if (transaction.txnVersion(WRITTEN) > lock.term()) {
        throw lock.lost();
      }
      actions.add(identifier(WRITTEN, lock.term()));
    }
    String note = new CommitNote(runId, fingerprint).toJson();
    if (present() < 0) {
      log.createLogDirectoriesIfNotExists();
    }
    long version = transaction.commit(immutable(actions), operation(mode, note));
    return new WriteResult(definition.name(), version, fingerprint.rows(), true);
  }

  /** Declares the table as defined; the clustering comes as an action, so none means it was. */
  private List<Action> declare() {
    Metadata now = transaction.metadata();
    Map<String, String> configuration = configuration(now);
    if (present() >= 0
        && definition.schema().json().equals(now.schemaString())
        && definition.comment().equals(now.description())
        && configuration.equals(asJava(now.configuration()))) {
      return List.of();
    }
    // Names the protocol's feature; Delta takes it out of the configuration again.
    configuration.put("delta.feature.clustering", "supported");
    Metadata wanted =
        new Metadata(
            present() < 0 ? UUID.randomUUID().toString() : now.id(),
            null,
            definition.comment(),
            new Format("parquet", immutable(Map.of())),
            definition.schema().json(),
            immutable(List.of()),
            immutable(configuration),
            present() < 0 ? Option.apply((Object) System.currentTimeMillis()) : now.createdTime());
    if (present() < 0) {
      transaction.updateMetadataForNewTable(wanted);
    } else {
      transaction.updateMetadataForTableOverwrite(wanted);
    }
    List<NamedReference> columns = new ArrayList<>();
    definition.clusterBy().forEach(column -> columns.add(Expressions.column(column)));
    Option<ClusterBySpec> spec = Option.apply(ClusterBySpec.apply(immutable(columns)));
    return List.copyOf(
        asJava(ClusteredTableUtils.getDomainMetadataFromTransaction(spec, transaction)));
  }

  /** The table's properties: the definition's constraints, and whatever else somebody set. */
  private Map<String, String> configuration(Metadata now) {
    Map<String, String> configuration = new HashMap<>();
    if (present() >= 0) {
      configuration.putAll(asJava(now.configuration()));
      configuration.keySet().removeIf(key -> key.startsWith(CONSTRAINT));
    }
    definition
        .constraints()
        .forEach((name, condition) -> configuration.put(CONSTRAINT + name, condition));
    configuration.put(CLEANS_LOG, "false");
    configuration.put(MARKS_DELETED, "true");
    configuration.put(CLUSTERED_BY, String.join(",", definition.clusterBy()));
    if (!definition.clusterBy().isEmpty()) {
      configuration.put(SKIPPED_BY, String.join(",", definition.clusterBy()));
    }
    return configuration;
  }

  private Optional<Fingerprint> presentFingerprint() throws IOException {
    return present() < 0
        ? Optional.empty()
        : CommitNote.of(log.logPath(), present(), hadoop()).map(CommitNote::fingerprint);
  }

  private void discard(List<FileAction> files) throws IOException {
    for (FileAction file : files) {
      if (file instanceof AddFile added) {
        Path path = added.absolutePath(log);
        path.getFileSystem(hadoop()).delete(path, false);
      }
    }
  }

  private Configuration hadoop() {
    return log.newDeltaHadoopConf();
  }

  private static DeltaOperations.Write operation(SaveMode mode, String note) {
    return new DeltaOperations.Write(
        mode,
        Option.empty(),
        Option.empty(),
        Option.apply(note),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static SetTransaction identifier(String name, long term) {
    return new SetTransaction(name, term, Option.apply((Object) System.currentTimeMillis()));
  }

  private static <T> Seq<T> immutable(List<T> list) {
    return asScala(list).toSeq();
  }

  private static <K, V> scala.collection.immutable.Map<K, V> immutable(Map<K, V> map) {
    return scala.collection.immutable.Map$.MODULE$.from(asScala(map));
  }
}

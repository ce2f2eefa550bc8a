package org.xiaokang.lake;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Format;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StringType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit to one table through Delta Kernel, against the version that was the newest when it was
 * begun: any other commit meanwhile makes it fail, whatever that one did (Kernel itself would put
 * an overwrite on top of a concurrent append without a word).
 *
 * <p>Kernel 4.4.0's public interfaces can commit neither a changed schema without column mapping,
 * nor a table's description, nor removals of files, nor more than one transaction identifier, nor
 * userMetadata. So this class and {@link NotedCommitter} use its internals: its transaction with
 * metadata and protocol of our own, and its actions as rows. They are all that does;
 * TableCommitTest fails when an upgrade changes what comes of it.
 */
final class TableCommit {
  private static final String PROGRAM = "xiaokang";

  /**
   * What readers and writers must know of Delta: as its own writers declare such a table, but for
   * constraints.
   */
  private static final Protocol PROTOCOL =
      new Protocol(
          3,
          7,
          Set.of("deletionVectors"),
          new TreeSet<>(
              Set.of(
                  "appendOnly", "clustering", "deletionVectors", "domainMetadata", "invariants")));

  private static final int NEVER = 0;
  private static final Logger LOG = LoggerFactory.getLogger(TableCommit.class);

  private final Engine engine;
  private final Configuration hadoop;
  private final Path path;
  private final Optional<Snapshot> present;
  private final List<Row> identifiers = new ArrayList<>();
  private final List<Row> removals = new ArrayList<>();
  private final List<DataFile> files = new ArrayList<>();
  private @Nullable TableDeclaration declaration;

  private TableCommit(Engine engine, Configuration hadoop, Path path, Optional<Snapshot> present) {
    this.engine = engine;
    this.hadoop = hadoop;
    this.path = path;
    this.present = present;
  }

  /** Begins a commit to the table in a folder, which there may be none in yet. */
  static TableCommit begin(Engine engine, Configuration hadoop, Path path) {
    return new TableCommit(engine, hadoop, path, newest(engine, path));
  }

  private static Optional<Snapshot> newest(Engine engine, Path path) {
    try {
      return Optional.of(TableManager.loadSnapshot(path.toString()).build(engine));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The table as it was when this began; empty if there was none. */
  Optional<Snapshot> present() {
    return present;
  }

  /** The version that this began with; -1 if there was no table. */
  long version() {
    return present.map(Snapshot::getVersion).orElse(-1L);
  }

  /** The number that goes with a transaction identifier; -1 where there is none. */
  long identifier(String name) {
    return present.flatMap(table -> table.getLatestTransactionVersion(engine, name)).orElse(-1L);
  }

  /** What was said of the version that this began with; empty where nobody here said anything. */
  Optional<CommitMetadata> metadata() throws IOException {
    return present.isEmpty() ? Optional.empty() : metadata(version());
  }

  /** Sets a transaction identifier. */
  void identify(String name, long number) {
    SetTransaction identifier =
        new SetTransaction(name, number, Optional.of(System.currentTimeMillis()));
    identifiers.add(SingleAction.createTxnSingleAction(identifier.toRow()));
  }

  /** Declares the table, unless it is declared so already. */
  void declare(TableDeclaration wanted) {
    boolean declared =
        present
            .map(Snapshot::getMetadata)
            .filter(
                now -> wanted.isOf(now.getSchema(), now.getDescription(), now.getConfiguration()))
            .isPresent();
    declaration = declared ? null : wanted;
  }

  /** Whether this commit will say anew what the table is. */
  boolean declares() {
    return declaration != null;
  }

  /** Where the files of the table are, relative to its folder. */
  Set<String> paths() throws IOException {
    Set<String> paths = new HashSet<>();
    eachFile(file -> paths.add(file.getPath()));
    return paths;
  }

  /** Removes the files that the table has, with their deletion vectors. */
  void removeAll() throws IOException {
    replaceBy(List.of());
  }

  /**
   * Makes files the content of the table. Those that it has already stay, unless rows of them were
   * deleted since; the others go, with their deletion vectors.
   */
  void replaceBy(List<DataFile> wanted) throws IOException {
    Set<String> missing = new HashSet<>();
    wanted.forEach(file -> missing.add(file.path()));
    Optional<Long> now = Optional.of(System.currentTimeMillis());
    eachFile(
        file -> {
          boolean stays = file.getDeletionVector().isEmpty() && missing.remove(file.getPath());
          if (!stays) {
            removals.add(
                SingleAction.createRemoveFileSingleAction(file.toRemoveFileRow(true, now)));
          }
        });
    add(wanted.stream().filter(file -> missing.contains(file.path())).toList());
  }

  private void eachFile(Consumer<AddFile> one) throws IOException {
    if (present.isEmpty()) {
      return;
    }
    try (CloseableIterator<FilteredColumnarBatch> batches =
        present.get().getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(
              row ->
                  one.accept(new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL))));
        }
      }
    }
  }

  /**
   * Leaves of the table what it had at a version: files that came since go, files that went since
   * come back.
   *
   * @throws TableNotFoundException if there is no such version
   */
  void goBackTo(long version) throws IOException {
    if (version == version()) {
      return;
    }
    Map<String, AddFile> then = files(at(version));
    Map<String, AddFile> now = files(present.orElseThrow());
    Optional<Long> moment = Optional.of(System.currentTimeMillis());
    now.forEach(
        (key, file) -> {
          if (!then.containsKey(key)) {
            removals.add(
                SingleAction.createRemoveFileSingleAction(file.toRemoveFileRow(true, moment)));
          }
        });
    then.forEach(
        (key, file) -> {
          if (!now.containsKey(key)) {
            removals.add(SingleAction.createAddFileSingleAction(file.toRow()));
          }
        });
  }

  /**
   * The number of rows that a version has, as the statistics of its files say; empty where one says
   * nothing.
   *
   * @throws TableNotFoundException if there is no such version
   */
  OptionalLong rows(long version) throws IOException {
    long rows = 0;
    for (AddFile file : files(at(version)).values()) {
      Optional<Long> all = file.getNumRecords();
      if (all.isEmpty()) {
        return OptionalLong.empty();
      }
      rows += all.get() - file.getDeletionVector().map(one -> one.getCardinality()).orElse(0L);
    }
    return OptionalLong.of(rows);
  }

  private Snapshot at(long version) {
    return TableManager.loadSnapshot(path.toString()).atVersion(version).build(engine);
  }

  /** The files of a version, by path and deletion vector. */
  private Map<String, AddFile> files(Snapshot of) throws IOException {
    Map<String, AddFile> files = new LinkedHashMap<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        ((ScanImpl) of.getScanBuilder().build()).getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(
              row -> {
                AddFile file = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
                files.put(
                    file.getPath()
                        + file.getDeletionVector().map(one -> one.getUniqueId()).orElse(""),
                    file);
              });
        }
      }
    }
    return files;
  }

  /** What was said of a version; empty where nobody here said anything. */
  Optional<CommitMetadata> metadata(long version) throws IOException {
    return CommitMetadata.read(path, version, hadoop);
  }

  /** Adds files; those without a row are none. */
  void add(List<DataFile> more) {
    more.stream().filter(file -> !file.isEmpty()).forEach(files::add);
  }

  /**
   * Commits.
   *
   * @return the version
   * @throws CommitRefusedException if another commit was faster
   * @throws CommitUnknownException if nobody knows whether the commit is there
   * @throws RuntimeException as Kernel throws it, if the commit is not there
   */
  long commit(CommitMetadata said) {
    // Its builder refuses a table that Kernel must not write to.
    present.ifPresent(table -> table.buildUpdateTableTransaction(PROGRAM, Operation.WRITE));
    NotedCommitter committer = new NotedCommitter(said.toJson());
    TransactionImpl transaction = transaction(committer);
    List<Row> actions = new ArrayList<>(identifiers);
    actions.addAll(removals);
    actions.addAll(additions(transaction));
    TransactionCommitResult result;
    try {
      result =
          transaction.commit(
              engine,
              CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    } catch (RuntimeException e) {
      return outcome(committer, e);
    }
    result.getPostCommitHooks().forEach(hook -> run(hook, result.getVersion()));
    return result.getVersion();
  }

  private TransactionImpl transaction(NotedCommitter committer) {
    TableDeclaration wanted = declaration;
    return new TransactionImpl(
        present.isEmpty(),
        new io.delta.kernel.internal.fs.Path(path.toString()),
        present.map(SnapshotImpl.class::cast),
        PROGRAM,
        present.isEmpty() ? Operation.CREATE_TABLE : Operation.WRITE,
        present.isEmpty() ? Optional.of(PROTOCOL) : Optional.empty(),
        Optional.ofNullable(wanted).map(this::metadata),
        committer,
        Optional.empty(),
        Optional.ofNullable(wanted).map(TableDeclaration::clusterBy),
        Optional.of(NEVER), // retries
        NEVER, // log compaction: maintenance counts on one file for each version
        System::currentTimeMillis);
  }

  private Metadata metadata(TableDeclaration wanted) {
    Optional<Metadata> now = present.map(Snapshot::getMetadata);
    Map<String, String> properties =
        wanted.propertiesOver(now.map(Metadata::getConfiguration).orElse(Map.of()));
    return new Metadata(
        now.map(Metadata::getId).orElseGet(() -> UUID.randomUUID().toString()),
        Optional.empty(),
        Optional.of(wanted.comment()),
        new Format(),
        wanted.columns().toJson(),
        wanted.columns(),
        VectorUtils.buildArrayValue(List.of(), StringType.STRING),
        now.isPresent() ? now.get().getCreatedTime() : Optional.of(System.currentTimeMillis()),
        VectorUtils.stringStringMapValue(properties));
  }

  private List<Row> additions(TransactionImpl transaction) {
    Row state = transaction.getTransactionState(engine);
    var context = Transaction.getWriteContext(engine, state, Map.of());
    List<DataFileStatus> statuses = new ArrayList<>();
    for (DataFile file : files) {
      statuses.add(
          new DataFileStatus(
              new Path(path, file.path()).toString(),
              file.bytes(),
              file.modifiedMillis(),
              DataFileStatistics.deserializeFromJson(
                  file.statistics(), transaction.getSchema(engine))));
    }
    List<Row> actions = new ArrayList<>();
    Transaction.generateAppendActions(
            engine, state, Utils.toCloseableIterator(statuses.iterator()), context)
        .forEachRemaining(actions::add);
    return actions;
  }

  /** An error may come after the entry was written: the log says which attempt wrote it. */
  private long outcome(NotedCommitter committer, RuntimeException e) {
    Optional<String> attempt = committer.attempt();
    if (attempt.isEmpty()) {
      throw e; // it came before anything was written
    }
    long version = version() + 1;
    Optional<CommitEntry> entry;
    try {
      entry = CommitEntry.read(path, version, hadoop);
    } catch (IOException away) {
      e.addSuppressed(away);
      throw new CommitUnknownException(version, e);
    }
    if (entry.isEmpty()) {
      throw e;
    }
    if (!entry.get().transaction().equals(attempt.get())) {
      throw new CommitRefusedException(e);
    }
    LOG.warn("version {} of the table {} is there, though the commit failed", version, path, e);
    return version;
  }

  /** A checkpoint or a checksum, without which the table is as good, only slower to open. */
  private void run(PostCommitHook hook, long version) {
    try {
      hook.threadSafeInvoke(engine);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "the {} of version {} of the table {} could not be written; a later one will be",
          hook.getType(),
          version,
          path,
          e);
    }
  }
}

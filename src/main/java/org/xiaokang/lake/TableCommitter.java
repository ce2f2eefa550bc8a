package org.xiaokang.lake;

import io.delta.kernel.Snapshot;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Makes written files the content of tables of a lake, a version with each commit. A table that is
 * not there is created, one that is declared otherwise is declared anew in the same commit. Whoever
 * read the table before a commit reads on undisturbed.
 *
 * <p>It tries once: a commit that meets another one's fails, and so does one under a lock that was
 * lost. Files that no version can name any more are deleted then.
 */
public final class TableCommitter {
  /** Delta's transaction identifiers: the term of the lock under which the table was written. */
  private static final String WRITTEN = "xiaokang.lock";

  /** The term of the lock under which rows were last added. */
  private static final String ADDED = "xiaokang.added";

  private static final int TRIES = 3;
  private static final String STAY = "files of {}, part of no version, stay until maintenance";
  private static final Logger LOG = LoggerFactory.getLogger(TableCommitter.class);

  private final Path lake;
  private final Configuration hadoop;
  private final Engine engine;
  private final @Nullable LakeLock lock;

  private TableCommitter(Path lake, Configuration hadoop, @Nullable LakeLock lock) {
    this.lake = lake;
    this.hadoop = LogStores.in(hadoop);
    this.engine = DefaultEngine.create(this.hadoop);
    this.lock = lock;
  }

  /**
   * Commits to the lake in a folder.
   *
   * @param lake a path or URI
   * @param hadoop the settings of file systems
   * @param lock the lock under which is written; null outside of runs
   * @throws XiaokangException if there is no file system for such a URI
   */
  public static TableCommitter open(String lake, Configuration hadoop, @Nullable LakeLock lock) {
    try {
      Path path = new Path(lake);
      return new TableCommitter(path.getFileSystem(hadoop).makeQualified(path), hadoop, lock);
    } catch (IOException | IllegalArgumentException e) {
      throw new XiaokangException(
          "cannot open the lake '%s': %s; expected a folder or a URI of a file system that Hadoop knows"
              .formatted(lake, e.getMessage()),
          e);
    }
  }

  /**
   * Finds out before a run begins what would make its commits fail; a table that is not there yet
   * is no hindrance.
   *
   * @throws XiaokangException if a table is of another format, or cannot be read
   */
  public void requireWritable(List<String> tables) {
    new SideBySide(lake.toString())
        .run(
            tables, table -> refusing(List.of(), table, () -> begin(table).version()), found -> {});
  }

  /**
   * Writes rows that stand in memory, to be committed next.
   *
   * @throws XiaokangException if the table refuses a row, or the file cannot be written
   */
  public <T> TableFiles write(TableSchema<T> table, Iterable<T> rows) {
    return new TableFiles(
        table, List.of(DataFileWriter.write(hadoop, lake.toString(), table, rows)));
  }

  /**
   * Makes rows the whole content of a table. Content equal to the present version, in whatever
   * order and files, is not committed again; files that the table has already may be among them.
   *
   * @param runId the run's id
   * @throws LakeBusyException if another run wrote the table meanwhile, or took the lake over
   * @throws XiaokangException if the table is of another format, or the commit fails
   */
  public WriteResult overwrite(TableFiles rows, String runId) {
    return refusing(rows.files(), rows.table().name(), () -> overwritten(rows, runId));
  }

  private WriteResult overwritten(TableFiles rows, String runId) throws IOException {
    String table = rows.table().name();
    TableContent content = rows.content();
    TableCommit commit = begin(table);
    commit.declare(TableDeclaration.of(rows.table()));
    if (!commit.declares() && content.equals(content(commit))) {
      discard(rows.files(), commit);
      return new WriteResult(table, commit.version(), content.rows(), false);
    }
    commit.replaceBy(rows.files());
    long version = commit(commit, new CommitMetadata(runId, content, null));
    return new WriteResult(table, version, content.rows(), true);
  }

  /**
   * Adds rows to a table; a second time under the same lock adds nothing.
   *
   * @param runId the run's id
   * @throws LakeBusyException if another run wrote the table meanwhile, or took the lake over
   * @throws XiaokangException if the table is of another format or has columns that its old rows
   *     could not be read by, or the commit fails
   */
  public WriteResult append(TableFiles rows, String runId) {
    return refusing(rows.files(), rows.table().name(), () -> appended(rows, runId));
  }

  private WriteResult appended(TableFiles rows, String runId) throws IOException {
    String table = rows.table().name();
    TableCommit commit = begin(table);
    if (lock != null && commit.identifier(ADDED) == lock.term()) {
      discard(rows.files(), commit);
      return new WriteResult(table, commit.version(), 0, false);
    }
    TableDeclaration declaration = TableDeclaration.of(rows.table());
    commit.present().ifPresent(present -> requireReadable(table, declaration, present));
    commit.declare(declaration);
    commit.add(rows.files());
    if (lock != null) {
      commit.identify(ADDED, lock.term());
    }
    TableContent before = commit.present().isEmpty() ? TableContent.NONE : content(commit);
    TableContent after = before == null ? null : before.plus(rows.content());
    long version = commit(commit, new CommitMetadata(runId, after, null));
    return new WriteResult(table, version, rows.content().rows(), true);
  }

  /**
   * Makes rows of an earlier version and more rows the whole content of a table, whatever was
   * committed since: that version's files stay as they are.
   *
   * @param rows what comes
   * @param version the version to go on from
   * @param runId the run's id
   * @return with all rows that the table then has
   * @throws LakeBusyException if another run wrote the table meanwhile, or took the lake over
   * @throws XiaokangException if the table is of another format or has columns that its old rows
   *     could not be read by, if nobody says how many rows the version has, or if the commit fails
   */
  public WriteResult extend(TableFiles rows, long version, String runId) {
    return refusing(rows.files(), rows.table().name(), () -> extended(rows, version, runId));
  }

  private WriteResult extended(TableFiles rows, long version, String runId) throws IOException {
    String table = rows.table().name();
    TableCommit commit = begin(table);
    TableContent before = commit.metadata(version).map(CommitMetadata::content).orElse(null);
    long had = before == null ? counted(commit, table, version) : before.rows();
    TableDeclaration declaration = TableDeclaration.of(rows.table());
    commit.present().ifPresent(present -> requireReadable(table, declaration, present));
    commit.declare(declaration);
    if (commit.version() == version && rows.content().rows() == 0 && !commit.declares()) {
      discard(rows.files(), commit);
      return new WriteResult(table, version, had, false);
    }
    commit.goBackTo(version);
    commit.add(rows.files());
    TableContent after = before == null ? null : before.plus(rows.content());
    long made = commit(commit, new CommitMetadata(runId, after, null));
    return new WriteResult(table, made, had + rows.content().rows(), true);
  }

  /** The number of rows of a version that another program wrote. */
  private long counted(TableCommit commit, String table, long version) throws IOException {
    OptionalLong rows = commit.rows(version);
    return rows.orElseThrow(
        () ->
            new XiaokangException(
                "no rows can be added to version %d of %s: another program wrote it, and did not say how many rows its files have; write it whole (jobs/nightly --full)"
                    .formatted(version, name(table))));
  }

  private void requireReadable(String table, TableDeclaration declaration, Snapshot present) {
    List<String> misfits = declaration.misfits(present.getSchema());
    if (!misfits.isEmpty()) {
      throw new XiaokangException(
          "no rows can be added to %s: %s; write it whole, or keep the columns that its rows have"
              .formatted(name(table), String.join("; ", misfits)));
    }
  }

  /**
   * Makes rows the whole content of several tables, several at a time; {@code written} is told of
   * each as it is done, one at a time. After a failure no further table is begun, those under way
   * are finished, and the first failure is thrown.
   *
   * @return the results in the order of {@code tables}
   */
  public List<WriteResult> overwriteAll(
      List<TableFiles> tables, String runId, Consumer<WriteResult> written) {
    return new SideBySide(lake.toString()).run(tables, one -> overwrite(one, runId), written);
  }

  /**
   * From here on a table refuses what was begun under an earlier term. A table that is not there,
   * or was written under a later one, is left alone.
   *
   * @param runId the run's id
   * @throws LakeBusyException if others write the table again and again
   */
  public void raiseTerm(String table, long term, String runId) {
    for (int i = 1; ; i++) {
      try {
        refusing(List.of(), table, () -> raised(table, term, runId));
        return;
      } catch (LakeBusyException theFormerRunWasFaster) {
        // Whatever it wrote is whole; the next try comes after it.
        if (i == TRIES) {
          throw theFormerRunWasFaster;
        }
      }
    }
  }

  private long raised(String table, long term, String runId) throws IOException {
    TableCommit commit = begin(table);
    if (commit.present().isEmpty() || commit.identifier(WRITTEN) >= term) {
      return commit.version();
    }
    commit.identify(WRITTEN, term);
    return commit.commit(
        commit
            .metadata()
            .orElse(new CommitMetadata(runId, null, null))
            .unchangedBy(runId, commit.version()));
  }

  private TableCommit begin(String table) {
    TableCommit commit = TableCommit.begin(engine, hadoop, new Path(lake, table));
    commit.present().ifPresent(present -> requireFormat(table, present));
    return commit;
  }

  private void requireFormat(String table, Snapshot present) {
    Optional<String> format =
        Optional.ofNullable(present.getTableProperties().get(TableDeclaration.FORMAT));
    String expected = String.valueOf(TableDeclaration.LAKE_FORMAT);
    if (!format.equals(Optional.of(expected))) {
      throw new XiaokangException(
          "%s is of the lake format %s; this program writes the format %s. Start a new lake folder (--lake), or remove this one and run again: nothing is lost, for the sources are read again"
              .formatted(name(table), format.map("'%s'"::formatted).orElse("1"), expected));
    }
  }

  /** What the table is known to hold; null where it is not. */
  private static @Nullable TableContent content(TableCommit commit) throws IOException {
    return commit.metadata().map(CommitMetadata::content).orElse(null);
  }

  private long commit(TableCommit commit, CommitMetadata said) throws IOException {
    if (lock != null) {
      lock.check();
      if (commit.identifier(WRITTEN) > lock.term()) {
        throw lock.lost();
      }
      commit.identify(WRITTEN, lock.term());
    }
    return commit.commit(said);
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  /** Says of a commit that failed what became of the table. */
  private <T> T refusing(List<DataFile> files, String table, Work<T> work) {
    try {
      return work.done();
    } catch (XiaokangException e) { // before anything was committed
      discard(files, table);
      throw e;
    } catch (CommitRefusedException e) {
      discard(files, table);
      throw new LakeBusyException(
          name(table)
              + " was written by another run meanwhile; this run changed nothing in it: try again later",
          e);
    } catch (CommitUnknownException e) {
      throw new XiaokangException(
          "%s may have got its version %d or not: %s; neither the commit nor a look at the table came to an end. Run again when the file system is back: the next run finds out"
              .formatted(name(table), e.version(), cause(e)),
          e);
    } catch (IOException | RuntimeException e) {
      throw new XiaokangException(
          "%s could not be written and is as it was: %s".formatted(name(table), cause(e)), e);
    }
  }

  private String name(String table) {
    return "table '%s' of the lake '%s'".formatted(table, lake);
  }

  /** The innermost cause in a line. */
  private static String cause(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String said = String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    return innermost.getClass().getSimpleName() + (said.isBlank() ? "" : ": " + said);
  }

  /** Deletes written files that are not to be committed. */
  public void discard(TableFiles rows) {
    discard(rows.files(), rows.table().name());
  }

  /** Whether all files of a table are there, whether a version of it names them or not. */
  public boolean areThere(TableFiles rows) {
    Path folder = new Path(lake, rows.table().name());
    try {
      Set<String> present = new HashSet<>();
      for (FileStatus file : folder.getFileSystem(hadoop).listStatus(folder)) {
        present.add(file.getPath().getName());
      }
      return rows.files().stream().allMatch(f -> f.isEmpty() || present.contains(f.path()));
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes files as {@link #discard(List, TableCommit)} does, after a look at the table. */
  private void discard(List<DataFile> files, String table) {
    if (files.stream().allMatch(DataFile::isEmpty)) {
      return;
    }
    try {
      discard(files, TableCommit.begin(engine, hadoop, new Path(lake, table)));
    } catch (RuntimeException e) {
      LOG.warn(STAY, name(table), e);
    }
  }

  /**
   * Deletes files of this run that no version came to name. Those that the table has stay: whoever
   * tries again after an answer was lost brings files that are there already.
   */
  private void discard(List<DataFile> files, TableCommit commit) {
    try {
      Set<String> named = commit.paths();
      for (DataFile file : files) {
        if (!file.isEmpty() && !file.isKept() && !named.contains(file.path())) {
          Path path = new Path(new Path(lake, file.table()), file.path());
          FileSystem system = path.getFileSystem(hadoop);
          system.delete(path, false);
        }
      }
    } catch (IOException e) {
      LOG.warn(STAY, name(files.get(0).table()), e);
    }
  }
}

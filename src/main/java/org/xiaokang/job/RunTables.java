package org.xiaokang.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.QualityResultsTable;
import org.xiaokang.lake.TableCommitter;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.lake.WriteResult;
import org.xiaokang.reader.Release;
import org.xiaokang.run.NightlyStages;

/** What a run has written so far. */
final class RunTables implements NightlyStages.InMemory {
  private static final String QUALITY = QualityResultsTable.SCHEMA.name();

  private final TableCommitter committer;
  private final Run run;
  private final Progress progress;
  private final List<WriteResult> results = new ArrayList<>();

  RunTables(TableCommitter committer, Run run, Progress progress) {
    this.committer = committer;
    this.run = run;
    this.progress = progress;
  }

  /** Writes rows that stand in memory into a file, to be committed next. */
  @Override
  public <T> TableFiles file(TableSchema<T> table, Iterable<T> rows) {
    return committer.write(table, rows);
  }

  /** Makes files the whole content of tables, which are the run's from then on. */
  void commit(List<TableFiles> tables) {
    results.addAll(committer.overwriteAll(tables, run.id(), this::tell));
  }

  /**
   * Adds rows to those that a table had in a release, whatever was written to it since.
   *
   * @param before the table's version in the release; null where it has none
   */
  void extend(TableFiles rows, @Nullable Long before) {
    WriteResult result =
        before == null
            ? committer.overwrite(rows, run.id())
            : committer.extend(rows, before, run.id());
    tell(result);
    results.add(result);
  }

  /** Deletes written files that are not to be committed. */
  void discard(TableFiles rows) {
    committer.discard(rows);
  }

  /** Whether all files of a table are there. */
  boolean areThere(TableFiles rows) {
    return committer.areThere(rows);
  }

  /** The versions of some tables of the run. */
  Map<String, Long> versions(List<TableSchema<?>> some) {
    Map<String, Long> versions = new TreeMap<>(versions());
    versions.keySet().retainAll(some.stream().map(TableSchema::name).toList());
    return versions;
  }

  private void tell(WriteResult result) {
    progress.note(
        "%s, %,d rows%s"
            .formatted(result.table(), result.rows(), result.changed() ? "" : ", unchanged"));
  }

  /** Takes a table as it stands for the run's own. */
  void add(WriteResult present) {
    results.add(present);
  }

  List<WriteResult> all() {
    return results;
  }

  boolean has(TableSchema<?> table) {
    return versions().containsKey(table.name());
  }

  /** The version of a table of the run. */
  long version(TableSchema<?> table) {
    return Objects.requireNonNull(versions().get(table.name()), table.name());
  }

  Map<String, Long> versions() {
    Map<String, Long> versions = new LinkedHashMap<>();
    results.forEach(result -> versions.put(result.table(), result.version()));
    return versions;
  }

  Map<String, Long> rowCounts() {
    Map<String, Long> rows = new LinkedHashMap<>();
    results.forEach(result -> rows.put(result.table(), result.rows()));
    return rows;
  }

  /** Whether a release names these versions; what its gates found need not be written again. */
  boolean makes(Release release) {
    Map<String, Long> tables = new HashMap<>(release.tables());
    if (!versions().containsKey(QUALITY)) {
      tables.remove(QUALITY);
    }
    return tables.equals(versions());
  }
}

package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.QualityTable;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.Tables;
import org.xiaokang.tables.WriteResult;

/** What a run has written so far; its tables are read back at the versions it wrote. */
final class Written implements Tables {
  private final Lake lake;
  private final Run run;
  private final Progress progress;
  private final List<WriteResult> results = new ArrayList<>();

  Written(Lake lake, Run run, Progress progress) {
    this.lake = lake;
    this.run = run;
    this.progress = progress;
  }

  /** Writes tables and tells of each; {@link #add} makes them the run's. */
  List<WriteResult> write(List<TableWrite> writes) {
    return lake.writeAll(writes, run.id(), this::tell);
  }

  private void tell(WriteResult result) {
    progress.note(
        "%s, %,d rows%s"
            .formatted(result.table(), result.rows(), result.changed() ? "" : ", unchanged"));
  }

  List<WriteResult> add(List<WriteResult> more) {
    results.addAll(more);
    return more;
  }

  /** Takes a table as it stands for the run's own; answers with its number of rows. */
  long addPresent(TableDefinition table) {
    WriteResult current = lake.current(table.name());
    results.add(current);
    return current.rows();
  }

  /** Takes all tables of a release for the run's own. */
  void addAll(Release release) {
    release
        .tables()
        .forEach(
            (table, version) ->
                results.add(
                    new WriteResult(
                        table, version, release.rowCounts().getOrDefault(table, 0L), false)));
    results.sort(Comparator.comparing(WriteResult::table));
  }

  List<WriteResult> all() {
    return results;
  }

  /** The number of rows of a table of the run. */
  long rows(TableDefinition table) {
    return Objects.requireNonNull(rowCounts().get(table.name()), table.name());
  }

  /** Whether a table of the run is as it was. */
  boolean isUnchanged(Base base, TableDefinition table) {
    return Objects.equals(versions().get(table.name()), base.versions().get(table.name()));
  }

  boolean has(TableDefinition table) {
    return versions().containsKey(table.name());
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
    if (!has(QualityTable.QUALITY)) {
      tables.remove(QualityTable.QUALITY.name());
    }
    return tables.equals(versions());
  }

  @Override
  public Dataset<Row> table(String name) {
    return lake.read(name, Objects.requireNonNull(versions().get(name), name));
  }

  Dataset<Row> table(TableDefinition table) {
    return table(table.name());
  }
}

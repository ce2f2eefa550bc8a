package org.xiaokang.reader;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The tables of a release as views of a DuckDB schema, each made when it is first asked for. Rows
 * that are marked deleted stay out: their numbers stand in a table of the same name in a schema
 * beside it.
 */
final class ReleaseViews {
  private final LakeReader lake;
  private final Release release;
  private final DuckDb duck;
  private final FileCache cache;
  private final String schema;
  private final Map<String, TableSnapshot> snapshots = new TreeMap<>();
  private final Map<String, List<Path>> opened = new TreeMap<>();

  /** Views in a schema, which is made. */
  ReleaseViews(LakeReader lake, Release release, DuckDb duck, FileCache cache, String schema) {
    this.lake = lake;
    this.release = release;
    this.duck = duck;
    this.cache = cache;
    this.schema = schema;
    try {
      duck.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(schema));
      duck.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(deleted()));
    } catch (SQLException e) {
      throw new XiaokangException("DuckDB refuses a schema: " + e.getMessage(), e);
    }
  }

  private String deleted() {
    return schema + "_deleted";
  }

  /** Names of the tables, the view conflicts and the table of releases among them. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(release.tables().keySet());
    names.add(LakeReader.RELEASES);
    if (names.contains(ConflictsView.OBSERVATIONS)) {
      names.add(ConflictsView.NAME);
    }
    return names;
  }

  /** The table as its log describes it; a view has none. */
  TableSnapshot snapshot(String table) {
    return snapshots.computeIfAbsent(
        table,
        name ->
            name.equals(LakeReader.RELEASES) ? lake.releasesTable() : lake.table(release, name));
  }

  /**
   * Makes the view of a table, unless it is there.
   *
   * @throws XiaokangException if the release has no such table, or files of it are gone
   */
  void open(String table) {
    if (opened.containsKey(table)) {
      return;
    }
    try {
      if (table.equals(ConflictsView.NAME)) {
        openConflicts();
      } else {
        open(table, snapshot(table));
      }
    } catch (SQLException e) {
      XiaokangException told =
          missing(e)
              .orElseGet(
                  () ->
                      new XiaokangException(
                          "DuckDB cannot open the table '" + table + "': " + e.getMessage(), e));
      opened.remove(table);
      throw told;
    }
  }

  private void openConflicts() throws SQLException {
    TableSnapshot observations = snapshot(ConflictsView.OBSERVATIONS);
    if (observations.columns().stream()
        .noneMatch(column -> column.name().equals(ConflictsView.STATED_BY))) {
      throw new XiaokangException(
          "the table observations has no column '"
              + ConflictsView.STATED_BY
              + "', for an earlier version of this program wrote it; run 'load' or 'nightly' again");
    }
    open(ConflictsView.OBSERVATIONS);
    view(ConflictsView.NAME, ConflictsView.sql(schema));
    opened.put(ConflictsView.NAME, List.of());
  }

  private void open(String table, TableSnapshot snapshot) throws SQLException {
    List<String> whole = new ArrayList<>();
    List<String> marked = new ArrayList<>();
    List<Object[]> numbers = new ArrayList<>();
    List<Path> local = new ArrayList<>();
    for (DataFile file : snapshot.files()) {
      duck.throwIfCancelled();
      Path path = local(table, file);
      local.add(path);
      if (file.deleted().isEmpty()) {
        whole.add(path.toString());
      } else {
        for (long row : file.deleted()) {
          numbers.add(new Object[] {marked.size(), row});
        }
        marked.add(path.toString());
      }
    }
    opened.put(table, List.copyOf(local)); // before DuckDB looks for them
    List<String> parts = new ArrayList<>();
    if (!whole.isEmpty()) {
      parts.add("SELECT " + names(snapshot) + " FROM " + parquet(snapshot, whole));
    }
    if (!marked.isEmpty()) {
      parts.add(withoutDeleted(table, snapshot, marked, numbers));
    }
    view(table, parts.isEmpty() ? empty(snapshot) : String.join(" UNION ALL ", parts));
  }

  /** Rows of files that have deleted ones, but for these. */
  private String withoutDeleted(
      String table, TableSnapshot snapshot, List<String> files, List<Object[]> numbers)
      throws SQLException {
    String rows = Sql.name(deleted()) + "." + Sql.name(table);
    duck.execute("CREATE TABLE " + rows + " (file INTEGER, row BIGINT)");
    duck.append(deleted(), table, numbers);
    // Counted as the files are listed.
    return "SELECT "
        + names(snapshot)
        + " FROM ("
        + empty(snapshot)
        + " UNION ALL BY NAME SELECT * FROM read_parquet("
        + Sql.texts(files)
        // Row numbers do not go with a schema of names.
        + ", union_by_name = true, filename = true, file_row_number = true))"
        + " stored ANTI JOIN "
        + rows
        + " gone ON gone.row = stored.file_row_number AND gone.file = list_position("
        + Sql.texts(files)
        + ", stored.filename) - 1";
  }

  /** No row, with the names and types that the table has now. */
  private static String empty(TableSnapshot snapshot) {
    return snapshot.columns().stream()
        .map(c -> "NULL::" + c.type() + " AS " + Sql.name(c.name()))
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  private static String names(TableSnapshot snapshot) {
    return snapshot.columns().stream()
        .map(c -> Sql.name(c.name()))
        .collect(Collectors.joining(", "));
  }

  /** The files by the names and types that the table has now: an older file may lack a column. */
  private static String parquet(TableSnapshot snapshot, List<String> files) {
    String schema =
        snapshot.columns().stream()
            .map(
                c ->
                    "%s: {name: %s, type: %s, default_value: NULL}"
                        .formatted(Sql.text(c.name()), Sql.text(c.name()), Sql.text(c.type())))
            .collect(Collectors.joining(", ", "MAP {", "}"));
    return "read_parquet(" + Sql.texts(files) + ", schema = " + schema + ")";
  }

  private void view(String table, String sql) throws SQLException {
    duck.execute("CREATE VIEW " + Sql.name(schema) + "." + Sql.name(table) + " AS " + sql);
  }

  private Path local(String table, DataFile file) {
    try {
      return cache.local(file, lake.hadoop());
    } catch (FileNotFoundException e) {
      throw lake.gone(release, table, "its file " + file.uri() + " is gone", e);
    } catch (IOException e) {
      throw new XiaokangException(
          "cannot read "
              + file.uri()
              + ": "
              + LakeReader.cause(e)
              + "; is the file system of the lake there?",
          e);
    }
  }

  /** What to say where files of opened tables are not there any more; empty where all are. */
  Optional<XiaokangException> missing(Exception e) {
    for (Map.Entry<String, List<Path>> table : opened.entrySet()) {
      for (Path file : table.getValue()) {
        if (!Files.exists(file)) {
          return Optional.of(
              lake.gone(release, table.getKey(), "its file " + file + " is gone", e));
        }
      }
    }
    return Optional.empty();
  }
}

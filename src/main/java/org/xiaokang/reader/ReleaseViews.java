package org.xiaokang.reader;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.XiaokangException;

/**
 * The tables of a release as views of a DuckDB schema, each made when it is first asked for. Where
 * not all rows of a file are read, as those marked deleted, their numbers stand in a table of the
 * same name in a schema beside it.
 */
final class ReleaseViews {
  private final LakeReader lake;
  private final Release release;
  private final DuckDb duck;
  private final FileCache cache;
  private final String schema;
  private final Map<String, TableSnapshot> snapshots = new TreeMap<>();
  private final Map<String, List<DataFile>> files = new TreeMap<>();
  private final Map<String, List<Path>> opened = new TreeMap<>();

  /** Views in a schema, which is made. */
  ReleaseViews(LakeReader lake, Release release, DuckDb duck, FileCache cache, String schema) {
    this.lake = lake;
    this.release = release;
    this.duck = duck;
    this.cache = cache;
    this.schema = schema;
    try {
      makeSchema(schema);
    } catch (SQLException e) {
      throw new XiaokangException("DuckDB refuses a schema: " + e.getMessage(), e);
    }
  }

  private void makeSchema(String name) throws SQLException {
    duck.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(name));
  }

  private String deleted() {
    return schema + "_deleted";
  }

  private String chosen() {
    return schema + "_chosen";
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

  private List<DataFile> files(String table) {
    return files.computeIfAbsent(table, name -> snapshot(name).files());
  }

  /**
   * Makes the view of a table, unless it is there.
   *
   * @throws XiaokangException if the release has no such table, or files of it are gone
   */
  void open(String table) {
    if (!opened.containsKey(table)) {
      opening(
          table,
          () -> {
            if (table.equals(ConflictsView.NAME)) {
              openConflicts();
            } else {
              open(table, files(table).stream().map(FilePart::present).toList());
            }
          });
    }
  }

  /**
   * Makes the views of a table in two releases, each of the rows only that the other may not have.
   *
   * @throws XiaokangException if one of the releases has no such table, or files of it are gone
   */
  static void openDiffering(ReleaseViews before, ReleaseViews after, String table) {
    Long version = before.release.tables().get(table);
    if (Objects.equals(version, after.release.tables().get(table))) {
      after.snapshots.put(table, before.snapshot(table));
      after.files.put(table, before.files(table));
    }
    before.openMissing(table, after.files(table));
    after.openMissing(table, before.files(table));
  }

  /** Makes the view of the rows of a table that another version of it has not. */
  private void openMissing(String table, List<DataFile> version) {
    Map<String, DataFile> there = new HashMap<>();
    version.forEach(file -> there.put(file.uri(), file));
    List<FilePart> parts =
        files(table).stream()
            .flatMap(file -> FilePart.missing(file, there.get(file.uri())).stream())
            .toList();
    opening(table, () -> open(table, parts));
  }

  private interface Opening {
    void run() throws SQLException;
  }

  private void opening(String table, Opening opening) {
    try {
      opening.run();
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

  private void open(String table, List<FilePart> read) throws SQLException {
    TableSnapshot snapshot = snapshot(table);
    List<String> whole = new ArrayList<>();
    Numbered but = new Numbered(deleted());
    Numbered only = new Numbered(chosen());
    List<Path> local = new ArrayList<>();
    for (FilePart part : read) {
      duck.throwIfCancelled();
      Path path = local(table, part.file());
      local.add(path);
      if (part.rows().isEmpty()) {
        whole.add(path.toString());
      } else {
        (part.only() ? only : but).add(path, part.rows());
      }
    }
    opened.put(table, List.copyOf(local)); // before DuckDB looks for them
    List<String> parts = new ArrayList<>();
    if (!whole.isEmpty()) {
      parts.add("SELECT " + names(snapshot) + " FROM " + parquet(snapshot, whole));
    }
    if (!but.files().isEmpty()) {
      parts.add(joined(table, snapshot, but, "ANTI"));
    }
    if (!only.files().isEmpty()) {
      parts.add(joined(table, snapshot, only, "SEMI"));
    }
    view(table, parts.isEmpty() ? empty(snapshot) : String.join(" UNION ALL ", parts));
  }

  /** Files of which not all rows are read: numbers of rows of each, by its place in the list. */
  private record Numbered(String schema, List<String> files, List<Object[]> rows) {
    Numbered(String schema) {
      this(schema, new ArrayList<>(), new ArrayList<>());
    }

    void add(Path file, List<Long> numbers) {
      numbers.forEach(row -> rows.add(new Object[] {files.size(), row}));
      files.add(file.toString());
    }
  }

  /** Rows of files but for those numbered, by an ANTI join, or only those, by a SEMI join. */
  private String joined(String table, TableSnapshot snapshot, Numbered numbered, String join)
      throws SQLException {
    makeSchema(numbered.schema());
    String rows = Sql.name(numbered.schema()) + "." + Sql.name(table);
    duck.execute("CREATE TABLE " + rows + " (file INTEGER, row BIGINT)");
    duck.append(numbered.schema(), table, numbered.rows());
    // Counted as the files are listed.
    return "SELECT "
        + names(snapshot)
        + " FROM ("
        + empty(snapshot)
        + " UNION ALL BY NAME SELECT * FROM read_parquet("
        + Sql.texts(numbered.files())
        // Row numbers do not go with a schema of names.
        + ", union_by_name = true, filename = true, file_row_number = true))"
        + " stored "
        + join
        + " JOIN "
        + rows
        + " numbered ON numbered.row = stored.file_row_number AND numbered.file = list_position("
        + Sql.texts(numbered.files())
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

package org.xiaokang.reader;

import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.ReaderLimits;

/**
 * One release, open for questions: SQL over its tables by their names. A table is opened when a
 * question first names it, so that a question costs what it reads. Not for several threads at once,
 * but {@link #cancel} may come from any.
 */
public final class ReleaseReader implements AutoCloseable {
  private static final String HERE = "main";

  /** The schemas of {@link #openDiffering}. */
  static final String BEFORE = "before";

  static final String AFTER = "after";

  private static final long MIB = 1024 * 1024;

  private static final String WHAT_TO_DO =
      "\nA row does not fit: leave it out with WHERE, or use try_cast, which gives NULL; compare text"
          + " with text, as in time_period >= '2015'";

  private final LakeReader lake;
  private final Release release;
  private final DuckDb duck;
  private final FileCache cache;
  private final ReleaseViews views;

  /** Views of parts of tables, of this release and another. */
  private final List<ReleaseViews> parts = new ArrayList<>();

  private ReleaseReader(LakeReader lake, Release release, DuckDb duck, FileCache cache) {
    this.lake = lake;
    this.release = release;
    this.duck = duck;
    this.cache = cache;
    this.views = new ReleaseViews(lake, release, duck, cache, HERE);
  }

  /** Opens a release. */
  public static ReleaseReader open(LakeReader lake, Release release, ReaderLimits limits) {
    FileCache cache =
        new FileCache(FileCache.usualFolder(), limits.cacheMib() * MIB, Clock.systemUTC());
    return new ReleaseReader(lake, release, DuckDb.open(limits), cache);
  }

  /** The release. */
  public Release release() {
    return release;
  }

  /** Where it stands. */
  public LakeReader lake() {
    return lake;
  }

  /** Names of the tables, the view conflicts and the table of releases among them. */
  public Set<String> tables() {
    return views.names();
  }

  /**
   * The columns of a table, with what they mean.
   *
   * @throws XiaokangException if there is no such table, naming the nearest
   */
  public List<TableColumn> columns(String table) {
    requireTable(table);
    if (!table.equals(ConflictsView.NAME)) {
      return views.snapshot(table).columns();
    }
    List<TableColumn> observations = views.snapshot(ConflictsView.OBSERVATIONS).columns();
    return ConflictsView.COLUMNS.stream()
        .flatMap(name -> observations.stream().filter(column -> column.name().equals(name)))
        .toList();
  }

  /** What a table holds, in a sentence; blank where nothing is said. */
  public String comment(String table) {
    requireTable(table);
    return table.equals(ConflictsView.NAME)
        ? "Figures of which there are several for the same area, metric, scope and period."
        : views.snapshot(table).comment();
  }

  private void requireTable(String table) {
    if (!tables().contains(table)) {
      throw noTable(table);
    }
  }

  private XiaokangException noTable(String table) {
    return new XiaokangException(
        "release '%s' has no table '%s'%s; it has %s"
            .formatted(
                release.releaseId(),
                table,
                Nearest.hint(table, tables()),
                String.join(", ", tables())));
  }

  /**
   * A query of a person, in DuckDB's SQL. Nothing is computed before rows are asked for.
   *
   * @throws XiaokangException if the SQL does not hold, in DuckDB's words, or would change
   *     something
   */
  public QueryRows query(String sql) {
    String query = statement(sql);
    QueryText text = QueryText.parse(duck, query);
    (text.isOfAll() ? tables() : text.tables())
        .forEach(
            name -> {
              if (tables().contains(name)) {
                views.open(name);
              }
            });
    try {
      return new DuckRows(query, duck.columns(query));
    } catch (SQLException e) {
      throw told(e, text);
    }
  }

  /** Without the semicolon that may end it. */
  private static String statement(String sql) {
    return sql.strip().replaceFirst(";\\s*$", "");
  }

  /** What DuckDB finds wrong with a query, for its author. */
  private XiaokangException told(SQLException e, QueryText text) {
    Optional<XiaokangException> missing = views.missing(e);
    if (missing.isPresent()) {
      return missing.get();
    }
    String said = String.valueOf(e.getMessage());
    if (said.startsWith("Catalog Error: Table with name")) {
      Set<String> unknown = new TreeSet<>(text.tables());
      unknown.removeAll(tables());
      return unknown.stream()
          .filter(said::contains)
          .findFirst()
          .map(this::noTable)
          .orElseGet(() -> new XiaokangException("the query does not hold: " + said, e));
    }
    boolean holds = said.startsWith("Conversion Error") || said.startsWith("Invalid Input Error");
    boolean memory = said.startsWith("Out of Memory Error");
    return new XiaokangException(
        (holds || memory ? "the query failed: " : "the query does not hold: ")
            + said
            + (holds ? WHAT_TO_DO : "")
            + (memory
                ? "\nThe configuration says how much memory a query may take (reader: {memory_mib: ...})"
                : ""),
        e);
  }

  private final class DuckRows implements QueryRows {
    private final String sql;
    private final List<ResultColumn> columns;

    DuckRows(String sql, List<ResultColumn> columns) {
      this.sql = sql;
      this.columns = List.copyOf(columns);
    }

    @Override
    public List<ResultColumn> columns() {
      return columns;
    }

    @Override
    public void each(Consumer<List<@Nullable Object>> row) {
      read(Long.MAX_VALUE, row);
    }

    @Override
    public List<List<@Nullable Object>> first(int most) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      read(most, rows::add);
      return rows;
    }

    private void read(long most, Consumer<List<@Nullable Object>> row) {
      try {
        duck.query(
            sql,
            List.of(),
            rows -> {
              ResultSetMetaData meta = rows.getMetaData();
              for (long count = 0; count < most && rows.next(); count++) {
                duck.throwIfCancelled();
                row.accept(DuckDb.cells(rows, meta));
              }
              return most;
            });
      } catch (SQLException e) {
        throw told(e, new QueryText(Set.of(), false));
      }
    }
  }

  /**
   * The rows of one of the project's own queries.
   *
   * @param tables the tables that it reads
   * @param sql DuckDB's SQL, with question marks for the parameters
   * @throws XiaokangException if the release lacks one of the tables, or files of it are gone
   */
  public List<TableRow> rows(List<String> tables, String sql, @Nullable Object... parameters) {
    List<TableRow> found = new ArrayList<>();
    each(tables, sql, found::add, parameters);
    return found;
  }

  /** Gives the rows of one of the project's own queries one by one. */
  public void each(
      List<String> tables, String sql, Consumer<TableRow> one, @Nullable Object... parameters) {
    tables.forEach(views::open);
    try {
      duck.query(
          sql,
          Arrays.asList(parameters),
          rows -> {
            ResultSetMetaData meta = rows.getMetaData();
            List<QueryRows.ResultColumn> columns = DuckDb.columns(meta);
            while (rows.next()) {
              duck.throwIfCancelled();
              one.accept(new TableRow(QueryRows.named(columns, DuckDb.cells(rows, meta))));
            }
            return columns;
          });
    } catch (SQLException e) {
      throw Stream.concat(Stream.of(views), parts.stream())
          .flatMap(opened -> opened.missing(e).stream())
          .findFirst()
          .orElseGet(
              () ->
                  new XiaokangException(
                      "release '" + release.releaseId() + "' cannot be read: " + e.getMessage(),
                      e));
    }
  }

  /**
   * Opens of tables in another release of the lake and in this one the rows that may differ, in the
   * schemas {@link #BEFORE} and {@link #AFTER}.
   */
  void openDiffering(Release other, List<String> tables) {
    ReleaseViews before = new ReleaseViews(lake, other, duck, cache, BEFORE);
    ReleaseViews after = new ReleaseViews(lake, release, duck, cache, AFTER);
    parts.addAll(List.of(before, after));
    tables.forEach(table -> ReleaseViews.openDiffering(before, after, table));
  }

  /**
   * Writes the rows of a query as one Parquet file, types and digits as they are.
   *
   * @param sql a query that {@link #query} has taken
   * @param file where to, on this machine
   */
  public void parquet(String sql, Path file) {
    try {
      duck.execute(
          "COPY (" + statement(sql) + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
    } catch (SQLException e) {
      throw told(e, new QueryText(Set.of(), false));
    }
  }

  /**
   * Writes a table as one Parquet file; moments say that they are in UTC.
   *
   * @param table a table of the release
   * @param file where to, on this machine
   */
  public void parquetOf(String table, Path file) {
    views.open(table);
    String columns =
        columns(table).stream()
            .map(
                c ->
                    c.type().equals("TIMESTAMP")
                        ? Sql.name(c.name()) + " AT TIME ZONE 'UTC' AS " + Sql.name(c.name())
                        : Sql.name(c.name()))
            .collect(Collectors.joining(", "));
    parquet("SELECT " + columns + " FROM " + Sql.name(table), file);
  }

  /**
   * Ends the question under way, whether it opens tables, computes or gives rows: who waits for the
   * answer is told so. Until {@link #begin} every other question ends, too.
   */
  public void cancel() {
    duck.cancel();
  }

  /** From now on questions are answered again. */
  public void begin() {
    duck.begin();
  }

  @Override
  public void close() {
    duck.close();
  }
}

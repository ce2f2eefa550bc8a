package org.xiaokang.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.job.QueryResult;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.QueryRows;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.tables.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** SQL over a release: {@code jobs/query "select * from indicators limit 20"}. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Runs SQL over the tables of the latest release, or of another.",
    footerHeading = "%nThe two engines%n",
    footer = {
      "  DuckDB answers in a second or two; Spark starts a session first, and runs on a cluster with",
      "  --master. Where you will notice the other SQL:",
      "    DuckDB                              Spark",
      "    time_period >= 2015 is an error     compares, or fails at the first _U",
      "    list[1] is the first item           list[0] is",
      "    unnest(inputs), inputs[1].metric    explode(inputs), inputs[0].metric",
      "    tables['indicators'] of a map       the same",
      "    strftime(day, '%%Y')                 date_format(day, 'yyyy')",
      "    1/2 is 0.5, 1//2 is 0               1/2 is 0.5, 1 div 2 is 0",
      "    \"name\" quotes a column              `name` does",
      "    finished_at is a clock in UTC       has a zone; session zone is UTC",
      "    nulls sort last                     nulls sort first",
      "  Numbers in the table are rounded to ten significant digits, and the last line says so where one",
      "  was; csv, json and parquet have every digit."
    })
final class QueryCommand extends Commands.Base {
  /** Who runs a query. */
  enum Engine {
    DUCKDB,
    SPARK
  }

  @Parameters(
      paramLabel = "SQL",
      arity = "0..1",
      description = "a query, e.g. \"select * from indicators\"; without one a prompt opens")
  private @Nullable String sql;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private RowFormat format = RowFormat.TABLE;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write the rows to a file on this machine; parquet needs it")
  private @Nullable Path output;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      converter = RowLimit.class,
      description = "most rows of a table (default: ${DEFAULT-VALUE}); other formats have all")
  private int limit = 1000;

  @Option(
      names = "--engine",
      defaultValue = "duckdb",
      description =
          "whose SQL it is, and who runs it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Engine engine = Engine.DUCKDB;

  @Mixin private ReleaseOption release = new ReleaseOption();

  @Override
  public Integer call() {
    String query = sql;
    if (format == RowFormat.PARQUET && (output == null || engine == Engine.SPARK)) {
      throw new ParameterException(
          line(), "--format parquet needs --output FILE, and DuckDB, which writes the file");
    }
    if (query == null && (engine == Engine.SPARK || output != null)) {
      throw new ParameterException(
          line(), "SQL is missing; only jobs/query by itself, with DuckDB, opens a prompt");
    }
    if (engine == Engine.SPARK) {
      return spark(String.valueOf(query));
    }
    LakeReader lake = reader();
    try (ReleaseReader read =
        ReleaseReader.open(lake, release.in(lake.releases()), configuration().reader())) {
      if (query == null) {
        return new Prompt(lake, read, configuration().reader(), format, limit).run(out());
      }
      QueryRows rows = read.query(query);
      Path file = output;
      if (format == RowFormat.PARQUET && file != null) {
        read.parquet(query, file);
      } else {
        print(rows);
      }
      return 0;
    }
  }

  private int spark(String query) {
    var session = SparkSessions.open("query");
    Lake lake = Lake.open(session, configuration().lake());
    lake.views(release.in(lake.releases()));
    print(QueryResult.of(session, query));
    return 0;
  }

  private void print(QueryRows rows) {
    Path file = output;
    if (file == null) {
      format.print(rows, limit, TableNote.SHELL, out());
      return;
    }
    try (PrintWriter to =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), false)) {
      format.print(rows, limit, TableNote.SHELL, to);
      if (to.checkError()) {
        throw new IOException("the rest of the rows did not fit");
      }
    } catch (IOException | UncheckedIOException e) {
      throw new XiaokangException(
          "cannot write '" + file + "': " + e.getMessage() + "; expected a file in a folder", e);
    }
  }
}
